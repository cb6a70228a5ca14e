// Keys and values by layer and position: above in each row the keys, beneath them the values. The last column is new.
const LEFT = 74; // px for the layers' names
const BOTTOM = 20; // px for the tokens

/** @typedef {{ data: kv_store.KvStore & Look, keys: number[], values: number[] }} View */

/** @param {Shown<kv_store.KvStore, kv_store.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const view = { data, keys: [...floatsOf(data.keys)], values: [...floatsOf(data.values)] };
  const { frame, readout, paint } = boardOf({
    label: data.labels.store,
    rows: data.rows.length,
    columns: data.n,
    at: [data.row, data.position],
    paint: (canvas, cell) => painted(view, canvas, cell),
    cellAt: (canvas, event) => cellAt(view, canvas, event),
    told: ([row, position]) => told(view, row, position),
    send: (cell) => setTriggerValue("place", cell),
  });
  redraw(root, el("div", { class: "map" }, frame, readout), legendOf(data));
  paintAtAnySize(root, paint);
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 */
function placed({ data }, canvas) {
  const room = canvas.parentElement.clientWidth || 320;
  const left = enlarged(LEFT);
  const cell = Math.min(enlarged(44), (room - left - 2) / data.tokens.length);
  const row = Math.min(26, Math.max(6, 264 / data.rows.length));
  return {
    cell,
    row,
    width: left + data.tokens.length * cell + 2,
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
  const { data } = view;
  const at = placed(view, canvas);
  const height = data.rows.length * at.row;
  const { context } = surface(canvas, at.width, height + enlarged(BOTTOM));
  const scales = [
    [data.colors.paper, data.colors.key],
    [data.colors.paper, data.colors.value],
  ];
  [view.keys, view.values].forEach((numbers, half) =>
    numbers.forEach((number, i) => {
      const [r, c] = [Math.floor(i / data.n), i % data.n];
      context.fillStyle = `rgb(${along(scales[half], number / data.most[r][half]).join(" ")})`;
      const tall = (at.row - 1) / 2;
      context.fillRect(at.x(c), at.y(r) + half * tall, Math.max(at.cell - (at.cell > 6 ? 1 : 0), 0.6), tall);
    }),
  );
  dropped(context, data, at, height);
  context.strokeStyle = data.colors.muted;
  context.lineWidth = 1;
  if (data.n > data.n_prompt) line(context, at.x(data.n_prompt) - 0.5, height);
  if (data.labels.new) framed(context, at.x(data.n - 1), 0, at.cell, height, data.colors.ink);
  framed(context, at.x(data.position), at.y(data.row), at.cell, at.row, data.colors.query);
  framed(context, at.x(position), at.y(row), at.cell, at.row, data.colors.ink);
  words(context, data, at, height, position);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} height
 */
function line(context, x, height) {
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
  context.setLineDash([]);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} width
 * @param {number} height
 * @param {string} color
 */
function framed(context, x, y, width, height, color) {
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.strokeRect(x, y + 1, Math.max(width - 1, 3), height - 2);
}

/**
 * What was written and taken back: hatched, since nothing of it is kept.
 * @param {CanvasRenderingContext2D} context
 * @param {kv_store.KvStore & Look} data
 * @param {ReturnType<typeof placed>} at
 * @param {number} height
 */
function dropped(context, data, at, height) {
  const [from, to] = [at.x(data.n), at.x(data.tokens.length)];
  if (to <= from) return;
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.strokeStyle = data.colors.removed;
  context.lineWidth = 1;
  for (let x = from - height; x < to; x += 7) {
    context.beginPath();
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
    context.stroke();
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {kv_store.KvStore & Look} data
 * @param {ReturnType<typeof placed>} at
 * @param {number} height
 * @param {number} active
 */
function words(context, data, at, height, active) {
  context.font = `${enlarged(12)}px sans-serif`;
  context.textBaseline = "middle";
  context.textAlign = "right";
  context.fillStyle = data.colors.muted;
  const every = Math.ceil(enlarged(14) / at.row);
  for (let r = 0; r < data.rows.length; r += every)
    context.fillText(data.rows[r], enlarged(LEFT) - 8, at.y(r) + at.row / 2, enlarged(LEFT) - 10);
  context.textAlign = "center";
  const step = Math.max(1, Math.ceil(enlarged(46) / at.cell));
  for (let c = 0; c < data.tokens.length; c += step) {
    context.fillStyle = c === active ? data.colors.ink : c < data.n ? data.colors.muted : data.colors.removed;
    word(context, data.tokens[c], at.x(c) + at.cell / 2, height + enlarged(BOTTOM) / 2 + 2, step * at.cell - 4);
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} token
 * @param {number} x
 * @param {number} y
 * @param {number} room
 */
function word(context, token, x, y, room) {
  let text = token;
  while (text.length > 1 && context.measureText(text).width > room) text = `${[...text].slice(0, -2).join("")}…`;
  context.fillText(text, x, y, Math.max(room, 8));
}

/**
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
function cellAt(view, canvas, event) {
  const { data } = view;
  const box = canvas.getBoundingClientRect();
  const at = placed(view, canvas);
  const row = Math.floor((event.clientY - box.top) / at.row);
  const position = Math.floor((event.clientX - box.left - enlarged(LEFT)) / at.cell);
  return row >= 0 && row < data.rows.length && position >= 0 && position < data.n ? [row, position] : null;
}

/**
 * @param {View} view
 * @param {number} row
 * @param {number} position
 */
function told({ data, keys, values }, row, position) {
  const of = (/** @type {number[]} */ numbers) => numbers[row * data.n + position].toFixed(2);
  const places = { row: data.rows[row], token: data.tokens[position], position: position + 1 };
  return filled(data.labels.cell, { ...places, key: of(keys), value: of(values) });
}

/** @param {kv_store.KvStore & Look} data */
function legendOf({ labels, colors, n, tokens }) {
  const mark = (/** @type {string} */ kind, /** @type {Record<string, string>} */ style, /** @type {string} */ said) =>
    el("span", { class: "mark" }, el("i", { class: kind, style, "aria-hidden": "true" }), said);
  return el(
    "div",
    { class: "legend" },
    mark("full", { background: colors.key }, labels.key),
    mark("full", { background: colors.value }, labels.value),
    n > 1 ? el("span", {}, labels.reused) : null,
    labels.new ? mark("frame", {}, labels.new) : null,
    tokens.length > n ? mark("hatched", {}, labels.dropped) : null,
    el("span", {}, labels.scale),
  );
}
