// The two canvases: heatmap and arcs.
const ARCS = 64; // more tokens than this show only the arcs of the one that is pointed at

function heat({ canvas, n, weight, data }, { top, side }) {
  const paint = surface(canvas.heat, side, side);
  canvas.heat.style.top = `${top}px`;
  const pixels = Math.round(side * paint.ratio);
  paint.context.putImageData(strongest(weight, n, pixels, inksOf(data.scale)), 0, 0);
  const row = side / n;
  const cells = data.without_first ? [[0, 0, row, side]] : [];
  for (let i = 0; i < n; i++) {
    const [first, last] = sight(data, n, i);
    cells.push([0, i * row, first * row, row], [(last + 1) * row, i * row, (n - 1 - last) * row, row]);
  }
  hatch(paint.context, cells, side, data.colors);
  paint.context.strokeStyle = data.colors.line;
  paint.context.strokeRect(0.5, 0.5, side - 1, side - 1);
}

// Cells that hold no number, crossed out by thin slanting lines.
function hatch(context, cells, side, colors) {
  context.save();
  context.beginPath();
  for (const [x, y, width, height] of cells) context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let x = -side; x < side; x += 7) {
    context.moveTo(x, side);
    context.lineTo(x + side, 0);
  }
  context.strokeStyle = colors.line;
  context.stroke();
  context.restore();
}

// All arcs, faint: drawn once, and put beneath the strong ones.
function backdrop(view, { arcs, height }) {
  const faint = (view.faint = document.createElement("canvas"));
  const { context } = surface(faint, arcs.right - arcs.left, height);
  if (view.n > ARCS) return;
  for (let query = 0; query < view.n; query++) {
    for (let key = 0; key < view.n; key++) arc(context, view, query, key, 0.22 * Math.min(1, (16 / view.n) ** 1.5));
  }
}

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
