import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

import { shared } from "./shared.mjs";

const file = "../../explorer/components/frame/tour/placing.js";
const the = shared({ Infinity });
vm.runInContext(readFileSync(new URL(file, import.meta.url), "utf8"), the);
const ROOM = { width: 1280, height: 720 };
const CARD = { width: 320, height: 180 };
const boxOf = ({ left, top }) => ({ left, top, right: left + CARD.width, bottom: top + CARD.height });

test("the card lies over nothing that it points at, wherever that is", () => {
  for (let left = 0; left <= 1180; left += 118)
    for (let top = 0; top <= 640; top += 64) {
      const control = { left, top, right: left + 100, bottom: top + 80 };
      const card = boxOf(the.bestPlace(CARD, ROOM, [{ box: control, weight: 100 }]));
      assert.equal(the.shared(card, control), 0);
      assert.ok(card.left >= 8 && card.top >= 8 && card.right <= 1272 && card.bottom <= 712);
      assert.ok(the.apart(card, control) < 80, "and it is near");
    }
});

test("of two things it hides rather what matters less", () => {
  const control = { left: 0, top: 0, right: 1280, bottom: 500 };
  const change = { left: 0, top: 500, right: 1280, bottom: 720 };
  const avoided = [
    { box: control, weight: 100 },
    { box: change, weight: 10 },
  ];
  assert.ok(the.bestPlace(CARD, ROOM, avoided).top >= 500);
});

test("without anything to point at it stands in the lower right corner", () => {
  const { left, top } = the.bestPlace(CARD, ROOM, []);
  assert.deepEqual([left, top], [1280 - 320 - 8, 720 - 180 - 8]);
});

test("the line between two boxes is the shortest", () => {
  const one = { left: 0, top: 0, right: 10, bottom: 10 };
  const right = the.lineBetween(one, { left: 30, top: 4, right: 40, bottom: 8 });
  assert.deepEqual([right.x, right.y, right.length, right.angle], [10, 6, 20, 0]);
  const below = the.lineBetween(one, { left: 13, top: 14, right: 20, bottom: 20 });
  assert.deepEqual([below.x, below.y, below.length], [10, 10, 5]);
});

const at = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

test("the page is scrolled to the control and what changes with it where both fit, and else to the first alone", () => {
  const control = at(20, 700, 100, 40);
  const scrolled = (change) => the.scrollTo([control, change], [], true, CARD, ROOM);
  assert.equal(scrolled(at(20, 760, 100, 200)), 960 + 14 - (720 - 180 - 8));
  assert.equal(scrolled(at(20, 1760, 100, 200)), 740 + 14 - (720 - 180 - 8));
  assert.equal(the.scrollTo([at(20, 100, 100, 40)], [], true, CARD, ROOM), 0, "what is in sight stays where it is");
  assert.equal(the.scrollTo([at(20, -100, 100, 40)], [], true, CARD, ROOM), -114);
});

test("a card without a place beside what it is about gets one beneath it", () => {
  const wide = at(0, 250, 1280, 300);
  const frame = [at(0, 0, 1280, 150)];
  const by = the.scrollTo([wide], frame, false, CARD, ROOM);
  assert.equal(by, 550 + 14 - (720 - 180 - 8));
  assert.equal(the.scrollTo([at(0, 250, 600, 300)], frame, false, CARD, ROOM), 0, "there is room at its right");
});
