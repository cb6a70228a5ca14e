// Vectors as strips of colour, one cell a dimension, on one scale. The pointer or the arrow keys read one dimension out.
/** @typedef {vector_sum.VectorSum & Look} Data */

/** @param {Shown<vector_sum.VectorSum>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const vectors = data.strips.map((strip) => floatsOf(strip.values));
  const readout = el("output", { class: "readout mono" });
  const strips = data.strips.map((strip, i) => stripOf(strip, vectors[i], data));
  strips.forEach((strip, part) => (strip.dataset.part = String(part)));
  const board = el(
    "div",
    {
      class: "board",
      role: "slider",
      tabindex: 0,
      "aria-label": data.labels.board,
      "aria-valuemin": 0,
      "aria-valuemax": vectors[0].length - 1,
    },
    ...strips,
  );
  const read = (/** @type {number} */ dimension) => {
    readout.textContent = spoken(data, vectors, dimension);
    board.setAttribute("aria-valuenow", String(dimension));
    board.setAttribute("aria-valuetext", readout.textContent);
    board.style.setProperty("--at", String((dimension + 0.5) / vectors[0].length));
  };
  listen(board, vectors[0].length, read, data.peak);
  read(data.peak);
  redraw(root, board, readout, legendOf(data));
}

/**
 * @param {vector_sum.Strip} strip
 * @param {Float32Array} vector
 * @param {Data} data
 */
function stripOf({ sign, label }, vector, data) {
  return el(
    "div",
    { class: "row" },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el("span", { class: "label" }, label),
    el("div", { class: "strip" }, painted(vector, data)),
  );
}

/**
 * @param {Float32Array} vector
 * @param {Data} data
 */
function painted(vector, { scales, range }) {
  const canvas = el("canvas", { width: vector.length, height: 1, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  const image = context.createImageData(vector.length, 1);
  vector.forEach((value, i) => image.data.set([...along(scales.change, 0.5 + value / (2 * range)), 255], 4 * i));
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * @param {HTMLElement} board
 * @param {number} n
 * @param {(dimension: number) => void} read
 * @param {number} peak
 */
function listen(board, n, read, peak) {
  let at = peak;
  const go = (/** @type {number} */ dimension) => read((at = Math.min(Math.max(dimension, 0), n - 1)));
  board.addEventListener("pointermove", (event) => {
    const box = board.querySelector(".strip").getBoundingClientRect();
    go(Math.floor((n * (event.clientX - box.left)) / box.width));
  });
  board.addEventListener("pointerleave", () => go(peak));
  board.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1, PageUp: 16, PageDown: -16, Home: -n, End: n }[event.key];
    if (!way) return;
    go(at + way);
    event.preventDefault();
  });
}

/**
 * "dimension 137:  0.412 + (−0.031) = 0.381"
 * @param {Data} data
 * @param {Float32Array[]} vectors
 * @param {number} dimension
 */
function spoken(data, vectors, dimension) {
  const terms = data.strips.map(
    ({ sign }, i) => `${sign ? ` ${sign} ` : ""}${number(vectors[i][dimension], sign === "+")}`,
  );
  return `${data.labels.dimension} ${dimension}:  ${terms.join("")}`;
}

/**
 * @param {number} value
 * @param {boolean} inner
 */
function number(value, inner) {
  const text = Math.abs(value).toFixed(4);
  return value < 0 ? (inner ? `(−${text})` : `−${text}`) : text;
}

/** @param {Data} data */
function legendOf({ scales, labels }) {
  return el(
    "div",
    { class: "legend" },
    el("span", {}, labels.low),
    el("i", { style: { background: `linear-gradient(to right, ${scales.change.join(",")})` } }),
    el("span", {}, labels.high),
    el("span", { class: "note" }, labels.scale),
  );
}
