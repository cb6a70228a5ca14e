// The two canvases: heatmap and arcs.
const ARCS = 64; // more tokens than this show only the arcs of the one that is pointed at

/**
 * @param {View} view
 * @param {Placed} at
 */
function heat(view, { top, side }) {
  const { canvas, n, weight, data } = view;
  canvas.heat.style.top = `${top}px`;
  paintPattern(canvas.heat, side, data, n, weight, data, asking(view));
}

/**
 * All arcs, faint: drawn once, and put beneath the strong ones.
 * @param {View} view
 * @param {Placed} at
 */
function backdrop(view, { arcs, height }) {
  const faint = (view.faint = document.createElement("canvas"));
  const { context } = surface(faint, arcs.right - arcs.left, height);
  if (view.n > ARCS) return;
  for (let query = 0; query < asking(view); query++) {
    for (let key = 0; key < view.n; key++) arc(context, view, query, key, 0.22 * Math.min(1, (16 / view.n) ** 1.5));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {number} query
 * @param {number} key
 * @param {number} strength
 */
function arc(context, { weight, n, at: { arcs }, data }, query, key, strength) {
  const share = weight(query, key);
  if (share < 0.004) return;
  const [from, to] = [query, key].map((index) => arcs.y + ((index + 0.5) * arcs.side) / n);
  const width = arcs.right - arcs.left;
  context.beginPath();
  context.moveTo(0, from);
  context.bezierCurveTo(width / 2, from, width / 2, to, width, to);
  context.strokeStyle = data.colors.attention;
  context.globalAlpha = strength * (0.3 + 0.7 * Math.sqrt(share));
  context.lineWidth = 0.7 + 6 * share;
  context.stroke();
}
