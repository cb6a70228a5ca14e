// Two sentences, and lines from each word beneath to the words above that it looks at. Pointing at a word, above or
// beneath, shows its lines alone, with their shares; a click keeps them, here in the browser.
const FAINT = 0.04; // shares below this get no line
/**
 * @typedef {{ side: "source" | "target", at: number }} Active
 * @typedef {Kept<word_alignment.WordAlignment> & { root: Root, shares: Shares, words: Record<"source" | "target", HTMLElement[]>,
 *   kept: Active | null, lines: SVGElement, stage: HTMLElement, says: HTMLElement }} View
 */

/** @param {Shown<word_alignment.WordAlignment>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const drawn = JSON.stringify([data.source, data.target]);
  /** @type {View} */
  const view = /** @type {any} */ ({ root, data, kept: root.drawn === drawn ? root.kept : null });
  root.drawn = drawn;
  const shares = new Uint16Array(bytesOf(data.weights).buffer);
  view.shares = (row, column) => shares[row * data.source.words.length + column] / 65535;
  view.words = { source: wordsOf(view, "source"), target: wordsOf(view, "target") };
  view.lines = /** @type {SVGElement} */ (svg("svg", { "aria-hidden": "true" }));
  view.says = el("output", { class: "says" });
  view.stage = el(
    "div",
    { class: "stage", role: "group", "aria-label": data.labels.view },
    sideOf(view, "source"),
    sideOf(view, "target"),
    view.lines,
  );
  redraw(root, view.stage, view.says, el("p", { class: "how" }, data.labels.how));
  paintAtAnySize(root, () => light(view, view.kept));
}

/**
 * @param {View} view
 * @param {"source" | "target"} side
 */
function sideOf(view, side) {
  const { language } = view.data[side];
  return el(
    "div",
    { class: `side ${side}`, lang: language || null },
    el("span", { class: "what" }, view.data.labels[side]),
    ...view.words[side],
  );
}

/**
 * @param {View} view
 * @param {"source" | "target"} side
 */
function wordsOf(view, side) {
  const { words, own } = view.data[side];
  return words.map((text, at) => {
    const word = el(
      "button",
      { type: "button", class: own.includes(at) ? "word" : "word mark mono", "data-focus": `${side}-${at}` },
      el("bdi", {}, text.trim() || text),
      el("span", { class: "share" }),
    );
    word.addEventListener("pointerenter", () => light(view, { side, at }));
    word.addEventListener("pointerleave", () => light(view, view.kept));
    word.addEventListener("focus", () => light(view, { side, at }));
    word.addEventListener("blur", () => light(view, view.kept));
    word.addEventListener("click", () => keep(view, { side, at }));
    return word;
  });
}

/**
 * @param {View} view
 * @param {Active} active
 */
function keep(view, active) {
  const again = view.kept?.side === active.side && view.kept.at === active.at;
  view.kept = view.root.kept = again ? null : active;
  light(view, view.kept);
}

/**
 * The lines of one word, or all of them.
 * @param {View} view
 * @param {Active | null} active
 */
function light(view, active) {
  const { source, target } = view.words;
  const concerns = (/** @type {number} */ row, /** @type {number} */ column) =>
    !active || (active.side === "target" ? row === active.at : column === active.at);
  const lines = [];
  for (let row = 0; row < target.length; row++)
    for (let column = 0; column < source.length; column++)
      if (view.shares(row, column) >= FAINT && concerns(row, column)) lines.push(line(view, row, column, active));
  view.lines.replaceChildren(...lines);
  for (const side of /** @type {("source" | "target")[]} */ (["source", "target"]))
    view.words[side].forEach((word, at) => mark(view, word, side, at, active));
  view.says.textContent = active ? told(view, active) : "";
}

/**
 * @param {View} view
 * @param {number} row
 * @param {number} column
 * @param {Active | null} active
 */
function line(view, row, column, active) {
  const stage = view.stage.getBoundingClientRect();
  const [above, beneath] = [view.words.source[column], view.words.target[row]].map((word) =>
    word.getBoundingClientRect(),
  );
  const [x, y] = [above.left + above.width / 2 - stage.left, above.bottom - stage.top + 2];
  const [u, v] = [beneath.left + beneath.width / 2 - stage.left, beneath.top - stage.top - 2];
  const middle = (y + v) / 2;
  const share = view.shares(row, column);
  const path = `M ${u} ${v} C ${u} ${middle}, ${x} ${middle}, ${x} ${y}`;
  const strength = active ? Math.sqrt(share) : share;
  return svg("path", { d: path, "stroke-width": 1 + 6 * share, opacity: Math.max(0.08, Math.min(1, strength)) });
}

/**
 * How a word stands to the one that is pointed at.
 * @param {View} view
 * @param {HTMLElement} word
 * @param {"source" | "target"} side
 * @param {number} at
 * @param {Active | null} active
 */
function mark(view, word, side, at, active) {
  const other = active && active.side !== side;
  const share = other ? (side === "source" ? view.shares(active.at, at) : view.shares(at, active.at)) : 0;
  word.classList.toggle("active", Boolean(active) && active.side === side && active.at === at);
  word.classList.toggle("on", Boolean(other));
  word.style.setProperty("--share", `${Math.round(100 * share)}%`);
  word.setAttribute("aria-pressed", String(view.kept?.side === side && view.kept.at === at));
  word.querySelector(".share").textContent = other && share >= FAINT ? percent(share) : "";
}

/**
 * The three strongest lines of a word, in words.
 * @param {View} view
 * @param {Active} active
 */
function told(view, { side, at }) {
  const others = view.words[side === "source" ? "target" : "source"].length;
  const share = (/** @type {number} */ other) => (side === "target" ? view.shares(at, other) : view.shares(other, at));
  const [queries, keys] = [view.data.target.words, view.data.source.words];
  return ranked(others, share)
    .slice(0, 3)
    .filter((other) => share(other) >= FAINT)
    .map((other) =>
      filled(view.data.labels.looks, {
        query: queries[side === "target" ? at : other].trim(),
        key: keys[side === "target" ? other : at].trim(),
        share: percent(share(other)),
      }),
    )
    .join(" · ");
}
