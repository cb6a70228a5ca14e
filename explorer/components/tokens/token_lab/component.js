// A text, re-tokenised while it is typed. Hovering over any of its text, ids or bytes lights up all that belongs to them.
const PAUSE = 150; // milliseconds without a key before the text is sent

/** @typedef {Record<string, any> & { area: HTMLTextAreaElement, tokens: Map<string, token_lab.Piece> }} Lab */

/** @param {Shown<token_lab.TokenLab, token_lab.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const lab = root.lab ?? (root.lab = build(root));
  lab.send = (/** @type {string} */ text) => setTriggerValue("text", (lab.sent = text));
  lab.choose = (/** @type {string} */ name) => {
    clearTimeout(lab.timer);
    setTriggerValue("encoding", [name, (lab.sent = lab.area.value)]);
  };
  lab.area.placeholder = data.labels.placeholder;
  lab.area.setAttribute("aria-label", data.labels.box);
  if (data.given !== lab.given) take(lab, data.given);
  lab.counts.replaceChildren(...countsOf(data, lab));
  lab.counts.setAttribute("aria-label", data.labels.encodings);
  lab.specials.replaceChildren(...specialsOf(data, lab));
  lab.facts.textContent = data.labels.facts;
  lab.lanes.replaceChildren(...lanesOf(data));
  lab.hint = data.labels.hint;
  lab.tokens = new Map(data.groups.flatMap((group) => group.tokens.map((token) => [String(token.index), token])));
  lab.readout.textContent = lab.hint;
}

/** @param {Root} root */
function build(root) {
  const area = el("textarea", { rows: 3, spellcheck: "false", dir: "auto", "data-focus": "text" });
  const [counts, specials] = [el("div", { class: "counts", role: "group" }), el("div", { class: "specials" })];
  const [lanes, readout, facts] = [
    el("div", { class: "lanes" }),
    el("p", { class: "readout" }),
    el("p", { class: "facts" }),
  ];
  /** @type {any} */
  const lab = { area, counts, specials, lanes, readout, facts, given: null, sent: null, timer: 0 };
  area.addEventListener("keydown", (event) => event.stopPropagation());
  area.addEventListener("input", () => later(lab));
  const over = (/** @type {Event} */ event) =>
    light(
      lab,
      /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.("[data-tokens]")),
    );
  lanes.addEventListener("pointerover", over);
  lanes.addEventListener("focusin", over);
  lanes.addEventListener("pointerleave", () => light(lab, null));
  lanes.addEventListener("keydown", step);
  root.replaceChildren(counts, area, specials, facts, lanes, readout);
  return lab;
}

/**
 * What was typed is sent when the fingers rest; a text under composition is text as well.
 * @param {Lab} lab
 */
function later(lab) {
  clearTimeout(lab.timer);
  lab.timer = setTimeout(() => lab.send(lab.area.value), PAUSE);
}

/**
 * Only a text that changed elsewhere replaces what stands in the box.
 * @param {Lab} lab
 * @param {string} text
 */
function take(lab, text) {
  lab.given = text;
  if (text !== lab.sent) lab.area.value = text;
  lab.sent = null;
}

/**
 * @param {token_lab.TokenLab} data
 * @param {Lab} lab
 */
function countsOf({ counts, chosen }, lab) {
  const most = Math.max(1, ...counts.map(({ n }) => n ?? 0));
  return counts.map(({ name, n }) =>
    el(
      "button",
      {
        type: "button",
        class: name === chosen ? "count here" : "count",
        "aria-pressed": name === chosen ? "true" : "false",
        "data-focus": `count-${name}`,
        onclick: () => lab.choose(name),
      },
      el("span", {}, name),
      el("b", {}, n === null ? "–" : String(n)),
      el("i", { style: { width: `${(100 * (n ?? 0)) / most}%` } }),
    ),
  );
}

/**
 * @param {token_lab.TokenLab} data
 * @param {Lab} lab
 */
function specialsOf({ specials, labels }, lab) {
  if (!specials.length) return [];
  const buttons = specials.map((name) =>
    el("button", { type: "button", class: "mono insert", onclick: () => insert(lab, name) }, el("bdi", {}, name)),
  );
  return [el("span", { class: "label" }, labels.specials), ...buttons];
}

/**
 * @param {Lab} lab
 * @param {string} text
 */
function insert(lab, text) {
  const { area } = lab;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  lab.send(area.value);
}

/** @param {token_lab.TokenLab} data */
function lanesOf({ groups, labels }) {
  const lane = (/** @type {"text" | "ids" | "bytes"} */ name, /** @type {HTMLElement[]} */ parts) =>
    el(
      "section",
      { class: "lane" },
      el("h4", {}, labels[name]),
      el("div", { class: `body mono ${name}`, dir: name === "text" ? "auto" : null }, ...parts),
    );
  const more = labels.more ? [el("span", { class: "more" }, labels.more)] : [];
  return [
    lane("text", [...groups.map(textOf), ...more]),
    lane("ids", [...groups.flatMap(({ tokens }) => tokens.map((token) => partOf(token, String(token.id)))), ...more]),
    lane("bytes", [...groups.flatMap(({ tokens }) => tokens.map((token) => partOf(token, token.bytes))), ...more]),
  ];
}

/**
 * One token of the text; or a bracket: the whole character above, the bytes of each of its tokens inside.
 * @param {token_lab.Group} group
 */
function textOf({ text, tokens }) {
  if (tokens.length === 1) return partOf(tokens[0], tokens[0].text, 0);
  const parts = tokens.map((token) => partOf(token, token.text, -1));
  const whole = el("bdi", { class: "whole", "data-tokens": tokens.map(({ index }) => index).join(" ") }, text);
  return el("span", { class: "bracket" }, whole, el("span", { class: "inside" }, ...parts));
}

/**
 * @param {token_lab.Piece} piece
 * @param {string} text
 * @param {number | null} tabindex
 */
function partOf({ index, special }, text, tabindex = null) {
  const classes = ["part", index % 2 ? "odd" : "even", special && "special"];
  return el("bdi", { class: classes.filter(Boolean).join(" "), "data-tokens": String(index), tabindex }, text);
}

/**
 * Everything that holds one of the tokens under the pointer, in every lane; and what they are, in words.
 * @param {Lab} lab
 * @param {HTMLElement | null} part
 */
function light(lab, part) {
  const held = new Set(part?.dataset.tokens.split(" ") ?? []);
  for (const other of lab.lanes.querySelectorAll("[data-tokens]"))
    other.classList.toggle(
      "lit",
      other.dataset.tokens.split(" ").some((/** @type {string} */ index) => held.has(index)),
    );
  const tokens = [...held].map((index) => lab.tokens.get(index)).filter(Boolean);
  lab.readout.textContent = tokens.map(({ text, title }) => `${text}  ${title}`).join("     ") || lab.hint;
}

/**
 * Left and right walk along the tokens of the text.
 * @param {KeyboardEvent} event
 */
function step(event) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const at = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.(".text .part"));
  if (!way || !at) return;
  const parts = [.../** @type {NodeListOf<HTMLElement>} */ (at.closest(".body").querySelectorAll(".part"))];
  parts[parts.indexOf(at) + way]?.focus();
  event.preventDefault();
}
