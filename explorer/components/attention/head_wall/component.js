// Every head of every layer as a thumbnail of its pattern. A click chooses a head, and so do the arrow keys.
const GUTTER = 22;
const LARGEST = 72;
const TALLEST = 320; // so that a projector of 720 px shows all layers of explorer-gpt
const REST = 220; // ms that a walk with the arrow keys must rest before the page redraws
/** @type {Record<string, string>} */
const TERMS = {
  previous_token: "previous-token",
  induction: "induction",
  duplicate_token: "duplicate-token",
  first_position: "sink",
  local: "local",
  broad: "broad",
};
const LEGIBLE = 22; // px of a thumbnail that has room for a mark
const LEAST = 26; // px of a head: where all do not fit so, the wall scrolls beneath an overview
const ZOOMED = 34; // px of a head there, where there is room

/** @typedef {Kept<head_wall.HeadWall> & { at: Cell, order: number, kind: string | null }} Wall */

/** @param {Shown<head_wall.HeadWall, head_wall.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const wall = root.wall ?? (root.wall = build(root));
  wall.parts = Infinity;
  wall.send = () => setTriggerValue("head", wall.at);
  wall.data = data;
  wall.cells = bytesOf(data.cells);
  wall.slots = slotsOf(wall);
  wall.grid.setAttribute("aria-label", data.labels.wall);
  wall.note.textContent = data.labels.note;
  wall.guides.replaceChildren(...guidesOf(wall));
  redraw(wall.tools, ...toolsOf(wall));
  // A walk that has not come to rest is not called back by the answer to its last step.
  if (!wall.walking) wall.at = data.selected;
  draw(wall);
  inParts(root, data.layers, (k) => reveal(wall, k));
}

/**
 * The wall's first rows alone: its first layers, as long as nothing has sorted the heads.
 * @param {Wall} wall
 * @param {number} rows
 */
function reveal(wall, rows) {
  wall.parts = rows;
  draw(wall);
}

/** @param {Root} root */
function build(root) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const chosen = el("div", { class: "frame chosen" });
  const under = el("div", { class: "frame under", hidden: true });
  const said = el("p", { class: "said", "aria-live": "polite" });
  const note = el("p", { class: "note" });
  const guides = el("div", { class: "guides" });
  const tools = el("div", { class: "tools" });
  const [corner, columns, rows] = ["corner", "columns", "rows"].map((edge) =>
    el("canvas", { class: edge, "aria-hidden": "true" }),
  );
  const board = el("div", { class: "board" }, canvas, under, chosen);
  const grid = el("div", { class: "wall", tabindex: 0, role: "application" }, corner, columns, rows, board);
  const scroller = el("div", { class: "scroller" }, grid);
  const parts = {
    root,
    board,
    grid,
    scroller,
    canvas,
    corner,
    columns,
    rows,
    chosen,
    under,
    said,
    note,
    guides,
    tools,
  };
  /** @type {any} */
  const wall = { ...parts, walking: null, order: -1, kind: null };
  buildOverview(wall);
  board.addEventListener("pointermove", (event) => hover(wall, cellAt(wall, event)));
  board.addEventListener("pointerleave", () => hover(wall, null));
  board.addEventListener("click", (event) => choose(wall, cellAt(wall, event), 0));
  grid.addEventListener("keydown", (event) => walk(wall, event));
  root.replaceChildren(el("div", { class: "heads" }, wall.overview, scroller), said, tools, note, guides);
  new ResizeObserver(() => wall.data && draw(wall)).observe(root);
  return wall;
}

/** @param {Wall} wall */
function draw(wall) {
  // On the way out of the page there is no room left to draw in.
  if (!wall.root.clientWidth) return;
  const { layers, heads, size, scales } = wall.data;
  const pitch = pitchOf(wall);
  const cell = pitch - Math.max(1, Math.min(4, 0.08 * pitch));
  Object.assign(wall, { pitch, cell });
  const paint = surface(wall.canvas, pitch * heads, pitch * layers);
  const inks = inksOf(scales.attention);
  const pixels = Math.round(cell * paint.ratio);
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      const start = (layer * heads + head) * size * size;
      /** @type {Shares} */
      const share = (row, column) => wall.cells[start + row * size + column] / 255;
      const picture = strongest(share, size, pixels, inks);
      const [left, top] = placeOf(wall, layer, head).map((at) => Math.round(at * paint.ratio));
      paint.context.putImageData(picture, left, top);
    }
  }
  marks(paint.context, wall);
  paint.context.clearRect(0, pitch * wall.parts, pitch * heads, pitch * layers);
  wall.chosen.hidden = Math.floor(wall.slots.slotOf[wall.at[0] * heads + wall.at[1]] / heads) >= wall.parts;
  numerals(wall);
  place(wall.chosen, wall, wall.at);
  say(wall, wall.at);
  drawOverview(wall);
  const drawn = [layers, heads, pitch, wall.order, ...wall.at].join();
  if (wall.zoomed && wall.drawn !== drawn) intoSight(wall, wall.at);
  wall.drawn = drawn;
}

