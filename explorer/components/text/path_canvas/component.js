// Ways of going on with a text. A line a strategy joins the tokens that it wrote; pointing at one lights up its way.
const WIDTH = 92;
const HEIGHT = 34;
const GAP = 14;
const KINDS = ["greedy", "sampled", "beam"];

/** @param {Shown<path_canvas.PathCanvas, path_canvas.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const size = { width: data.columns * WIDTH - GAP + 26, height: data.rows * HEIGHT };
  const chips = data.cells.map((cell, i) => chipOf(cell, i, setTriggerValue));
  const lines = linesOf(data.cells, size);
  const table = tableOf(data, setTriggerValue);
  const light = (cell) => lightUp(data.cells, chips, lines, cell);
  chips.forEach((chip, i) =>
    follow(
      chip,
      () => light(i),
      () => light(null),
    ),
  );
  table.rows.forEach((row, i) =>
    follow(
      row,
      () => light(data.ways[i].cell),
      () => light(null),
    ),
  );
  const canvas = el(
    "div",
    {
      class: "canvas",
      role: "group",
      "aria-label": data.labels.canvas,
      style: { width: `${size.width}px`, height: `${size.height}px` },
    },
    lines.svg,
    ...chips,
  );
  canvas.addEventListener("keydown", (event) => step(event, data.cells, chips));
  redraw(root, legendOf(data.labels), el("div", { class: "scroller" }, canvas), table.table);
}

/**
 * @param {path_canvas.Cell} cell
 * @param {number} index
 * @param {Send<path_canvas.Events>} send
 */
function chipOf(cell, index, send) {
  const classes = ["chip", "mono", cell.cut && "cut", ...cell.kinds].filter(Boolean).join(" ");
  const place = {
    left: `${26 + cell.column * WIDTH}px`,
    top: `${cell.row * HEIGHT + 4}px`,
    "--shade": `${Math.round(100 * cell.share)}%`,
  };
  return el(
    "button",
    {
      type: "button",
      class: classes,
      title: cell.title,
      "aria-label": cell.title,
      tabindex: index ? -1 : 0,
      "data-focus": `cell-${index}`,
      style: place,
      onclick: () => send("cell", index),
    },
    el("bdi", {}, cell.text),
  );
}

/**
 * @param {path_canvas.Cell[]} cells
 * @param {{ width: number, height: number }} box
 */
function linesOf(cells, { width, height }) {
  const ways = cells.flatMap((cell, i) =>
    cell.kinds.map(
      (kind, k) => /** @type {[number, string, number]} */ ([i, kind, 3 * (k - (cell.kinds.length - 1) / 2)]),
    ),
  );
  const drawn = ways.map(([i, kind, shift]) => {
    const cell = cells[i];
    const from =
      cell.parent === null
        ? { x: 4, y: middle(0) }
        : { x: 26 + cells[cell.parent].column * WIDTH + WIDTH - GAP, y: middle(cells[cell.parent].row) };
    const to = { x: 26 + cell.column * WIDTH, y: middle(cell.row) };
    const half = (from.x + to.x) / 2;
    return svg("path", {
      class: cell.cut ? `${kind} cut` : kind,
      d: `M${from.x} ${from.y + shift}C${half} ${from.y + shift} ${half} ${to.y + shift} ${to.x} ${to.y + shift}`,
    });
  });
  const dot = svg("circle", { cx: 4, cy: middle(0), r: 4 });
  return {
    svg: svg("svg", { width, height, "aria-hidden": "true" }, ...drawn, dot),
    drawn,
    cells: ways.map(([i]) => i),
  };
}

/** @param {number} row */
function middle(row) {
  return row * HEIGHT + HEIGHT / 2;
}

/**
 * @param {path_canvas.PathCanvas} data
 * @param {Send<path_canvas.Events>} send
 */
function tableOf(data, send) {
  const rows = data.ways.map((way) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("i", { class: `key ${way.kind}` }), way.name),
      ...way.says.map((said) => el("td", {}, said)),
      el(
        "td",
        { class: "text" },
        el(
          "button",
          { type: "button", class: "mono", title: data.labels.take || null, onclick: () => send("cell", way.cell) },
          el("bdi", {}, way.text),
        ),
      ),
    ),
  );
  const head = el("tr", {}, ...data.labels.columns.map((name) => el("th", { scope: "col" }, name)));
  return {
    table: el("div", { class: "scroller" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows))),
    rows,
  };
}

/** @param {path_canvas.Labels} labels */
function legendOf(labels) {
  const marks = KINDS.filter((kind) => labels[kind]).map((kind) =>
    el("span", {}, el("i", { class: `key ${kind}` }), labels[kind]),
  );
  return el(
    "div",
    { class: "legend" },
    ...marks,
    el("span", {}, el("i", { class: "key beam cut" }), labels.cut),
    el("span", { class: "shade" }, labels.shade),
  );
}

/**
 * @param {path_canvas.Cell[]} cells
 * @param {HTMLElement[]} chips
 * @param {ReturnType<typeof linesOf>} lines
 * @param {number | null} cell
 */
function lightUp(cells, chips, lines, cell) {
  const lit = new Set();
  for (let at = cell; at !== null; at = cells[at].parent) lit.add(at);
  const any = lit.size > 0;
  chips.forEach((chip, i) => chip.classList.toggle("dim", any && !lit.has(i)));
  lines.drawn.forEach((line, i) => line.classList.toggle("dim", any && !lit.has(lines.cells[i])));
}

function follow(part, over, out) {
  for (const name of ["pointerenter", "focusin"]) part.addEventListener(name, over);
  for (const name of ["pointerleave", "focusout"]) part.addEventListener(name, out);
}

/**
 * Left and right follow a way; up and down go to the nearest token of the same column.
 * @param {KeyboardEvent} event
 * @param {path_canvas.Cell[]} cells
 * @param {HTMLElement[]} chips
 */
function step(event, cells, chips) {
  const at = chips.indexOf(/** @type {HTMLElement} */ (event.target).closest(".chip"));
  if (at < 0) return;
  const here = cells[at];
  const beside = (/** @type {number} */ sign) =>
    cells
      .map((cell, i) => [sign * (cell.row - here.row), i])
      .filter(([far, i]) => far > 0 && cells[i].column === here.column)
      .sort((a, b) => a[0] - b[0])[0]?.[1];
  const to = {
    ArrowLeft: () => here.parent,
    ArrowRight: () => cells.findIndex((cell) => cell.parent === at),
    ArrowUp: () => beside(-1),
    ArrowDown: () => beside(1),
  }[event.key];
  if (!to) return;
  chips[to() ?? -1]?.focus();
  event.preventDefault();
}
