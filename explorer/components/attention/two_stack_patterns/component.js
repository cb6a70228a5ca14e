// Patterns between two texts. Pointing at a cell lights up its row's token in every picture where that token looks.
const ROWS = 74; // px for the names of the rows
const COLUMNS = 62; // px for those of the columns
const LARGEST = 30; // px of a cell
const NAME = 13; // px that a name needs

/**
 * @typedef {{ text: "source" | "target", at: number }} Active
 * @typedef {{ panel: two_stack_patterns.Panel, rows: string[], columns: string[], share: Shares, canvas: HTMLCanvasElement,
 *   board: HTMLElement, names: HTMLElement, readout: HTMLElement, box: HTMLElement, cell: number }} Drawn
 * @typedef {Kept<two_stack_patterns.TwoStackPatterns> & { root: Root, panels: Drawn[], active: Active | null }} View
 */

/** @param {Shown<two_stack_patterns.TwoStackPatterns>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  /** @type {View} */
  const view = /** @type {any} */ ({ root, data, active: null });
  view.panels = data.panels.map((panel) => build(view, panel));
  const boxes = view.panels.map(({ box }) => box);
  redraw(
    root,
    el("div", { class: "panels", role: "group", "aria-label": data.labels.view }, ...boxes),
    el("p", { class: "how" }, data.labels.how),
  );
  paintAtAnySize(root, () => draw(view));
}

/**
 * @param {View} view
 * @param {two_stack_patterns.Panel} panel
 * @returns {Drawn}
 */
function build(view, panel) {
  const [rows, columns] = [view.data[panel.rows], view.data[panel.columns]];
  const shares = new Uint16Array(bytesOf(panel.weights).buffer);
  const canvas = el("canvas", { "aria-hidden": "true" });
  const names = el("div", { "aria-hidden": "true" });
  const readout = el("output", { class: "readout" });
  const board = el(
    "div",
    {
      class: "board",
      role: "slider",
      tabindex: 0,
      "aria-label": panel.title,
      "aria-orientation": "vertical",
      "aria-valuemin": 1,
      "aria-valuemax": rows.length,
      "data-focus": panel.title,
    },
    canvas,
    names,
  );
  const box = el(
    "section",
    { class: "panel" },
    el("h4", {}, panel.title),
    el("p", { class: "note" }, panel.note),
    board,
    readout,
  );
  const share = (/** @type {number} */ row, /** @type {number} */ column) =>
    shares[row * columns.length + column] / 65535;
  /** @type {Drawn} */
  const drawn = { panel, rows, columns, share, canvas, board, names, readout, box, cell: 1 };
  board.addEventListener("pointermove", (event) => point(view, drawn, event));
  board.addEventListener("pointerleave", () => light(view, null));
  board.addEventListener("blur", () => light(view, null));
  board.addEventListener("keydown", (event) => step(view, drawn, event));
  return drawn;
}

/** @param {View} view */
function draw(view) {
  const width = view.root.clientWidth;
  if (!width) return;
  const abreast = width > 860 ? view.panels.length : 1;
  const room = (width - 26 * (abreast - 1)) / abreast - ROWS;
  const most = Math.max(...view.panels.map(({ columns }) => columns.length));
  const cell = Math.max(6, Math.min(LARGEST, room / most));
  for (const drawn of view.panels) {
    drawn.cell = cell;
    drawn.box.style.width = `${ROWS + Math.max(180, cell * drawn.columns.length)}px`;
    drawn.board.style.height = `${COLUMNS + cell * drawn.rows.length}px`;
    paint(view, drawn);
  }
  light(view, null);
}

/**
 * @param {View} view
 * @param {Drawn} drawn
 */
function paint({ data }, { canvas, rows, columns, share, cell, panel }) {
  const [width, height] = [cell * columns.length, cell * rows.length];
  const { context } = surface(canvas, width, height);
  Object.assign(canvas.style, { marginLeft: `${ROWS}px`, position: "absolute", top: `${COLUMNS}px` });
  const inks = inksOf(data.scales.attention);
  const unseen = [];
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns.length; column++) {
      const ink = 4 * Math.round(255 * share(row, column));
      context.fillStyle = `rgb(${inks[ink]} ${inks[ink + 1]} ${inks[ink + 2]})`;
      context.fillRect(column * cell, row * cell, cell + 0.5, cell + 0.5);
      if (panel.causal && column > row) unseen.push([column * cell, row * cell, cell, cell]);
    }
  hatch(context, unseen, Math.max(width, height), data.colors);
  context.strokeStyle = data.colors.line;
  context.strokeRect(0.5, 0.5, width - 1, height - 1);
}