/**
 * How wide a head is: as all fit, or, where that would be a speck, as wide as can be read, and the wall scrolls.
 * @param {Wall} wall
 */
function pitchOf(wall) {
  const { layers, heads } = wall.data;
  const gutter = enlarged(GUTTER);
  const [width, tall] = [wall.root.clientWidth - gutter, roomIn(wall.root, TALLEST + gutter + 8) - gutter - 8];
  const fit = Math.min(width / heads, tall / layers, enlarged(LARGEST));
  wall.zoomed = fit < LEAST;
  wall.tall = tall;
  wall.scroller.classList.toggle("zoomed", wall.zoomed);
  if (!wall.zoomed) return fit;
  return Math.max(LEAST, Math.min(ZOOMED, Math.floor((width - overviewWidth(wall) - 24) / heads)));
}

/**
 * In the corner that a mask leaves empty: the letter of a head's kind, and where it comes from when they are sorted.
 * @param {CanvasRenderingContext2D} context
 * @param {Wall} wall
 */
function marks(context, wall) {
  const { data, cell, root, order, kind } = wall;
  const style = getComputedStyle(root);
  const paper = style.getPropertyValue("--paper");
  context.textAlign = "right";
  context.textBaseline = "top";
  for (let layer = 0; layer < data.layers; layer++) {
    for (let head = 0; head < data.heads; head++) {
      const named = data.kinds.find(({ id }) => id === data.names[layer * data.heads + head]);
      const [left, top] = placeOf(wall, layer, head);
      if (kind && named?.id !== kind) {
        context.globalAlpha = 0.78;
        context.fillStyle = paper;
        context.fillRect(left - 1, top - 1, cell + 2, cell + 2);
        context.globalAlpha = 1;
      }
      if (cell < LEGIBLE) continue;
      const lines = [
        [named?.mark ?? "", `700 ${enlarged(12)}px`],
        [order < 0 ? "" : `${layer + 1}·${head + 1}`, `${enlarged(10)}px`],
      ];
      let line = top + 2;
      for (const [text, font] of lines) {
        if (!text) continue;
        context.font = `${font} ${style.fontFamily}`;
        context.lineWidth = 3;
        context.strokeStyle = paper;
        context.strokeText(text, left + cell - 2, line);
        context.fillStyle = style.getPropertyValue("--ink");
        context.fillText(text, left + cell - 2, line);
        line += enlarged(11);
      }
    }
  }
}

/**
 * @param {Wall} wall
 * @param {Cell | null} at
 */
function hover(wall, at) {
  wall.under.hidden = !at;
  if (at) place(wall.under, wall, at);
  say(wall, at ?? wall.at);
}

/**
 * @param {Wall} wall
 * @param {Cell} at
 */
function say(wall, [layer, head]) {
  const { titles, heads, kinds, orders } = wall.data;
  const index = layer * heads + head;
  // The first orders are by the scores of the kinds; entropy is in the title already.
  const kind = kinds[wall.order];
  const score = kind ? ` · ${kind.label} ${(100 * orders[wall.order].values[index]).toFixed(1)} %` : "";
  wall.said.textContent = titles[index] + score;
}

/**
 * Frame it at once, and tell the page when the walk rests.
 * @param {Wall} wall
 * @param {Cell | null} at
 * @param {number} after
 */
function choose(wall, at, after = REST) {
  if (!at) return;
  wall.at = at;
  place(wall.chosen, wall, at);
  if (wall.zoomed) intoSight(wall, at);
  say(wall, at);
  clearTimeout(wall.walking);
  wall.walking = setTimeout(() => {
    wall.walking = null;
    wall.send();
  }, after);
}

/**
 * @param {Wall} wall
 * @param {KeyboardEvent} event
 */
function walk(wall, event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const { layers, heads } = wall.data;
  const slot = wall.slots.slotOf[wall.at[0] * heads + wall.at[1]];
  const within = (/** @type {number} */ value, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, value));
  choose(
    wall,
    headIn(wall, within(Math.floor(slot / heads) + step[0], layers), within((slot % heads) + step[1], heads)),
  );
}
