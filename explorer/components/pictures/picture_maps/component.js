// Two maps over one picture for the word that is chosen: the attention it drew, and what its probability depends on.
const MOST = 232; // px of a map

/** @typedef {{ data: picture_maps.PictureMaps & Look, side: number, bytes: Uint8Array }} Maps */

/** @param {Shown<picture_maps.PictureMaps>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const maps = { data, side: data.board / data.patch, bytes: bytesOf(data.pixels) };
  const key = data.words.map(({ text }) => text).join(" ");
  let at = root.words === key ? root.at : data.opens;
  const pick = (/** @type {number} */ word) => {
    Object.assign(root, { at: word, words: key });
    at = word;
    draw();
  };
  function draw() {
    const word = data.words[at];
    const readout = el("output", { class: "readout" });
    const told = (/** @type {Cell} */ [row, column]) => saidOf(maps, word, row * maps.side + column);
    const boards = [
      mapOf(maps, data.labels.attention, "attention", attentionInks(maps, word), word, told, readout),
      mapOf(maps, data.labels.occlusion, "occlusion", dropInks(maps, word), word, told, readout),
    ];
    const figures = boards.map(({ figure }) => figure);
    const said = el("p", { class: word.checked ? "said" : "said withheld" }, word.said);
    redraw(root, wordsOf(data, at, pick), el("div", { class: "maps" }, ...figures, said), readout);
    paintAtAnySize(root, () => boards.forEach(({ paint }) => paint()));
  }
  draw();
}

/**
 * @param {picture_maps.PictureMaps} data
 * @param {number} at
 * @param {(word: number) => void} pick
 */
function wordsOf({ words, labels }, at, pick) {
  const chips = words.map(({ text, share, share_text, checked }, i) =>
    el(
      "button",
      {
        type: "button",
        role: "option",
        class: ["chip", text ? "mono" : "whole", i === at && "on", !checked && "faint"].filter(Boolean).join(" "),
        "aria-selected": String(i === at),
        tabindex: i === at ? 0 : -1,
        "data-focus": `word-${i}`,
        style: { "--shade": `${Math.round(100 * share)}%` },
        onclick: () => pick(i),
      },
      el("bdi", {}, text || labels.whole),
      el("span", { class: "share" }, share_text),
    ),
  );
  const row = el("div", { class: "words", role: "listbox", "aria-label": labels.words }, ...chips);
  row.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const to = at + way;
    if (!way || !words[to]) return;
    event.preventDefault();
    chips[to].focus();
    pick(to);
  });
  return row;
}

/**
 * One map, whose cells can be pointed at and walked through.
 * @param {Maps} maps
 * @param {string} label
 * @param {"attention" | "occlusion"} what
 * @param {{ of: (patch: number) => string, peak: number, legend: HTMLElement }} inks
 * @param {picture_maps.Looked} word
 * @param {(cell: Cell) => string} told
 * @param {HTMLElement} readout
 */
function mapOf(maps, label, what, inks, word, told, readout) {
  const board = boardOf({
    label,
    rows: maps.side,
    columns: maps.side,
    at: [Math.floor(inks.peak / maps.side), inks.peak % maps.side],
    paint: (canvas, cell) => paintMap(canvas, maps, inks.of, word, cell),
    cellAt: (canvas, event) => fieldAt(canvas, event, maps.side),
    told: (cell) => {
      readout.textContent = told(cell);
      return readout.textContent;
    },
    send: () => {},
  });
  board.frame.setAttribute("data-focus", what);
  const figure = el("figure", { class: what }, el("figcaption", {}, label), board.frame, inks.legend);
  return { figure, paint: board.paint };
}

/**
 * The picture in grey, beneath; over it a colour a patch; framed, what the word is about.
 * @param {HTMLCanvasElement} canvas
 * @param {Maps} maps
 * @param {(patch: number) => string} ink
 * @param {picture_maps.Looked} word
 * @param {Cell} [cell]
 */
function paintMap(canvas, maps, ink, word, cell) {
  const { side, data } = maps;
  const room = canvas.parentElement?.parentElement?.clientWidth || MOST;
  const length = Math.min(MOST, room);
  const { context } = surface(canvas, length, length);
  const step = length / side;
  context.fillStyle = data.colors.paper;
  context.fillRect(0, 0, length, length);
  for (let patch = 0; patch < side * side; patch++) {
    context.fillStyle = ink(patch);
    context.fillRect((patch % side) * step, Math.floor(patch / side) * step, step + 0.3, step + 0.3);
  }
  paintEdges(context, maps, length);
  context.strokeStyle = data.colors.line;
  context.strokeRect(0.5, 0.5, length - 1, length - 1);
  frame(context, data.colors.ink, word.named, side, step);
  if (!cell) return;
  context.lineWidth = 2;
  context.strokeStyle = data.colors.query;
  context.strokeRect(cell[1] * step + 1, cell[0] * step + 1, step - 2, step - 2);
}

