// A table of figures. A column's name sorts by it, once more the other way round; what is not known stays last.
/** @param {Shown<figure_table.FigureTable, figure_table.Events>} component */
export default function (component) {
  const root = rootOf(component);
  const table = (root.table ??= { by: null, down: false });
  Object.assign(table, { data: component.data, root });
  draw(table);
}

/** @typedef {Kept<figure_table.FigureTable> & { by: number | null, down: boolean }} Table */

/** @param {Table} table */
function draw(table) {
  const { columns, label, notes, sources } = table.data;
  const head = el("tr", {}, ...columns.map((column, place) => headOf(table, column, place)));
  const body = sorted(table).map((line) => el("tr", { class: line.ours ? "ours" : null }, ...line.cells.map(cellOf)));
  redraw(
    table.root,
    el(
      "div",
      { class: "scroller", role: "region", tabindex: 0, "aria-label": label, "data-focus": "scroller" },
      el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)),
    ),
    el("h3", {}, sources),
    el("ol", { class: "notes" }, ...notes.map(noteOf)),
  );
}

/**
 * @param {Table} table
 * @param {figure_table.Column} column
 * @param {number} place
 */
function headOf(table, { name, down }, place) {
  const on = table.by === place;
  const button = el(
    "button",
    {
      type: "button",
      title: filled(table.data.sort, { column: name }),
      "data-focus": `column-${place}`,
      onclick: () => {
        Object.assign(table, { by: place, down: on ? !table.down : down });
        draw(table);
      },
    },
    name,
    el("span", { class: "way", "aria-hidden": "true" }, on ? (table.down ? " ↓" : " ↑") : ""),
  );
  return el("th", { scope: "col", "aria-sort": on ? (table.down ? "descending" : "ascending") : null }, button);
}

/** @param {Table} table */
function sorted({ data, by, down }) {
  if (by === null) return data.lines;
  const order = (/** @type {figure_table.Line} */ line) => line.cells[by].order;
  const known = data.lines.filter((line) => order(line) !== null);
  known.sort((one, other) => (order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0));
  if (down) known.reverse();
  return [...known, ...data.lines.filter((line) => order(line) === null)];
}

/**
 * @param {figure_table.Cell} cell
 * @param {number} place
 */
function cellOf({ said, order, note, cited }, place) {
  const mark =
    note !== null && el("sup", {}, el("a", { href: `#note-${note}`, title: cited, onclick: toNote }, String(note + 1)));
  const look = { class: order === null && note === null ? "unknown" : null };
  if (!place) return el("th", { scope: "row" }, said, ...present([mark]));
  return el("td", look, said, ...present([mark]));
}

/**
 * To a note in this component, whose ids the page does not know.
 * @param {MouseEvent} event
 */
function toNote(event) {
  event.preventDefault();
  const link = /** @type {HTMLElement} */ (event.currentTarget);
  const place = /** @type {ShadowRoot} */ (link.getRootNode());
  /** @type {HTMLElement} */ (place.querySelector(link.getAttribute("href")))?.focus();
}

/**
 * @param {figure_table.Note} note
 * @param {number} place
 */
function noteOf({ said, link }, place) {
  return el(
    "li",
    { id: `note-${place}`, tabindex: -1 },
    link ? el("a", { href: link, target: "_blank", rel: "noreferrer" }, said) : said,
  );
}
