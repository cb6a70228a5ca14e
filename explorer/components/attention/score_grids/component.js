// A small grid a score. The head under the pointer is framed in all of them, and its scores are read out beneath each.
const EDGE = 18; // px for the numbers of layers and heads
const WIDEST = 26; // px of a cell
const LEAST = 12; // px of a row: a letter fits in it
const NARROWEST = 9; // px of a column: of many heads, the grid is wider
const TALLEST = 300; // px of a grid, as long as its rows have room
const REST = 220; // ms that a walk with the arrow keys must rest before the page redraws

/**
 * @typedef {Record<string, any> & { grid: score_grids.Grid, values: Float32Array }} Drawn
 * @typedef {Kept<score_grids.ScoreGrids> & { at: Cell, grids: Drawn[] }} View
 */

/** @param {Shown<score_grids.ScoreGrids, score_grids.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  /** @type {View} */
  const view = root.scores ?? (root.scores = { root, walking: null });
  view.send = () => setTriggerValue("head", view.at);
  view.data = data;
  if (!view.walking) view.at = data.selected;
  view.grids = data.grids.map((grid) => panelOf(view, grid));
  view.board = el(
    "div",
    {
      class: "grids",
      tabindex: 0,
      role: "application",
      "aria-label": data.labels.grids,
      "data-focus": "grids",
      style: { "--least": `${Math.max(150, gutter() + NARROWEST * data.heads)}px` },
    },
    ...view.grids.map(({ panel }) => panel),
  );
  view.board.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => walk(view, event));
  view.said = el("p", { class: "said", "aria-live": "polite" });
  redraw(root, view.board, view.said);
  paintAtAnySize(root, () => draw(view));
}

/**
 * @param {View} view
 * @param {score_grids.Grid} grid
 * @returns {Drawn}
 */
function panelOf(view, grid) {
  const { data } = view;
  const values = floatsOf(grid.values);
  const canvas = el("canvas", { "aria-hidden": "true" });
  const chosen = el("div", { class: "frame chosen" });
  const under = el("div", { class: "frame under", hidden: true });
  const cells = el("div", { class: "cells" }, canvas, under, chosen);
  const best = values.reduce((found, value, i) => (value > values[found] ? i : found), 0);
  /** @type {[number, number]} */
  const place = [Math.floor(best / data.heads), best % data.heads];
  const button = el(
    "button",
    { type: "button", class: "best", onclick: () => choose(view, place, 0) },
    `${nameOf(view, place)}: ${written(grid, values[best])}`,
  );
  const reading = el("span", { class: "reading" });
  const title = el(
    "h4",
    {},
    grid.mark ? el("b", {}, grid.mark) : null,
    el("span", { class: "label", title: grid.label }, grid.label),
    reading,
  );
  const top = el(
    "p",
    { class: "top" },
    values[best] > 0 ? `${data.labels.best} ` : "–",
    values[best] > 0 ? button : null,
  );
  const panel = el(
    "section",
    { class: "panel", "data-part": data.grids.indexOf(grid) },
    title,
    cells,
    top,
    el("p", { class: "note" }, grid.note),
  );
  const made = { grid, values, canvas, chosen, under, cells, panel, reading };
  cells.addEventListener("pointermove", (event) => hover(view, cellAt(view, made, event)));
  cells.addEventListener("pointerleave", () => hover(view, null));
  cells.addEventListener("click", (event) => choose(view, cellAt(view, made, event), 0));
  return made;
}

