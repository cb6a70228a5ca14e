import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const source = readFileSync(new URL("../../explorer/components/frame/workshop/summary.js", import.meta.url), "utf8");
const the = vm.createContext({ JSON, Array });
vm.runInContext(source, the);
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
  assert.deepEqual(plain(the.workOf(kept, 2, 3)), { notes: { 0: "abc" }, seen: [0] });
  for (const text of [null, "", "{", "7", '{"notes":null,"seen":{}}'])
    assert.deepEqual(plain(the.workOf(text, 2, 3)), { notes: {}, seen: [] });
});
