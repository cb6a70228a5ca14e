import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../explorer/components/frame/stage/keys.js", import.meta.url), "utf8");
const the = vm.createContext({ Math, Object });
vm.runInContext(source, the);

const BODY = { tagName: "BODY" };
const pressed = (key, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, keyCode: 0, ...more });
const plain = (value) => JSON.parse(JSON.stringify(value));

test("a clicker's keys do what the arrows do", () => {
  assert.equal(the.commandOf(pressed("ArrowRight"), BODY, true), "on");
  assert.equal(the.commandOf(pressed("PageDown"), BODY, true), "on");
  assert.equal(the.commandOf(pressed("ArrowLeft"), BODY, true), "back");
  assert.equal(the.commandOf(pressed("PageUp"), BODY, true), "back");
  assert.equal(the.commandOf(pressed("."), BODY, true), "blank");
});

test("letters count with the caps lock, too, and other keys mean nothing", () => {
  assert.equal(the.commandOf(pressed("B"), BODY, true), "blank");
  assert.equal(the.commandOf(pressed("q"), BODY, true), null);
  assert.equal(the.commandOf(pressed("toString"), BODY, true), null);
});

test("off the stage one key leads to it, and all others belong to the page", () => {
  assert.equal(the.commandOf(pressed("p"), BODY, false), "enter");
  for (const key of ["ArrowRight", " ", "b", "Escape", "n"])
    assert.equal(the.commandOf(pressed(key), BODY, false), null);
});

test("a slider that was moved does not hold the slide", () => {
  for (const type of ["range", "checkbox", "radio"]) {
    assert.equal(the.commandOf(pressed("ArrowRight"), { tagName: "INPUT", type }, true), "on");
    assert.equal(the.commandOf(pressed("Escape"), { tagName: "INPUT", type }, true), "leave");
    assert.equal(the.commandOf(pressed(" "), { tagName: "INPUT", type }, true), null);
  }
});

test("nothing is heard while somebody types", () => {
  for (const tagName of ["INPUT", "TEXTAREA", "SELECT"]) {
    for (const on of [true, false])
      for (const key of ["p", "b", "ArrowRight"]) assert.equal(the.commandOf(pressed(key), { tagName }, on), null);
  }
  for (const type of ["text", "search", "number", undefined])
    assert.equal(the.commandOf(pressed("b"), { tagName: "INPUT", type }, true), null);
  assert.equal(the.commandOf(pressed("b"), { tagName: "DIV", isContentEditable: true }, true), null);
  assert.equal(the.commandOf(pressed("b", { isComposing: true }), BODY, true), null);
  assert.equal(the.commandOf(pressed("b", { keyCode: 229 }), BODY, true), null);
});

test("shortcuts of the browser stay its own", () => {
  for (const held of ["ctrlKey", "metaKey", "altKey"])
    assert.equal(the.commandOf(pressed("l", { [held]: true }), BODY, true), null);
});

test("the space bar presses the button that has the keyboard", () => {
  assert.equal(the.commandOf(pressed(" "), { tagName: "BUTTON" }, true), null);
  assert.equal(the.commandOf(pressed(" "), BODY, true), "play");
});

test("steps lead through a picture's parts, then to the next picture, then out of the scene", () => {
  const walked = [];
  for (let at = { picture: 0, shown: 1 }; at; at = the.onward(at, [2, 1, 3])) walked.push(plain(at));
  const places = walked.map(({ picture, shown }) => [picture, shown]);
  assert.deepEqual(places, [
    [0, 1],
    [0, 2],
    [1, 1],
    [2, 1],
    [2, 2],
    [2, 3],
  ]);
});

test("the way back is the way there, reversed", () => {
  const back = [];
  for (let at = { picture: 2, shown: 3 }; at; at = the.backward(at, [2, 1, 3])) back.push([at.picture, at.shown]);
  assert.deepEqual(back.reverse(), [
    [0, 1],
    [0, 2],
    [1, 1],
    [2, 1],
    [2, 2],
    [2, 3],
  ]);
});

test("a scene without pictures is left at the first step", () => {
  assert.equal(the.onward({ picture: 0, shown: 1 }, []), null);
  assert.equal(the.backward({ picture: 0, shown: 1 }, []), null);
});

test("from nothing shown, the first step shows something", () => {
  assert.deepEqual(plain(the.onward({ picture: 0, shown: 0 }, [3])), { picture: 0, shown: 1 });
});

test("a place that the scene no longer has becomes the nearest that it has", () => {
  assert.deepEqual(plain(the.within({ picture: 5, shown: Infinity }, [2, 4])), { picture: 1, shown: 4 });
  assert.deepEqual(plain(the.within({ picture: 0, shown: 9 }, [2])), { picture: 0, shown: 2 });
});

test("a picture of many parts is shown in few steps, each of which shows something, and the last of them all", () => {
  for (const parts of [1, 2, 24, 25, 47, 300]) {
    const steps = the.stepsOf(parts);
    const shown = Array.from({ length: steps }, (_, i) => the.partsAfter(i + 1, parts));
    assert.ok(steps <= 24);
    assert.equal(shown.at(-1), parts);
    assert.ok([0, ...shown].every((n, i, all) => i === 0 || n > all[i - 1]));
  }
  assert.equal(the.partsAfter(0, 8), 0);
});