/** @param {View} view */
function draw(view) {
  if (!view.root.clientWidth) return;
  const { layers, heads, scales, marks } = view.data;
  view.pitch = Math.max(2, Math.min(enlarged(WIDEST), (view.grids[0].panel.clientWidth - gutter()) / heads));
  const tallest = roomIn(view.root, 2 * TALLEST) / 2;
  view.row = Math.min(
    view.pitch,
    Math.max(LEAST, (tallest - (view.root.dataset.stage === undefined ? 0 : enlarged(64))) / layers),
  );
  const style = getComputedStyle(view.root);
  for (const { grid, values, canvas, cells: box } of view.grids) {
    const [width, height] = [gutter() + view.pitch * heads, gutter() + view.row * layers];
    const { context } = surface(canvas, width, height);
    box.style.width = `${width}px`;
    const gap = view.pitch > 8 ? 1 : 0;
    for (let i = 0; i < layers * heads; i++) {
      const share = Math.min(1, Math.max(0, values[i] / grid.most));
      const [red, green, blue] = along(scales.attention, Math.sqrt(share));
      const [left, top] = [gutter() + view.pitch * (i % heads), gutter() + view.row * Math.floor(i / heads)];
      context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
      context.fillRect(left, top, view.pitch - gap, view.row - gap);
      if (grid.mark && marks[i] === grid.mark && Math.min(view.pitch, view.row) >= LEAST) {
        context.fillStyle = style.getPropertyValue(share > 0.3 ? "--paper" : "--ink");
        context.font = `700 ${enlarged(12)}px ${style.fontFamily}`;
        context.textAlign = "center";
        context.textBaseline = "middle";
        context.fillText(grid.mark, left + view.pitch / 2, top + view.row / 2 + 0.5);
      }
    }
    context.strokeStyle = view.data.colors.line;
    context.strokeRect(gutter() - 0.5, gutter() - 0.5, view.pitch * heads + 1, view.row * layers + 1);
    numerals(context, view, style);
  }
  read(view, view.at);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {View} view
 * @param {CSSStyleDeclaration} style
 */
function numerals(context, { data, pitch, row }, style) {
  context.font = `${enlarged(12)}px ${style.fontFamily}`;
  context.fillStyle = data.colors.muted;
  context.textBaseline = "middle";
  context.textAlign = "center";
  for (let head = 0; head < data.heads; head += Math.ceil(enlarged(14) / pitch))
    context.fillText(String(head + 1), gutter() + pitch * (head + 0.5), gutter() / 2);
  context.textAlign = "right";
  for (let layer = 0; layer < data.layers; layer += Math.ceil(enlarged(13) / row))
    context.fillText(String(layer + 1), gutter() - 5, gutter() + row * (layer + 0.5));
}

/**
 * @param {View} view
 * @param {Drawn} drawn
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
function cellAt(view, { cells: box }, event) {
  const at = box.getBoundingClientRect();
  const layer = Math.floor((event.clientY - at.top - gutter()) / view.row);
  const head = Math.floor((event.clientX - at.left - gutter()) / view.pitch);
  return layer >= 0 && layer < view.data.layers && head >= 0 && head < view.data.heads ? [layer, head] : null;
}

/**
 * @param {View} view
 * @param {Cell | null} at
 */
function hover(view, at) {
  for (const { under } of view.grids) {
    under.hidden = !at;
    if (at) place(under, view, at);
  }
  read(view, at ?? view.at);
}

/**
 * The scores of one head, each beside the name of its grid.
 * @param {View} view
 * @param {Cell} at
 */
function read(view, at) {
  const index = at[0] * view.data.heads + at[1];
  for (const { grid, values, reading, chosen } of view.grids) {
    reading.textContent = written(grid, values[index]);
    place(chosen, view, view.at);
  }
  const mark = view.data.marks[index];
  const name = view.data.grids.find((grid) => grid.mark && grid.mark === mark)?.label;
  view.said.textContent = `${nameOf(view, at)}${name ? ` · ${name}` : ""}: ${view.grids.map(({ grid, values }) => `${grid.label} ${written(grid, values[index])}`).join(" · ")}`;
}

/**
 * @param {View} view
 * @param {Cell} at
 */
function nameOf({ data }, [layer, head]) {
  return filled(data.labels.head, { layer: layer + 1, head: head + 1 });
}

/**
 * @param {HTMLElement} frame
 * @param {View} view
 * @param {Cell} at
 */
function place(frame, { pitch, row }, [layer, head]) {
  const box = { left: gutter() + pitch * head - 2, top: gutter() + row * layer - 2, width: pitch + 3, height: row + 3 };
  for (const [name, value] of Object.entries(box)) frame.style.setProperty(name, `${value}px`);
}

/**
 * @param {View} view
 * @param {Cell | null} at
 * @param {number} after
 */
function choose(view, at, after = REST) {
  if (!at) return;
  view.at = at;
  read(view, at);
  clearTimeout(view.walking);
  view.walking = setTimeout(() => {
    view.walking = null;
    view.send();
  }, after);
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function walk(view, event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const within = (/** @type {number} */ value, /** @type {number} */ count) => Math.max(0, Math.min(count - 1, value));
  choose(view, [within(view.at[0] + step[0], view.data.layers), within(view.at[1] + step[1], view.data.heads)]);
}

/**
 * @param {score_grids.Grid} grid
 * @param {number} value
 */
function written({ bits }, value) {
  if (bits) return `${value.toFixed(2)} bit`;
  return value > 0 && value < 0.0005 ? "< 0.1 %" : `${(100 * value).toFixed(value < 0.1 ? 1 : 0)} %`;
}

function gutter() {
  return enlarged(EDGE);
}