/**
 * One token's rows, in every picture in which it looks.
 * @param {View} view
 * @param {Active | null} active
 */
function light(view, active) {
  view.active = active;
  for (const drawn of view.panels) {
    const row = active && active.text === drawn.panel.rows ? active.at : null;
    drawn.names.replaceChildren(...rowNames(drawn, row), ...columnNames(drawn));
    drawn.readout.textContent = row === null ? "" : told(view, drawn, row);
    drawn.board.setAttribute("aria-valuenow", String((row ?? 0) + 1));
    drawn.board.setAttribute("aria-valuetext", told(view, drawn, row ?? 0));
    paint(view, drawn);
    if (row !== null) frame(view, drawn, row);
  }
}

/**
 * @param {View} view
 * @param {Drawn} drawn
 * @param {number} row
 */
function frame({ data }, { canvas, columns, cell }, row) {
  const context = canvas.getContext("2d");
  context.strokeStyle = data.colors.query;
  context.lineWidth = 2;
  context.strokeRect(1, row * cell + 1, columns.length * cell - 2, cell - 2);
}

/**
 * @param {Drawn} drawn
 * @param {number | null} active
 */
function rowNames({ rows, cell }, active) {
  const every = Math.max(1, Math.ceil(NAME / cell));
  return rows
    .map((text, at) => ({ text, at }))
    .filter(({ at }) => at === active || (at % every === 0 && (active === null || Math.abs(at - active) >= every)))
    .map(({ text, at }) =>
      el(
        "div",
        {
          class: `name row mono${at === active ? " active" : ""}`,
          style: { top: `${COLUMNS + (at + 0.5) * cell}px`, left: "0", width: `${ROWS - 6}px` },
        },
        el("bdi", {}, text),
      ),
    );
}

/** @param {Drawn} drawn */
function columnNames({ columns, cell }) {
  const every = Math.max(1, Math.ceil(NAME / cell));
  return columns
    .map((text, at) => ({ text, at }))
    .filter(({ at }) => at % every === 0)
    .map(({ text, at }) =>
      el(
        "div",
        {
          class: "name column mono",
          style: {
            left: `${ROWS + (at + 0.5) * cell}px`,
            bottom: `calc(100% - ${COLUMNS - 4}px)`,
            "max-height": `${COLUMNS - 6}px`,
          },
        },
        el("bdi", {}, text),
      ),
    );
}

/**
 * @param {View} view
 * @param {Drawn} drawn
 * @param {number} row
 */
function told({ data }, { rows, columns, share }, row) {
  return ranked(columns.length, (column) => share(row, column))
    .slice(0, 2)
    .map((column) =>
      filled(data.labels.looks, { query: rows[row], key: columns[column], share: percent(share(row, column)) }),
    )
    .join(" · ");
}

/**
 * @param {View} view
 * @param {Drawn} drawn
 * @param {PointerEvent} event
 */
function point(view, drawn, event) {
  const box = drawn.canvas.getBoundingClientRect();
  const row = Math.floor((event.clientY - box.top) / drawn.cell);
  const column = Math.floor((event.clientX - box.left) / drawn.cell);
  if (row < 0 || row >= drawn.rows.length) return light(view, null);
  const active = { text: drawn.panel.rows, at: row };
  if (view.active?.text !== active.text || view.active.at !== row) light(view, active);
  if (column < 0 || column >= drawn.columns.length) return;
  const hidden = drawn.panel.causal && column > row;
  const { looks, unseen } = view.data.labels;
  const places = { query: drawn.rows[row], key: drawn.columns[column], share: percent(drawn.share(row, column)) };
  drawn.readout.textContent = filled(hidden ? unseen : looks, places);
}

/**
 * Up and down walk through the rows.
 * @param {View} view
 * @param {Drawn} drawn
 * @param {KeyboardEvent} event
 */
function step(view, drawn, event) {
  const by = { ArrowUp: -1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
  if (!by) return;
  const now = view.active?.text === drawn.panel.rows ? view.active.at : by > 0 ? -1 : drawn.rows.length;
  light(view, { text: drawn.panel.rows, at: Math.max(0, Math.min(drawn.rows.length - 1, now + by)) });
  event.preventDefault();
}
