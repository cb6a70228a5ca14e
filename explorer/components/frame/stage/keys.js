// What a key means on the stage, and where it leads. Nothing here touches the page.
/**
 * @typedef {"enter" | "on" | "back" | "whole" | "first" | "play" | "full" | "notes" | "blank" | "laser" | "prompt" |
 *   "technical" | "keys" |
 *   "leave"} Command
 * @typedef {{ picture: number, shown: number }} Place the picture that is on screen, and how many of its steps are shown
 */

/** PageDown, PageUp and the full stop are what clickers send. @type {Record<string, Command>} */
const KEYS = {
  ArrowRight: "on",
  PageDown: "on",
  ArrowLeft: "back",
  PageUp: "back",
  Home: "first",
  End: "whole",
  " ": "play",
  f: "full",
  n: "notes",
  b: "blank",
  ".": "blank",
  l: "laser",
  t: "technical",
  e: "prompt",
  "?": "keys",
  Escape: "leave",
};

const ENTER = "p";

/** A picture of more parts is revealed in so many steps, several parts at a time. */
const MOST_STEPS = 24;

const WRITTEN_IN = ["INPUT", "TEXTAREA", "SELECT"];
const MOVED = ["range", "checkbox", "radio", "button"];
const PRESSED = ["BUTTON", "A", "SUMMARY", "INPUT"];

/**
 * What a key asks for; null where it is somebody's typing, a shortcut of the browser, or nothing.
 * @param {{ key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, isComposing: boolean, keyCode: number }} event
 * @param {{ tagName: string, isContentEditable?: boolean, type?: string }} at what has the keyboard
 * @param {boolean} on whether the stage is on
 * @returns {Command | null}
 */
function commandOf(event, at, on) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.keyCode === 229) return null;
  const moved = at.tagName === "INPUT" && MOVED.includes(at.type);
  if (at.isContentEditable || (WRITTEN_IN.includes(at.tagName) && !moved)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!on) return key === ENTER ? "enter" : null;
  if (key === " " && PRESSED.includes(at.tagName)) return null;
  return Object.hasOwn(KEYS, key) ? KEYS[key] : null;
}

/**
 * In how many steps a picture of so many parts is revealed.
 * @param {number} parts
 */
function stepsOf(parts) {
  return Math.max(1, Math.min(parts, MOST_STEPS));
}

/**
 * How many of its parts are shown after so many steps.
 * @param {number} step
 * @param {number} parts
 */
function partsAfter(step, parts) {
  return Math.round((step / stepsOf(parts)) * Math.max(1, parts));
}

/**
 * One step further through pictures of so many steps each; null is the next scene.
 * @param {Place} place
 * @param {number[]} steps
 * @returns {Place | null}
 */
function onward({ picture, shown }, steps) {
  if (shown < (steps[picture] ?? 0)) return { picture, shown: shown + 1 };
  return picture + 1 < steps.length ? { picture: picture + 1, shown: 1 } : null;
}

/**
 * One step back; null is the scene before.
 * @param {Place} place
 * @param {number[]} steps
 * @returns {Place | null}
 */
function backward({ picture, shown }, steps) {
  if (shown > 1) return { picture, shown: Math.min(shown, steps[picture] ?? 1) - 1 };
  return picture > 0 ? { picture: picture - 1, shown: steps[picture - 1] } : null;
}

/**
 * The same place where the scene has other pictures by now.
 * @param {Place} place
 * @param {number[]} steps
 * @returns {Place}
 */
function within({ picture, shown }, steps) {
  const at = Math.max(0, Math.min(picture, steps.length - 1));
  return { picture: at, shown: Math.min(shown, steps[at] ?? 1) };
}
