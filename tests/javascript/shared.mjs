// The functions of shared.js, which the browser is given as one script with each component's own.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const source = readFileSync(new URL("../../explorer/components/shared.js", import.meta.url), "utf8");

/** The names of shared.js, run in a world of its own that has what is put into `world`. */
export function shared(world = {}) {
  const context = vm.createContext({
    atob,
    Uint8Array,
    Uint16Array,
    Float32Array,
    Uint8ClampedArray,
    Math,
    ...world,
  });
  vm.runInContext(source, context);
  return context;
}
