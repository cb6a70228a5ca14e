// Questions down, answers across; on a narrow screen each question is a card of its own.
/** @param {Shown<answer_table.AnswerTable>} component */
export default function (component) {
  const { data } = component;
  const head = el("tr", {}, ...data.columns.map((name) => el("th", { scope: "col" }, name)));
  const body = data.rows.flatMap((row, i) => {
    const begins = row.group && row.group !== data.rows[i - 1]?.group;
    return begins ? [groupOf(row.group, data.columns.length), rowOf(row, data)] : [rowOf(row, data)];
  });
  redraw(
    rootOf(component),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": data.label },
      el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)),
    ),
  );
}

/**
 * @param {string} name
 * @param {number} columns
 */
function groupOf(name, columns) {
  return el("tr", { class: "group" }, el("th", { scope: "colgroup", colspan: columns }, name));
}

/**
 * @param {answer_table.Row} row
 * @param {answer_table.AnswerTable} data
 */
function rowOf({ text, cells }, data) {
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, el("bdi", {}, text)),
    ...cells.map((cell, i) => cellOf(cell, data.columns[i + 1], data)),
  );
}

/**
 * @param {answer_table.Cell} cell
 * @param {string} column
 * @param {answer_table.AnswerTable} data
 */
function cellOf({ text, note, share, mark }, column, data) {
  const bar = el(
    "span",
    { class: "bar", "aria-hidden": "true" },
    el("i", { style: { width: `${100 * (share ?? 0)}%` } }),
  );
  return el(
    "td",
    { class: mark || null, "data-column": column },
    el("bdi", {}, text),
    mark && data.said[mark]
      ? el("span", { class: "mark", title: data.said[mark], role: "img", "aria-label": data.said[mark] })
      : null,
    share === null ? null : bar,
    note ? el("small", {}, note) : null,
  );
}