/**
 * The outlines of what is in the picture: where a pixel differs from the next.
 * @param {CanvasRenderingContext2D} context
 * @param {Maps} maps
 * @param {number} length
 */
function paintEdges(context, { data, bytes }, length) {
  const { board, colors } = data;
  const pixel = length / board;
  const differ = (/** @type {number} */ one, /** @type {number} */ other) =>
    [0, 1, 2].reduce((sum, c) => sum + Math.abs(bytes[3 * one + c] - bytes[3 * other + c]), 0);
  context.fillStyle = colors.ink;
  for (let y = 0; y < board - 1; y++) {
    for (let x = 0; x < board - 1; x++) {
      const i = y * board + x;
      context.globalAlpha = Math.min(0.75, Math.max(differ(i, i + 1), differ(i, i + board)) / 500);
      if (context.globalAlpha > 0.03) context.fillRect(x * pixel, y * pixel, pixel, pixel);
    }
  }
  context.globalAlpha = 1;
}

/**
 * The outer edges of some patches, dashed.
 * @param {CanvasRenderingContext2D} context
 * @param {string} color
 * @param {number[]} named
 * @param {number} side
 * @param {number} step
 */
function frame(context, color, named, side, step) {
  const has = (/** @type {number} */ row, /** @type {number} */ column) =>
    row >= 0 && column >= 0 && row < side && column < side && named.includes(row * side + column);
  context.save();
  context.beginPath();
  for (const patch of named) {
    const [row, column] = [Math.floor(patch / side), patch % side];
    const [x, y] = [column * step, row * step];
    if (!has(row - 1, column)) (context.moveTo(x, y), context.lineTo(x + step, y));
    if (!has(row + 1, column)) (context.moveTo(x, y + step), context.lineTo(x + step, y + step));
    if (!has(row, column - 1)) (context.moveTo(x, y), context.lineTo(x, y + step));
    if (!has(row, column + 1)) (context.moveTo(x + step, y), context.lineTo(x + step, y + step));
  }
  context.setLineDash([4, 3]);
  context.lineWidth = 1.5;
  context.strokeStyle = color;
  context.stroke();
  context.restore();
}

/**
 * @param {Maps} maps
 * @param {picture_maps.Looked} word
 */
function attentionInks({ data }, word) {
  const shares = new Uint16Array(bytesOf(word.attention).buffer);
  const most = Math.max(...shares, 1);
  const css = { background: `linear-gradient(to right, ${data.scales.attention.join(", ")})` };
  const { least, most: end } = data.labels;
  const legend = el(
    "div",
    { class: "legend" },
    least,
    el("i", { class: "ramp", style: css }),
    filled(end, { share: percent(most / 65535) }),
  );
  return {
    of: (/** @type {number} */ patch) => cssOf(along(data.scales.attention, shares[patch] / most)),
    peak: shares.indexOf(Math.max(...shares)),
    legend,
  };
}

/**
 * @param {Maps} maps
 * @param {picture_maps.Looked} word
 */
function dropInks({ data }, word) {
  const drops = floatsOf(word.drops);
  const limit = Math.max(...drops.map(Math.abs), 0.1);
  const css = { background: `linear-gradient(to right, ${data.scales.change.join(", ")})` };
  const legend = el("div", { class: "legend" }, signed(-limit), el("i", { class: "ramp", style: css }), signed(limit));
  return {
    of: (/** @type {number} */ patch) => cssOf(along(data.scales.change, 0.5 + drops[patch] / limit / 2)),
    peak: drops.indexOf(Math.max(...drops)),
    legend,
  };
}

/**
 * @param {Maps} maps
 * @param {picture_maps.Looked} word
 * @param {number} patch
 */
function saidOf({ data, side }, word, patch) {
  const shares = new Uint16Array(bytesOf(word.attention).buffer);
  const drop = signed(floatsOf(word.drops)[patch]);
  const at = { row: Math.floor(patch / side) + 1, column: (patch % side) + 1 };
  return filled(data.labels.patch, { ...at, attention: percent(shares[patch] / 65535), drop });
}
