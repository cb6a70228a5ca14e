import assert from "node:assert/strict";
import test from "node:test";

import { shared } from "./shared.mjs";

const the = shared();
const plain = (value) => JSON.parse(JSON.stringify(value));

test("base64 becomes the bytes that were packed", () => {
  assert.deepEqual([...the.bytesOf("AAH/")], [0, 1, 255]);
  const floats = Buffer.from(new Float32Array([0.5, -2]).buffer).toString("base64");
  assert.deepEqual([...the.floatsOf(floats)], [0.5, -2]);
});

test("a colour is read from its hex form", () => {
  assert.deepEqual(plain(the.rgbOf("#FF8000")), [255, 128, 0]);
});

test("a scale begins and ends with its own colours, and stays there beyond its ends", () => {
  const scale = ["#000000", "#808080", "#FFFFFF"];
  assert.deepEqual(plain(the.along(scale, 0)), [0, 0, 0]);
  assert.deepEqual(plain(the.along(scale, 0.5)), [128, 128, 128]);
  assert.deepEqual(plain(the.along(scale, 1)), [255, 255, 255]);
  assert.deepEqual(plain(the.along(scale, 7)), [255, 255, 255]);
  assert.deepEqual(plain(the.along(scale, -7)), [0, 0, 0]);
});

test("the 256 inks of a scale begin with nothing and end with all", () => {
  const inks = the.inksOf(["#000000", "#FFFFFF"]);
  assert.equal(inks.length, 1024);
  assert.deepEqual([...inks.slice(0, 4)], [0, 0, 0, 255]);
  assert.deepEqual([...inks.slice(-4)], [255, 255, 255, 255]);
});

test("places in words are filled, and those without a value stay", () => {
  assert.equal(the.filled("{a} and {b} and {a}", { a: "x" }), "x and {b} and x");
});

test("a share is read with one decimal, and what is tiny is not said to be nothing", () => {
  assert.equal(the.percent(0.1234), "12.3 %");
  assert.equal(the.percent(0), "0.0 %");
  assert.equal(the.percent(0.0004), "< 0.1 %");
});

test("a gain has a plus, a loss a minus, and nothing has neither", () => {
  assert.equal(the.signed(1.234), "+1.23");
  assert.equal(the.signed(-0.5), "−0.50");
  assert.equal(the.signed(-0.001), "0.00");
});

test("spans touch where they share a character", () => {
  assert.equal(the.touch([0, 2], [1, 3]), true);
  assert.equal(the.touch([0, 2], [2, 3]), false);
  assert.equal(the.touch(null, [0, 1]), false);
});

test("a causal query sees itself and those before it, and a window cuts what is far", () => {
  assert.deepEqual(plain(the.sight({ causal: true, window: null }, 5, 3)), [0, 3]);
  assert.deepEqual(plain(the.sight({ causal: true, window: 2 }, 5, 3)), [2, 3]);
  assert.deepEqual(plain(the.sight({ causal: false, window: null }, 5, 3)), [0, 4]);
  assert.deepEqual(plain(the.sight({ causal: false, window: 2 }, 5, 3)), [2, 4]);
  assert.equal(the.hidden({ causal: true, window: null }, 5, 3, 4), true);
  assert.equal(the.hidden({ causal: true, window: null }, 5, 3, 3), false);
});

test("a causal pattern travels as its lower triangle", () => {
  const weights = Buffer.from(new Uint16Array([65535, 0, 65535]).buffer).toString("base64");
  const share = the.reader({ weights, tokens: ["a", "b"], causal: true });
  assert.deepEqual([share(0, 0), share(0, 1), share(1, 0), share(1, 1)], [1, 0, 0, 1]);
});

test("the largest share comes first, and equals keep their order", () => {
  assert.deepEqual(plain(the.ranked(4, (i) => [0.2, 0.5, 0.5, 0.1][i])), [1, 2, 0, 3]);
});

test("of several shares that one pixel stands for, the strongest is painted", () => {
  class ImageData {
    constructor(width, height) {
      this.data = new Uint8ClampedArray(4 * width * height);
    }
  }
  const { strongest, inksOf } = shared({ ImageData });
  const image = strongest((row, column) => Number(row === 1 && column === 1), 2, 1, inksOf(["#000000", "#FFFFFF"]));
  assert.deepEqual([...image.data], [255, 255, 255, 255]);
});

test("ink is whichever stands out more", () => {
  const colors = { ink: "#000000", paper: "#FFFFFF" };
  assert.equal(the.inkOn([250, 250, 250], colors), "#000000");
  assert.equal(the.inkOn([5, 5, 5], colors), "#FFFFFF");
});

test("ink can be read on any background", () => {
  const colors = { ink: "#20242A", paper: "#FCFBF8" };
  const levels = [0, 40, 80, 120, 160, 200, 255];
  for (const red of levels)
    for (const green of levels)
      for (const blue of levels) {
        const ground = [red, green, blue];
        assert.ok(the.contrast(the.rgbOf(the.inkOn(ground, colors)), ground) >= 4.5, String(ground));
      }
});
