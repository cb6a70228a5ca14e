// Probability against rank, both logarithmic: pale what the model gave, amber what is drawn with, hatched what was cut.
// The pointer or the arrow keys read one token out.
const HEIGHT = 330;
const EDGE = { left: 58, right: 14, bottom: 28 };
const LINE = 14; // height of one cut's label
/** What stands beside and beneath the curve, as large as its letters are. */
const edge = () => ({ left: enlarged(EDGE.left), right: EDGE.right, bottom: enlarged(EDGE.bottom) });

/**
 * @typedef {ReturnType<typeof scaleOf>} Scale
 * @typedef {Kept<rank_curve.RankCurve> & { scale: Scale }} Chart
 */

/** @param {Shown<rank_curve.RankCurve, rank_curve.Events>} component */
export default function (component) {
  const root = rootOf(component);
  const chart = root.chart ?? (root.chart = build(root));
  chart.data = component.data;
  chart.send = component.setTriggerValue;
  chart.seek.placeholder = chart.data.labels.seek;
  chart.seek.setAttribute("aria-label", chart.data.labels.seek);
  chart.board.setAttribute("aria-label", chart.data.labels.curve);
  chart.board.setAttribute("aria-valuemax", chart.data.points.length - 1);
  chart.legend.replaceChildren(...legendOf(chart.data.labels));
  chart.strip.replaceChildren(...stripOf(chart.data));
  draw(chart);
}

/** @param {Root} root */
function build(root) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const needle = el("i", { class: "needle", "aria-hidden": "true" });
  const board = el("div", { class: "board", role: "slider", tabindex: 0, "aria-valuemin": 0 }, canvas, needle);
  /** @type {any} */
  const chart = {
    root,
    board,
    canvas,
    needle,
    legend: el("div", { class: "legend" }),
    strip: el("div"),
    rank: null,
    readout: el("p", { class: "readout" }),
  };
  chart.seek = el("input", {
    type: "search",
    class: "seek",
    maxlength: 100,
    onchange: () => chart.send("seek", chart.seek.value),
  });
  board.addEventListener("pointermove", (event) => point(chart, nearest(chart, event.offsetX)));
  board.addEventListener("pointerleave", () => point(chart, home(chart)));
  board.addEventListener("keydown", (event) => walk(chart, event));
  root.replaceChildren(el("div", { class: "top" }, chart.legend, chart.seek), board, chart.readout, chart.strip);
  new ResizeObserver(() => chart.data && draw(chart)).observe(root);
  return chart;
}

/**
 * @param {Chart} chart
 * @param {KeyboardEvent} event
 */
function walk(chart, event) {
  const n = chart.data.points.length;
  const way = { ArrowRight: 1, ArrowLeft: -1, PageUp: 20, PageDown: -20, Home: -n, End: n }[event.key];
  if (!way) return;
  event.preventDefault();
  point(chart, Math.max(0, Math.min(n - 1, chart.at + way)));
}

/**
 * At rest the token that somebody looks for is read out, or the one that is drawn.
 * @param {Chart} chart
 */
function home({ data }) {
  const sought = data.points.findIndex((point) => point.sought);
  return sought >= 0
    ? sought
    : Math.max(
        0,
        data.points.findIndex((point) => point.chosen),
      );
}

/** @param {Chart} chart */
function draw(chart) {
  const width = chart.root.clientWidth;
  if (!width) return;
  const { data } = chart;
  const { context } = surface(chart.canvas, width, HEIGHT);
  const scale = scaleOf(data, width);
  Object.assign(chart, { scale });
  const style = getComputedStyle(chart.root);
  context.font = `${enlarged(12)}px ${style.fontFamily}`;
  grid(context, scale, data, width);
  areas(context, scale, data);
  line(context, scale, data, "before", 0.45);
  line(context, scale, data, "after", 1);
  marks(context, scale, data);
  point(chart, home(chart));
}

/**
 * @param {rank_curve.RankCurve} data
 * @param {number} width
 */
