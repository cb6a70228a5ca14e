import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const the = vm.createContext({ JSON, Array });
for (const file of ["room.js", "summary.js"]) {
  const path = new URL(`../../explorer/components/frame/workshop/${file}`, import.meta.url);
  vm.runInContext(readFileSync(path, "utf8"), the);
}
const plain = (value) => JSON.parse(JSON.stringify(value));

const data = {
  title: "Two tasks",
  tasks: [
    { title: "One", do: "Look.", ask: "Why?", hint: "" },
    { title: "Two", do: "Look again.", ask: "And now?", hint: "" },
  ],
  labels: { nothing: "Nothing written." },
};

test("the summary has each task, its address, its question and what was written", () => {
  const text = the.markdownOf(data, { 0: "It is red.\nI think." }, (n) => `http://here/?scene=${n}`);
  assert.match(text, /^# Two tasks\n\n## 1\. One\n\n<http:\/\/here\/\?scene=0>\n\nLook\.\n\n\*\*Why\?\*\*\n\n/);
  assert.ok(text.includes("It is red.  \nI think.\n\n## 2. Two"));
  assert.ok(text.endsWith("**And now?**\n\n*Nothing written.*\n"));
});

test("what somebody wrote stays text", () => {
  assert.equal(the.asWritten("# a *b* <img src=x> [c](d)"), "\\# a \\*b\\* \\<img src=x\\> \\[c\\](d)");
  assert.equal(the.asWritten("- a\n1. b"), "\\- a  \n1\\. b");
});

test("whatever a browser kept becomes answers of these tasks, or nothing", () => {
  const kept = JSON.stringify({ notes: { 0: "abcdef", 1: 7, 9: "x", __proto__: {} }, seen: [0, 9, "1"] });
  assert.deepEqual(plain(the.workOf(kept, 2, 3)), { notes: { 0: "abc" }, seen: [0], rooms: {} });
  for (const text of [null, "", "{", "7", '{"notes":null,"seen":{}}'])
    assert.deepEqual(plain(the.workOf(text, 2, 3)), { notes: {}, seen: [], rooms: {} });
});

test("the versions that a browser kept of a room are numbers of these tasks, or none", () => {
  const rooms = (kept) => plain(the.workOf(JSON.stringify({ rooms: kept }), 2, 9).rooms);
  assert.deepEqual(rooms({ KQRXZ: { 0: 3, 1: "x", 9: 1 }, BCDFG: null }), { KQRXZ: { 0: 3 }, BCDFG: {} });
  for (const kept of [null, 7, {}, { code: 7 }, [1]]) assert.deepEqual(rooms(kept), {});
});

test("what the room does not have is sent until it has it, and of what was written before it nothing", () => {
  const work = { notes: { 0: "before", 1: "in it" }, seen: [1], rooms: {} };
  const room = (...versions) => ({ code: "KQRXZ", versions, lost: "", others: [] });
  the.changed(work, null, 0); // without a room
  assert.deepEqual(plain(the.unsent(work, room(0, 0))), []);
  the.changed(work, room(0, 0), 1);
  assert.deepEqual(plain(the.unsent(work, room(0, 0))), [[1, 1, true, "in it"]]);
  assert.deepEqual(plain(the.unsent(work, room(0, 1))), []);
  the.changed(work, room(0, 1), 1);
  assert.deepEqual(plain(the.unsent(work, room(0, 1))), [[1, 2, true, "in it"]]);
  assert.deepEqual(plain(the.unsent(work, room())), []); // it is lost
  assert.deepEqual(plain(the.unsent(work, { ...room(0, 0), code: "BCDFG" })), []); // another room
  assert.deepEqual(plain(the.unsent(work, null)), []);
  the.changed(work, { ...room(8, 0), code: "BCDFG" }, 0); // which has had more from here than this browser remembers
  assert.deepEqual(plain(the.unsent(work, { ...room(8, 0), code: "BCDFG" })), [[0, 9, false, "before"]]);
  assert.deepEqual(plain(the.unsent(work, room(0, 1))), [[1, 2, true, "in it"]]); // back in the first
});
