import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

import { shared } from "./shared.mjs";

const file = "../../explorer/components/frame/picture_menu/tables.js";
const kinds = { Int8Array, Int16Array, Int32Array, Uint32Array, Float64Array, ArrayBuffer };
const the = shared({ JSON, Number, Map, Set, Array, Object, ...kinds });
vm.runInContext(readFileSync(new URL(file, import.meta.url), "utf8"), the);
const plain = (value) => JSON.parse(JSON.stringify(value));
const packed = (numbers) => Buffer.from(numbers.buffer).toString("base64");

test("packed numbers are unpacked in their shape, and what a picture is drawn with stays behind", () => {
  const payload = {
    heads: [{ name: "a", shares: packed(new Uint8Array([0, 255, 51, 0])) }],
    pattern: packed(new Uint16Array([65535, 0, 65535])),
    floats: packed(new Float32Array([0.1, -2])),
    colors: { ink: "#000000" },
    labels: { run: "Run" },
  };
  const packings = {
    "heads.0.shares": { kind: "shares8", shape: [2, 2] },
    pattern: { kind: "triangle16", shape: [2, 2] },
    floats: { kind: "floats32", shape: [2] },
  };
  assert.deepEqual(plain(the.plainData(payload, packings)), {
    heads: [
      {
        name: "a",
        shares: [
          [0, 1],
          [0.2, 0],
        ],
      },
    ],
    pattern: [
      [1, 0],
      [0, 1],
    ],
    floats: [0.1, -2],
  });
});

test("lists of one length are columns, records are rows, and a matrix is itself", () => {
  const csv = the.csvOf({ n: 2, tokens: ["a", "b"], logits: [1, 2], rows: [{ x: 1, at: { y: 2 } }], m: [[1, 2], [3]] });
  assert.deepEqual(csv.split("\r\n\r\n"), [
    "n\r\n2",
    "tokens,logits\r\na,1\r\nb,2",
    "rows\r\nx,at.y\r\n1,2",
    "m\r\n0,1\r\n1,2\r\n3\r\n",
  ]);
});

test("whatever is in a picture is in its table, however deep it lies", () => {
  const rows = [
    { token: "cat", working: { cut: 11, fate: [{ stage: "top-k", left: [12, 13] }], long: [1, 2, 3, 4, 15] } },
    { token: "dog", working: null, pair: ["mixed", [16, { deep: 17 }]] },
  ];
  const csv = the.csvOf({ rows });
  for (const leaf of ["cat", 11, "top-k", 12, 13, 15, "dog", "mixed", 16, 17]) assert.match(csv, new RegExp(`${leaf}`));
});

test("a cell is quoted where it must be, and is never a formula", () => {
  assert.equal(the.cellOf('a,"b"\n'), '"a,""b""\n"');
  assert.equal(the.cellOf("=1+1"), "'=1+1");
  assert.equal(the.cellOf("@x"), "'@x");
  assert.equal(the.cellOf("-3.5"), "-3.5");
  assert.equal(the.cellOf(-3.5), "-3.5");
  assert.equal(the.cellOf("猫"), "猫");
  assert.equal(the.cellOf(null), "");
});

test("a figure's arrays are read whatever way they came", () => {
  const figure = {
    data: [
      {
        type: "bar",
        x: { bdata: packed(new Float64Array([1, 2])), dtype: "f8" },
        y: new Float64Array([3, 4]),
        line: {},
      },
    ],
    layout: { xaxis: { title: { text: "size" } } },
  };
  assert.deepEqual(plain(the.figureData(figure)), {
    axes: { x: "size", y: null },
    traces: [{ type: "bar", x: [1, 2], y: [3, 4] }],
  });
});
