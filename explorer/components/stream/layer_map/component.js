// One number for every layer and position: a canvas of cells, the first row on top. The pointer or the arrow keys read.
const LEFT = 74; // px for the rows' names
const BOTTOM = 20; // px for the tokens

/** @typedef {{ data: layer_map.LayerMap & Look, values?: number[], n: number }} View */

/** @param {Shown<layer_map.LayerMap, layer_map.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const view = { data, values: [...floatsOf(data.values)], n: data.tokens.length };
  const { frame, readout, paint } = boardOf({
    label: data.labels.map,
    rows: data.rows.length,
    columns: view.n,
    at: [data.row, data.positions.indexOf(data.position)],
    paint: (canvas, cell) => painted(view, canvas, cell),
    cellAt: (canvas, event) => cellAt(view, canvas, event),
    told: ([row, position]) => told(view, row, position),
    send: ([row, column]) => setTriggerValue("place", [row, data.positions[column]]),
  });
  redraw(root, el("div", { class: "map" }, frame, readout), legendOf(data));
  paintAtAnySize(root, paint);
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 */
function placed({ data, n }, canvas) {
  const room = canvas.parentElement.clientWidth || 320;
  const left = enlarged(LEFT);
  const cell = Math.min(enlarged(52), (room - left) / n);
  const row = Math.min(24, Math.max(4, 260 / data.rows.length));
  return {
    cell,
    row,
    width: left + n * cell,
    x: (/** @type {number} */ position) => enlarged(LEFT) + position * cell,
    y: (/** @type {number} */ r) => r * row,
  };
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {Cell} cell
 */
function painted(view, canvas, [row, position]) {
  const { data, values, n } = view;
  const at = placed(view, canvas);
  const height = data.rows.length * at.row;
  const { context } = surface(canvas, at.width, height + enlarged(BOTTOM));
  const gap = at.cell > 6 ? 1 : 0;
  values.forEach((value, i) => {
    const [r, c] = [Math.floor(i / n), i % n];
    context.fillStyle = `rgb(${along(data.scales[data.scale], value / data.most[r]).join(" ")})`;
    context.fillRect(at.x(c), at.y(r), Math.max(at.cell - gap, 0.6), at.row - 1);
  });
  context.strokeStyle = data.colors.line;
  context.lineWidth = 1;
  context.strokeRect(enlarged(LEFT) - 0.5, 0.5, n * at.cell, height - 1);
  framed(context, at, [data.row, data.positions.indexOf(data.position)], data.colors.query);
  framed(context, at, [row, position], data.colors.ink);
  words(context, view, at, height, position);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {ReturnType<typeof placed>} at
 * @param {Cell} cell
 * @param {string} color
 */
function framed(context, at, [row, position], color) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.strokeRect(at.x(position), at.y(row), Math.max(at.cell - 1, 3), at.row - 1);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {ReturnType<typeof placed>} at
 * @param {number} height
 * @param {number} active
 */
function words(context, { data, n }, at, height, active) {
  context.font = `${enlarged(12)}px sans-serif`;
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.fillStyle = data.colors.muted;
  const every = Math.ceil(enlarged(14) / at.row);
  for (let r = 0; r < data.rows.length; r += every)
    context.fillText(data.rows[r], enlarged(LEFT) - 8, at.y(r) + at.row / 2, enlarged(LEFT) - 10);
  context.textAlign = "center";
  const step = Math.max(1, Math.ceil(enlarged(46) / at.cell));
  for (let c = 0; c < n; c += step) word(context, data, at, height, c, step * at.cell - 4, c === active);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {layer_map.LayerMap & Look} data
 * @param {ReturnType<typeof placed>} at
 * @param {number} height
 * @param {number} position
 * @param {number} room
 * @param {boolean} active
 */
function word(context, data, at, height, position, room, active) {
  context.fillStyle = active ? data.colors.ink : data.colors.muted;
  let text = data.tokens[position];
  while (text.length > 1 && context.measureText(text).width > room) text = `${[...text].slice(0, -2).join("")}…`;
  context.fillText(text, at.x(position) + at.cell / 2, height + enlarged(BOTTOM) / 2 + 2, Math.max(room, 8));
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
function cellAt({ data, n }, canvas, event) {
  const box = canvas.getBoundingClientRect();
  const at = placed({ data, n }, canvas);
  const row = Math.floor((event.clientY - box.top) / at.row);
  const position = Math.floor((event.clientX - box.left - enlarged(LEFT)) / at.cell);
  return row >= 0 && row < data.rows.length && position >= 0 && position < n ? [row, position] : null;
}

/**
 * @param {View} view
 * @param {number} row
 * @param {number} position
 */
function told({ data, values, n }, row, position) {
  const places = {
    row: data.rows[row],
    token: data.tokens[position],
    position: data.positions[position] + 1,
    value: values[row * n + position].toFixed(2),
  };
  return filled(data.labels.cell, places);
}

/** @param {layer_map.LayerMap & Look} data */
function legendOf({ most, scale, scales, labels }) {
  const ramp = el("i", {
    "aria-hidden": "true",
    style: { background: `linear-gradient(to right, ${scales[scale].join(",")})` },
  });
  const ends = [Math.min(...most), Math.max(...most)].map((value) => value.toFixed(1));
  return el("div", { class: "legend" }, "0", ramp, `${ends.join("–")}+`, el("span", {}, labels.axes));
}
