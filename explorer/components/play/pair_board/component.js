// Two ways on from one beginning, beside each other; on a phone beneath each other.
/** @param {Shown<pair_board.PairBoard, pair_board.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const now = JSON.stringify(data);
  if (root.drawn === now) return;
  root.drawn = now;
  redraw(
    root,
    el("p", { class: "before" }, el("bdi", {}, data.before)),
    el(
      "div",
      { class: "pair", role: "group", "aria-label": data.labels.pair },
      ...data.sides.map((side, index) => sideOf(data, side, index)),
    ),
  );
}

/**
 * @param {pair_board.PairBoard} data
 * @param {pair_board.Side} side
 * @param {number} index
 */
function sideOf({ sides, labels }, side, index) {
  const all = Math.max(1, ...sides.map((one) => one.n));
  const marks = [side.right && labels.right, side.mine && labels.mine].filter(Boolean).join(" · ");
  return el(
    "div",
    { class: ["side", side.right && "right", side.mine && "mine"].filter(Boolean).join(" ") },
    el("b", { class: "letter" }, "AB"[index]),
    el("bdi", { class: "text" }, `… ${side.text} …`),
    el("p", { class: "author" }, side.author || "?", marks ? el("small", {}, ` ${marks}`) : null),
    side.n_text
      ? el(
          "p",
          { class: "votes" },
          el(
            "span",
            { class: "pile", "aria-hidden": "true" },
            el("i", { style: { width: `${(100 * side.n) / all}%` } }),
          ),
          side.n_text,
        )
      : null,
  );
}
