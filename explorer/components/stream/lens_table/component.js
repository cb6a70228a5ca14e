// What the stream would say after each layer: a word a cell, or a number; rows are layers, columns are positions. A panel
// beside it lists the five likeliest tokens of the cell under the pointer, or of the selected one, and its numbers.
/** @typedef {lens_table.LensTable & Look & Record<string, any>} Data */

/** @param {Shown<lens_table.LensTable, lens_table.Events>} component */
export default function (component) {
  const root = rootOf(component);
  draw(root, component.data, component.setTriggerValue);
}

/**
 * @param {Root} root
 * @param {Data} data
 * @param {Send<lens_table.Events>} setTriggerValue
 */
function draw(root, data, setTriggerValue) {
  // Which numbers stand in the cells is the reader's own business: the server need not know.
  root.measure = Math.min(root.measure ?? -1, data.measures.length - 1);
  data.shown = data.measures[root.measure];
  const { scrollLeft: across = 0, scrollTop: down = 0 } = root.querySelector(".scroller") ?? {};
  const panel = el("aside", { class: "panel", "aria-live": "polite" });
  const table = tableOf(data, setTriggerValue);
  const show = (row, column) => panel.replaceChildren(...panelOf(data, row, column));
  follow(table, show, () => show(...home(data)));
  show(...home(data));
  const scroller = el("div", { class: "scroller" }, table);
  const turn = (measure) => {
    root.measure = measure;
    draw(root, data, setTriggerValue);
  };
  const left = [
    data.measures.length ? turnsOf(data, root.measure, turn) : null,
    scroller,
    footOf(data, setTriggerValue),
  ];
  redraw(root, el("div", { class: "lens" }, el("div", { class: "left" }, ...left.filter(Boolean)), panel));
  Object.assign(scroller, { scrollLeft: across, scrollTop: down });
  const selection = `${data.position} ${data.layer}`;
  if (root.lastSelection !== selection) reveal(scroller);
  root.fitted = () => reveal(scroller);
  root.lastSelection = selection;
}

/**
 * What stands in the cells: the words, or one of the measures.
 * @param {Data} data
 * @param {number} active
 * @param {(active: number) => void} turn
 */
function turnsOf({ measures, labels }, active, turn) {
  const button = (label, i) =>
    el(
      "button",
      {
        type: "button",
        class: i === active ? "turn active" : "turn",
        "aria-pressed": i === active ? "true" : "false",
        "data-focus": `turn-${i}`,
        onclick: () => turn(i),
      },
      el("bdi", {}, label),
    );
  return el(
    "div",
    { class: "turns", role: "group", "aria-label": labels.measures },
    button(labels.words, -1),
    ...measures.map(({ label }, i) => button(label, i)),
  );
}

/**
 * @param {Data} data
 * @param {Send<lens_table.Events>} setTriggerValue
 */
function tableOf(data, setTriggerValue) {
  const body = data.rows.map((row, r) =>
    el(
      "tr",
      { class: row.layer === data.layer ? "here" : null, "data-part": data.rows.length - 1 - r },
      el("th", { scope: "row" }, row.label),
      ...data.columns.map((column, c) => cellOf(data, r, c, setTriggerValue)),
    ),
  );
  const feet = data.columns.map((column) =>
    el(
      "th",
      {
        scope: "col",
        class: `mono ${column.position === data.position ? "here" : ""} ${column.skipped ? "skipped" : ""}`,
        title: column.skipped ? `⋯ ${column.skipped} ⋯ ${column.text}` : column.text,
      },
      el("bdi", {}, column.text),
    ),
  );
  return el(
    "table",
    {
      "aria-label": data.labels.table,
      style: { "--columns": String(data.columns.length), "--rows": String(data.rows.length + 1) },
    },
    el("tbody", {}, ...body),
    el("tfoot", {}, el("tr", {}, el("th", { scope: "row" }, data.labels.input), ...feet)),
  );
}

/**
 * @param {Data} data
 * @param {number} r
 * @param {number} c
 * @param {Send<lens_table.Events>} setTriggerValue
 */
function cellOf(data, r, c, setTriggerValue) {
  const [id, share] = data.cells[r][c][0];
  const { layer } = data.rows[r];
  const { position } = data.columns[c];
  const here = r === home(data)[0] && position === data.position;
  const final = data.cells[0][c][0][0] === id;
  const paper = along(papers(data), data.shown ? data.shown.shades[r][c] : share);
  const number = data.shown && numberOf(data.shown, r, c);
  const button = el(
    "button",
    {
      type: "button",
      class: "mono",
      tabindex: here ? 0 : -1,
      "aria-pressed": here ? "true" : "false",
      "aria-label": `${data.rows[r].label}, ${data.columns[c].title}: ${data.words[id]}, ${percent(share)}${number ? `; ${data.shown.label} ${number}` : ""}`,
      "data-focus": `cell-${layer}-${position}`,
      "data-row": r,
      "data-column": c,
      onclick: () => setTriggerValue("cell", [layer, position]),
    },
    number ? number : el("bdi", {}, data.words[id]),
  );
  return el(
    "td",
    {
      class: final ? (here ? "final here" : "final") : here ? "here" : null,
      style: { background: cssOf(paper), color: inkOn(paper, data.colors) },
    },
    button,
  );
}

