// A logit as a sum: a map of all heads and MLPs, the first layer on top, and the largest parts as signed bars.
const GAP = 10; // px between the heads and the MLPs
const LEFT = 26; // px for the layers' numbers
const TOP = 18; // px for the heads' numbers

/**
 * @typedef {Kept<logit_parts.LogitParts> & { values: number[], width: number, most: number }} View
 * @typedef {(layer: number, head: number | null) => void} Place
 */

/** @param {Shown<logit_parts.LogitParts, logit_parts.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const values = [...floatsOf(data.values)];
  const view = { data, values, width: data.n_heads + 1, most: Math.max(...values.map(Math.abs), 1e-9) };
  const place = (layer, head) => setTriggerValue("place", [layer, head]);
  const { frame, readout, paint } = boardOf({
    label: data.labels.map,
    rows: data.n_layers,
    columns: view.width,
    at: [data.layer, data.head],
    paint: (canvas, cell) => painted(view, canvas, cell),
    cellAt: (canvas, event) => cellAt(view, canvas, event),
    told: ([layer, column]) => told(view, layer, column),
    send: ([layer, column]) => place(layer, column < data.n_heads ? column : null),
  });
  const map = el("div", { class: "map" }, frame, readout, legendOf(view));
  redraw(root, el("div", { class: "parts" }, map, barsOf(data, place)));
  paintAtAnySize(root, paint);
}

/**
 * Where everything stands: a cell is as large as there is room for, within reason.
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 */
function placed({ data, width }, canvas) {
  const room = canvas.parentElement.clientWidth || 320;
  const [left, top] = [enlarged(LEFT), enlarged(TOP)];
  const cell = Math.min(46, Math.max(3, (room - left - GAP) / width));
  const row = Math.min(32, Math.max(4, Math.min(cell, 320 / data.n_layers)));
  return {
    cell,
    row,
    x: (column) => left + column * cell + (column === data.n_heads ? GAP : 0),
    y: (layer) => top + layer * row,
  };
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {Cell} cell
 */
function painted(view, canvas, [layer, column]) {
  const { data, values, width, most } = view;
  const at = placed(view, canvas);
  const { context } = surface(
    canvas,
    enlarged(LEFT) + GAP + width * at.cell,
    enlarged(TOP) + data.n_layers * at.row + 1,
  );
  values.forEach((value, i) => {
    const [row, col] = [Math.floor(i / width), i % width];
    context.fillStyle = `rgb(${along(data.scales.change, 0.5 + value / (2 * most)).join(" ")})`;
    context.fillRect(at.x(col), at.y(row), at.cell - 0.5, at.row - 0.5);
    context.strokeStyle = data.colors.line;
    context.lineWidth = 0.5;
    context.strokeRect(at.x(col), at.y(row), at.cell - 0.5, at.row - 0.5);
  });
  framed(context, at, [data.layer, data.head], data.colors.query, 2);
  framed(context, at, [layer, column], data.colors.ink, 1.5);
  numbers(context, view, at);
}

function framed(context, at, [layer, column], color, thick) {
  context.strokeStyle = color;
  context.lineWidth = thick;
  context.strokeRect(at.x(column), at.y(layer), at.cell - 0.5, at.row - 0.5);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {ReturnType<typeof placed>} at
 */
function numbers(context, { data }, at) {
  context.fillStyle = data.colors.muted;
  context.font = `${enlarged(12)}px sans-serif`;
  context.textBaseline = "middle";
  const rows = Math.ceil(enlarged(14) / at.row);
  context.textAlign = "right";
  for (let layer = 0; layer < data.n_layers; layer += rows)
    context.fillText(String(layer + 1), enlarged(LEFT) - 6, at.y(layer) + at.row / 2);
  context.textAlign = "center";
  const columns = Math.ceil(enlarged(20) / at.cell);
  for (let head = 0; head < data.n_heads; head += columns)
    context.fillText(String(head + 1), at.x(head) + at.cell / 2, enlarged(TOP) / 2);
  context.fillText(
    "MLP",
    Math.max(at.x(data.n_heads) + at.cell / 2, at.x(data.n_heads - 1) + enlarged(20)),
    enlarged(TOP) / 2,
  );
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
function cellAt(view, canvas, event) {
  const box = canvas.getBoundingClientRect();
  const at = placed(view, canvas);
  const layer = Math.floor((event.clientY - box.top - enlarged(TOP)) / at.row);
  const x = event.clientX - box.left;
  const column = x >= at.x(view.data.n_heads) ? view.data.n_heads : Math.floor((x - enlarged(LEFT)) / at.cell);
  const inside =
    layer >= 0 && layer < view.data.n_layers && x >= enlarged(LEFT) && x < at.x(view.data.n_heads) + at.cell;
  return inside && column <= view.data.n_heads ? [layer, Math.min(column, view.data.n_heads)] : null;
}

/**
 * @param {View} view
 * @param {number} layer
 * @param {number} column
 */
function told({ data, values, width }, layer, column) {
  const words = column < data.n_heads ? data.labels.head : data.labels.mlp;
  const places = { layer: layer + 1, head: column + 1, value: signed(values[layer * width + column]) };
  return filled(words, places);
}

/** @param {View} view */
function legendOf({ data, most }) {
  const ramp = el("i", { style: { background: `linear-gradient(to right, ${data.scales.change.join(",")})` } });
  return el(
    "div",
    { class: "legend", "aria-hidden": "true" },
    signed(-most),
    ramp,
    signed(most),
    el("span", {}, data.labels.axes),
  );
}

/**
 * @param {logit_parts.LogitParts & Look} data
 * @param {Place} place
 */
function barsOf({ bars, total, labels, layer, head }, place) {
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), 1e-9);
  const rows = bars.map((bar) => barOf(bar, most, place, bar.place && bar.place[0] === layer && bar.place[1] === head));
  const sum = el(
    "tr",
    { class: "sum" },
    el("th", { scope: "row" }, labels.total),
    el("td", {}),
    el("td", { class: "value" }, signed(total)),
  );
  return el("table", { "aria-label": labels.bars }, el("tbody", {}, ...rows, sum));
}

/**
 * @param {logit_parts.Bar} bar
 * @param {number} most
 * @param {Place} place
 * @param {boolean} here
 */
function barOf({ label, value, place: at, rest }, most, place, here) {
  const share = (50 * Math.abs(value)) / most;
  const bar = el("i", {
    class: value < 0 ? "loss" : "gain",
    style: { left: `${value < 0 ? 50 - share : 50}%`, width: `${share}%` },
  });
  const name = at
    ? el("button", { type: "button", "data-focus": `bar-${at[0]}-${at[1]}`, onclick: () => place(at[0], at[1]) }, label)
    : label;
  return el(
    "tr",
    { class: rest ? "rest" : here ? "here" : null },
    el("th", { scope: "row" }, name),
    el("td", {}, el("span", { class: "axis" }, bar)),
    el("td", { class: "value" }, signed(value)),
  );
}
