// A text and a window at its end. A click, or the arrow keys, let the window begin at another token.

/** @param {Shown<window_strip.WindowStrip, window_strip.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const begin = (/** @type {number} */ place) => setTriggerValue("begin", place);
  const pieces = data.pieces.map((piece, place) => pieceOf(piece, place, data.first, begin));
  const strip = el("div", { class: "strip", role: "listbox", "aria-label": data.labels.text }, ...pieces);
  strip.addEventListener("keydown", (event) => step(event, data, begin));
  redraw(rootOf(component), strip, legendOf(data));
}

/**
 * @param {window_strip.Piece} piece
 * @param {number} place
 * @param {number} first
 * @param {(place: number) => void} begin
 */
function pieceOf({ text, title, shade, marked, special }, place, first, begin) {
  const classes = [
    "piece",
    "mono",
    place < first && "out",
    place === first && "first",
    marked && "marked",
    special && "special",
  ];
  return el(
    "button",
    {
      type: "button",
      role: "option",
      class: classes.filter(Boolean).join(" "),
      title,
      "aria-label": `${text}. ${title}`,
      "aria-selected": place >= first ? "true" : "false",
      tabindex: place === first ? 0 : -1,
      "data-focus": place === first ? "first" : null,
      style: { "--shade": `${Math.round(100 * shade)}%` },
      onclick: () => begin(place),
    },
    el("bdi", {}, text),
  );
}

/**
 * @param {KeyboardEvent} event
 * @param {window_strip.WindowStrip} data
 * @param {(place: number) => void} begin
 */
function step(event, { first, pieces }, begin) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!way) return;
  event.preventDefault();
  begin(Math.min(Math.max(first + way, 0), pieces.length - 1));
}

/** @param {window_strip.WindowStrip} data */
function legendOf({ labels }) {
  const mark = (/** @type {string} */ kind, /** @type {string} */ said) =>
    el("span", { class: "mark" }, el("i", { class: kind, "aria-hidden": "true" }), said);
  return el(
    "div",
    { class: "legend" },
    mark("out", labels.out),
    mark("within", labels.within),
    mark("shade", labels.shade),
    mark("marked", labels.marked),
  );
}
