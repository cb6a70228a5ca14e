// What is known of a head, and where everything of it stands.
const LINE = 14; // px that a label needs
const NARROW = 600; // px: below this, the arcs stand beneath the heatmap
const PERCENT = 54;
const TALL = 272; // px of a short text's heatmap: all of it is seen on a projector of 720 px
const BAR = 56; // px of a share of 100 %

/**
 * How many of the tokens ask already: on the stage, one after the other.
 * @param {View} view
 */
function asking({ n, parts }) {
  return Math.min(n, parts);
}

/**
 * Where everything stands, in CSS pixels. `asks` are the columns of query tokens: one beside the heatmap, which the arcs
 * share where there is room for both side by side.
 * @param {View} view
 */
function placed(view) {
  const { n } = view;
  const width = view.root.clientWidth;
  const text = Math.min(enlarged(104), Math.max(enlarged(36), enlarged(10) + widest(view)));
  const answer = text + enlarged(PERCENT + BAR);
  const narrow = width < NARROW;
  const top = Math.min(text, enlarged(84), roomIn(view.root, Infinity) / 4) + 4;
  const usual = Math.min(Math.max(Math.min(34 * n, TALL), 13 * n), Math.max(440, Math.min(n, 560)));
  const wished = roomIn(view.root, usual + top + 4) - top - 4;
  const side = Math.max(1, Math.min(wished, narrow ? width - text - 6 : width - text - answer - 96));
  if (!narrow) {
    const left = side + text + 12;
    const right = Math.min(width - answer, left + Math.max(150, 0.6 * side));
    return {
      top,
      side,
      text,
      answer,
      height: top + side,
      asks: [{ x: side + 6, y: top, side }],
      arcs: { left, right, y: top, side },
    };
  }
  const y = top + side + 34;
  const tall = Math.min(enlarged(LINE) * Math.max(n, 2), 460);
  const asks = [
    { x: side + 6, y: top, side },
    { x: 0, y, side: tall },
  ];
  return {
    top,
    side,
    text,
    answer,
    height: y + tall,
    asks,
    arcs: { left: text + 6, right: width - answer, y, side: tall },
  };
}

/** @param {View} view */
function widest({ root, data }) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${enlarged(12)}px ${getComputedStyle(root).getPropertyValue("--st-code-font")}`;
  return Math.ceil(Math.max(...data.tokens.map((token) => context.measureText(token).width)));
}

/**
 * Which of n labels along `side` pixels have room, the most wanted first.
 * @param {number} n
 * @param {number} side
 * @param {number[]} wanted
 * @returns {number[]}
 */
function roomFor(n, side, wanted) {
  const [row, line] = [side / n, enlarged(LINE)];
  if (row >= line - 1) return Array.from({ length: n }, (_, i) => i);
  /** @type {number[]} */
  const taken = [];
  for (const index of wanted) {
    if (taken.every((other) => Math.abs(other - index) * row >= line)) taken.push(index);
    if (taken.length > side / line) break;
  }
  return taken;
}

/**
 * The active label first, then every so many.
 * @param {number} n
 * @param {number} side
 * @param {...number} first
 */
function spread(n, side, ...first) {
  const every = Math.ceil((enlarged(LINE) * n) / side);
  return [...first, ...Array.from({ length: Math.ceil(n / every) }, (_, i) => i * every)];
}
