// A picture cut into patches; the one that is pointed at shows its pixels, its vector and its place among the words.
const CELL = 30; // px of a patch on the cut board
const GAP = 2; // px between patches
const SMALL = 20; // px of a patch in the sequence

/** @typedef {{ data: picture_tokens.PictureTokens & Look, side: number, bytes: Uint8Array, vectors: Float32Array, width: number }} Cut */

/** @param {Shown<picture_tokens.PictureTokens>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const vectors = floatsOf(data.vectors);
  const cut = {
    data,
    side: data.board / data.patch,
    bytes: bytesOf(data.pixels),
    vectors,
    width: vectors.length / data.patches.length,
  };
  const detail = el("div", { class: "detail" });
  const strip = stripOf(cut, (patch) => show(patch));
  let at = root.at ?? data.opens;
  const board = boardOf({
    label: data.labels.board,
    rows: cut.side,
    columns: cut.side,
    at: [Math.floor(at / cut.side), at % cut.side],
    paint: (canvas, cell) => paintBoard(canvas, cut, cell),
    cellAt: (canvas, event) => fieldAt(canvas, event, cut.side),
    told: (cell) => {
      tell(cell[0] * cut.side + cell[1]);
      return told(cut, cell);
    },
    send: (cell) => show(cell[0] * cut.side + cell[1]),
  });
  function tell(/** @type {number} */ patch) {
    detail.replaceChildren(...detailOf(cut, patch));
    strip.querySelectorAll(".thumb").forEach((thumb, i) => thumb.classList.toggle("on", i === patch));
  }
  function show(/** @type {number} */ patch) {
    root.at = at = patch;
    const cell = /** @type {Cell} */ ([Math.floor(patch / cut.side), patch % cut.side]);
    tell(patch);
    board.readout.textContent = told(cut, cell);
    board.paint(cell);
  }
  const above = el("div", { class: "above" }, board.frame, el("div", { class: "beside" }, board.readout, detail));
  redraw(root, above, el("div", { class: "label" }, el("span", {}, data.labels.sequence)), strip);
  paintAtAnySize(root, () => board.paint());
}

/**
 * @param {Cut} cut
 * @param {Cell} cell
 */
function told({ data, side }, [row, column]) {
  const { place } = data.patches[row * side + column];
  return filled(data.labels.patch, { row: row + 1, column: column + 1, place, n: data.patches.length });
}

/**
 * The patches a little apart, one of them framed.
 * @param {HTMLCanvasElement} canvas
 * @param {Cut} cut
 * @param {Cell} cell
 */
function paintBoard(canvas, cut, [row, column]) {
  const { side, data } = cut;
  const length = side * CELL + (side + 1) * GAP;
  const { context } = surface(canvas, length, length);
  const at = (/** @type {number} */ index) => GAP + index * (CELL + GAP);
  for (let patch = 0; patch < side * side; patch++) {
    paintPatch(context, cut, patch, at(patch % side), at(Math.floor(patch / side)), CELL);
  }
  context.lineWidth = 2;
  context.strokeStyle = data.colors.query;
  context.strokeRect(at(column) - 1, at(row) - 1, CELL + 2, CELL + 2);
}

/**
 * The pixels of one patch, as squares.
 * @param {CanvasRenderingContext2D} context
 * @param {Cut} cut
 * @param {number} patch
 * @param {number} left
 * @param {number} top
 * @param {number} length
 */
function paintPatch(context, { data, side, bytes }, patch, left, top, length) {
  const { board, patch: n } = data;
  const [row, column] = [Math.floor(patch / side) * n, (patch % side) * n];
  const pixel = length / n;
  for (let y = 0; y < n; y++) {
    for (let x = 0; x < n; x++) {
      const i = 3 * ((row + y) * board + column + x);
      context.fillStyle = `rgb(${bytes[i]} ${bytes[i + 1]} ${bytes[i + 2]})`;
      context.fillRect(left + x * pixel, top + y * pixel, pixel + 0.3, pixel + 0.3);
    }
  }
}

/**
 * A patch's pixels, its vector as colours, and the words nearest to it.
 * @param {Cut} cut
 * @param {number} patch
 */
function detailOf(cut, patch) {
  const { data } = cut;
  const { labels } = data;
  const zoomed = el("canvas", { class: "zoomed", role: "img", "aria-label": labels.pixels });
  paintPatch(surface(zoomed, 64, 64).context, cut, patch, 0, 0, 64);
  const scale = { background: `linear-gradient(to right, ${data.scales.change.join(", ")})` };
  const legend = el("span", { class: "legend" }, labels.low, el("i", { class: "ramp", style: scale }), labels.high);
  return [
    zoomed,
    el(
      "div",
      { class: "numbers" },
      el("div", { class: "label" }, el("span", {}, filled(labels.vector, { d: cut.width })), legend),
      vectorOf(cut, patch),
      el("div", { class: "label" }, el("span", {}, labels.near)),
      el("div", { class: "near" }, ...data.patches[patch].near.map(nearOf)),
    ),
  ];
}

/** @param {picture_tokens.Near} near */
function nearOf({ text, cosine }) {
  return el("span", {}, el("bdi", { class: "chip mono" }, text), ` ${cosine}`);
}

/**
 * @param {Cut} cut
 * @param {number} patch
 */
function vectorOf({ data, vectors, width }, patch) {
  const canvas = el("canvas", { class: "vector", width, height: 1, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  const image = context.createImageData(width, 1);
  for (let d = 0; d < width; d++) {
    const share = 0.5 + vectors[patch * width + d] / data.range / 2;
    image.data.set([...along(data.scales.change, share), 255], 4 * d);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * What the model reads and writes: words, patches, words.
 * @param {Cut} cut
 * @param {(patch: number) => void} show
 */
function stripOf(cut, show) {
  const { data } = cut;
  const thumbs = data.patches.map((_, patch) => {
    const made = el("canvas", { class: "thumb", "aria-hidden": "true", onpointerenter: () => show(patch) });
    made.addEventListener("click", () => show(patch));
    paintPatch(surface(made, SMALL, SMALL).context, cut, patch, 0, 0, SMALL);
    return made;
  });
  const words = (/** @type {picture_tokens.Word[]} */ row) => row.map((word) => wordChip(word));
  const all = [...words(data.before), ...thumbs, ...words(data.after)];
  return el("div", { class: "strip", role: "group", "aria-label": data.labels.sequence }, ...all);
}

/** @param {picture_tokens.Word} word */
function wordChip({ text, title, special, new: written, share, share_text }) {
  const classes = ["chip", "mono", special && "special", written && "new"].filter(Boolean).join(" ");
  const shade = share === null ? {} : { "--shade": `${Math.round(100 * share)}%` };
  const said = share_text ? el("span", { class: "share" }, share_text) : null;
  return el("span", { class: classes, title, style: shade }, el("bdi", { class: "text" }, text), said);
}