function scaleOf({ points, size, cuts }, width) {
  const { left, right, bottom } = edge();
  const top = 8 + enlarged(LINE) * Math.max(1, cuts.length);
  const values = points.flatMap(({ before, after }) => [before, after]).filter((value) => value !== null);
  const lowest = Math.floor(Math.min(-1, ...values));
  const decades = Math.max(Math.log10(size), 1e-9);
  const across = width - left - right;
  return {
    top,
    lowest,
    bottom: HEIGHT - bottom,
    x: (rank) => left + (across * Math.log10(rank)) / decades,
    y: (value) => top + ((HEIGHT - bottom - top) * value) / lowest,
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {rank_curve.RankCurve & Look} data
 * @param {number} width
 */
function grid(context, { x, y, top, bottom, lowest }, { size, colors, labels }, width) {
  context.strokeStyle = colors.line;
  context.fillStyle = colors.muted;
  context.lineWidth = 1;
  const { left, right } = edge();
  const every = Math.ceil(-lowest / 9);
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (let value = 0; value >= lowest; value -= every) {
    stroke(context, left, y(value), width - right, y(value));
    context.fillText(percentOf(value), left - 6, y(value));
  }
  context.textAlign = "center";
  context.textBaseline = "top";
  for (let decade = 0; 10 ** decade <= size; decade++) {
    stroke(context, x(10 ** decade), top, x(10 ** decade), bottom);
    context.fillText((10 ** decade).toLocaleString("en"), x(10 ** decade), bottom + 5);
  }
  context.textAlign = "right";
  context.fillText(labels.ranks, width - right, bottom + enlarged(16));
}

/**
 * Under the model's curve: amber for what is left, hatched for what was cut. A run of tokens of one fate is one patch.
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {rank_curve.RankCurve & Look} data
 */
function areas(context, { x, y, bottom }, { points, colors }) {
  const there = points.filter(({ before }) => before !== null);
  const hatch = hatching(context, colors.removed);
  context.save();
  context.beginPath();
  context.moveTo(x(1), bottom);
  for (const { rank, before } of there) context.lineTo(x(rank), y(before));
  context.lineTo(x(there.at(-1).rank), bottom);
  context.clip();
  for (let start = 0; start < there.length;) {
    const cut = Boolean(there[start].by);
    let end = start;
    while (end < there.length && Boolean(there[end].by) === cut) end += 1;
    const between = (i) => x(Math.sqrt(there[Math.max(0, i - 1)].rank * there[Math.min(there.length - 1, i)].rank));
    context.globalAlpha = cut ? 0.75 : 0.18;
    context.fillStyle = cut ? hatch : colors.probability;
    context.fillRect(between(start), 0, between(end) - between(start), bottom);
    start = end;
  }
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 */
function hatching(context, color) {
  const tile = el("canvas", { width: 6, height: 6 });
  const paint = tile.getContext("2d");
  paint.strokeStyle = color;
  paint.lineWidth = 0.8;
  for (const shift of [-6, 0, 6]) stroke(paint, shift, 6, shift + 6, 0);
  return context.createPattern(tile, "repeat");
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {rank_curve.RankCurve & Look} data
 * @param {"before" | "after"} name
 * @param {number} alpha
 */
function line(context, { x, y }, { points, colors }, name, alpha) {
  context.strokeStyle = context.fillStyle = colors.probability;
  context.globalAlpha = alpha;
  context.lineWidth = name === "after" ? 2 : 1.5;
  context.beginPath();
  points.forEach((point, i) => {
    if (point[name] === null) return;
    const joined = i > 0 && points[i - 1][name] !== null;
    context[joined ? "lineTo" : "moveTo"](x(point.rank), y(point[name]));
  });
  context.stroke();
  for (const point of points) {
    if (point[name] !== null && point.rank <= 30)
      dot(context, x(point.rank), y(point[name]), name === "after" ? 2.5 : 1.8);
  }
  context.globalAlpha = 1;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Scale} scale
 * @param {rank_curve.RankCurve & Look} data
 */
function marks(context, { x, y, bottom }, { points, cuts, choices, colors }) {
  context.setLineDash([4, 3]);
  context.strokeStyle = colors.ink;
  context.fillStyle = colors.ink;
  context.textBaseline = "middle";
  cuts.forEach(({ rank, label }, i) => {
    const height = 6 + enlarged(LINE) * i + enlarged(LINE) / 2;
    stroke(context, x(rank), height, x(rank), bottom);
    const room = x(rank) + context.measureText(label).width + 8 < context.canvas.clientWidth;
    context.textAlign = room ? "left" : "right";
    context.fillText(label, x(rank) + (room ? 5 : -5), height);
  });
  context.setLineDash([]);
  choices.forEach((rank, i) => {
    context.globalAlpha = i ? 1 : 0.45;
    context.fillStyle = colors.probability;
    triangle(context, x(rank), bottom);
  });
  context.globalAlpha = 1;
  for (const { rank, before } of points.filter((point) => point.sought && point.before !== null)) {
    context.fillStyle = colors.query;
    diamond(context, x(rank), y(before));
  }
  const chosen = points.find((point) => point.chosen);
  if (!chosen || chosen.after === null) return;
  context.strokeStyle = colors.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(x(chosen.rank), y(chosen.after), 5.5, 0, 7);
  context.stroke();
}

function triangle(context, x, y) {
  context.beginPath();
  context.moveTo(x, y - 9);
  context.lineTo(x - 6, y + 2);
  context.lineTo(x + 6, y + 2);
  context.fill();
}

function diamond(context, x, y) {
  context.beginPath();
  for (const [dx, dy] of [
    [0, -8],
    [7, 0],
    [0, 8],
    [-7, 0],
  ])
    context.lineTo(x + dx, y + dy);
  context.fill();
}

function dot(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fill();
}

function stroke(context, x0, y0, x1, y1) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/**
 * @param {Chart} chart
 * @param {number} at
 */
function nearest({ data, scale }, at) {
  let best = 0;
  data.points.forEach(({ rank }, i) => {
    if (Math.abs(scale.x(rank) - at) < Math.abs(scale.x(data.points[best].rank) - at)) best = i;
  });
  return best;
}

/**
 * @param {Chart} chart
 * @param {number} i
 */
function point(chart, i) {
  chart.at = i;
  const { rank, text, before, after, mass, by } = chart.data.points[i];
  const { labels } = chart.data;
  chart.needle.style.left = `${chart.scale.x(rank)}px`;
  const numbers = `${labels.before} ${shareOf(before)} · ${by ? by : `${labels.after} ${shareOf(after)}`}`;
  const above = rank > 1 ? ` · ${labels.mass.replace("{share}", `${tidy(100 * mass)} %`)}` : "";
  const places = `${labels.rank.replace("{rank}", rank.toLocaleString("en"))} · ${numbers}${above}`;
  chart.readout.replaceChildren(
    el("bdi", { class: "mono" }, text),
    " ",
    el("span", { class: by ? "gone" : null }, places),
  );
  chart.board.setAttribute("aria-valuenow", i);
  chart.board.setAttribute("aria-valuetext", `${text} ${places}`);
}

// log10 of a share as a percentage: "12 %", "3.1 × 10⁻⁷ %".
function shareOf(value) {
  if (value === null) return "0 %";
  const hundredths = 10 ** (value + 2);
  if (hundredths >= 1e-4) return `${tidy(hundredths)} %`;
  const [mantissa, exponent] = hundredths.toExponential(1).split("e");
  return `${mantissa} × 10${raised(exponent)} %`;
}

function tidy(hundredths) {
  return hundredths >= 99.95
    ? "100"
    : hundredths >= 10
      ? hundredths.toFixed(1)
      : String(Number(hundredths.toPrecision(2)));
}

function percentOf(decade) {
  return decade >= -5 ? `${Number((10 ** (decade + 2)).toPrecision(1))} %` : `10${raised(decade + 2)} %`;
}

function raised(number) {
  return String(number).replace(/[-0-9]/g, (sign) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(sign)]);
}

/** @param {rank_curve.Labels} labels */
function legendOf({ before, after, removed, choices, chosen, sought }) {
  const key = (name, sign, text) => el("span", { class: name }, sign ? el("b", {}, sign) : el("i"), text);
  return [
    key("before", "", before),
    key("after", "", after),
    key("removed", "", removed),
    key("choices", "▲", choices),
    key("chosen", "○", chosen),
    key("sought", "◆", sought),
  ];
}

/** @param {rank_curve.RankCurve} data */
function stripOf({ shares, labels }) {
  const pieces = shares.map(({ share, kept }) =>
    el("i", { class: kept ? null : "cut", style: { width: `${100 * share}%` } }),
  );
  const words = shares.map(({ said, kept }) => el("li", { class: kept ? "kept" : null }, said));
  return [
    el("div", { class: "strip-label" }, labels.shares),
    el("div", { class: "strip", "aria-hidden": "true" }, ...pieces),
    el("ul", { class: "shares" }, ...words),
  ];
}