/**
 * @param {lens_table.Measure} measure
 * @param {number} r
 * @param {number} c
 */
function numberOf({ values, digits }, r, c) {
  return values[r][c].toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/**
 * The row that the selected layer's output makes, and the selected position's column or the nearest one in the window.
 * @param {Data} data
 */
function home(data) {
  const row = data.rows.findIndex((row) => row.layer === data.layer);
  const column = data.columns.findIndex((column) => column.position === data.position);
  return [row, column < 0 ? data.columns.length - 1 : column];
}

/**
 * The steps of the probability scale that leave a word legible on them.
 * @param {Pick<Look, "scales">} look
 */
function papers({ scales }) {
  return scales.probability.slice(0, 6);
}

function follow(table, show, rest) {
  const over = (event) => {
    const { row, column } = event.target.closest?.("td")?.firstChild.dataset ?? {};
    if (row !== undefined) show(Number(row), Number(column));
  };
  table.addEventListener("pointerover", over);
  table.addEventListener("focusin", over);
  table.addEventListener("pointerleave", rest);
  table.addEventListener("keydown", (event) => {
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const { row, column } = event.target.dataset;
    if (!way || row === undefined) return;
    table.querySelector(`[data-row="${+row + way[0]}"][data-column="${+column + way[1]}"]`)?.focus();
    event.preventDefault();
  });
}

/**
 * @param {Data} data
 * @param {number} r
 * @param {number} c
 */
function panelOf(data, r, c) {
  const bars = data.cells[r][c].map(([id, share]) =>
    el(
      "li",
      {},
      el("bdi", { class: "mono" }, data.words[id]),
      el("span", { class: "share" }, percent(share)),
      el("i", { style: { width: `${100 * share}%` } }),
    ),
  );
  const rest = 1 - data.cells[r][c].reduce((sum, [, share]) => sum + share, 0);
  return [
    el("p", { class: "where" }, el("strong", {}, data.rows[r].label), el("br"), el("bdi", {}, data.columns[c].title)),
    el("ol", {}, ...bars),
    el("p", { class: "rest" }, el("span", {}, data.labels.rest), el("span", { class: "share" }, percent(rest))),
    ...data.measures.map((measure) =>
      el(
        "p",
        { class: "rest" },
        el("bdi", {}, measure.label),
        el("span", { class: "share" }, `${numberOf(measure, r, c)}${measure.unit}`),
      ),
    ),
    el("p", { class: "next" }, data.columns[c].next),
  ];
}

/**
 * @param {Data} data
 * @param {Send<lens_table.Events>} setTriggerValue
 */
function footOf({ window: { start, stop, total }, labels, scales, shown }, setTriggerValue) {
  const size = stop - start;
  const go = (name, sign, to, disabled) =>
    el(
      "button",
      {
        type: "button",
        class: "page",
        title: labels[name],
        "aria-label": labels[name],
        disabled,
        "data-focus": name,
        onclick: () => setTriggerValue("start", to),
      },
      sign,
    );
  const pages =
    stop - start < total &&
    el(
      "span",
      { class: "pages" },
      go("earlier", "◀", Math.max(0, start - size), start === 0),
      el("span", {}, labels.window),
      go("later", "▶", Math.min(total - size, start + size), stop === total),
    );
  return el(
    "div",
    { class: "foot" },
    pages || null,
    el(
      "span",
      { class: "key" },
      shown?.low ?? "0 %",
      el("i", { style: { background: `linear-gradient(to right, ${papers({ scales }).join(",")})` } }),
      shown?.high ?? "100 %",
    ),
    el("span", {}, shown?.label ?? labels.shade),
    el("span", { class: "final" }, labels.final),
  );
}

// The selected column in the middle, and the selected layer in sight above the tokens, which stay at the bottom.
function reveal(scroller) {
  const column = scroller.querySelector("tfoot .here");
  if (column) scroller.scrollLeft = column.offsetLeft + column.offsetWidth / 2 - scroller.clientWidth / 2;
  const row = scroller.querySelector("tr.here");
  if (!row) return;
  const room = scroller.clientHeight - scroller.querySelector("tfoot").offsetHeight;
  if (row.offsetTop < scroller.scrollTop) scroller.scrollTop = row.offsetTop;
  if (row.offsetTop + row.offsetHeight > scroller.scrollTop + room)
    scroller.scrollTop = row.offsetTop + row.offsetHeight - room;
}
