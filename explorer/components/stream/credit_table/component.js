// Tokens down, methods across, each number painted: where a row's colours differ, the methods contradict each other.
/** @param {Shown<credit_table.CreditTable>} component */
export default function (component) {
  const { data } = component;
  const head = el(
    "tr",
    {},
    el("th", { scope: "col" }, data.token),
    ...data.columns.map(({ name, asks }) => el("th", { scope: "col" }, name, el("small", {}, asks))),
    el("th", { scope: "col", class: "by" }, data.by),
  );
  const rows = data.rows.map((row) => rowOf(row, data));
  redraw(
    rootOf(component),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": data.label },
      el("table", {}, el("thead", {}, head), el("tbody", {}, ...rows)),
    ),
  );
}

/**
 * @param {credit_table.Row} row
 * @param {credit_table.CreditTable & Look} data
 */
function rowOf({ text, place, by, cells, against }, data) {
  return el(
    "tr",
    { class: against ? "against" : null },
    el("th", { scope: "row" }, el("bdi", { class: "chip mono" }, text), el("small", {}, place)),
    ...cells.map((cell, i) => cellOf(cell, data.columns[i], data)),
    el("td", { class: "by" }, ...by.map((other) => el("bdi", { class: "chip mono" }, other))),
  );
}

/**
 * @param {credit_table.Cell} cell
 * @param {credit_table.Column} column
 * @param {Look} look
 */
function cellOf({ value, told, note }, { most }, { scales, colors }) {
  const paper = along(scales.change, 0.5 + value / (2 * most));
  const style = { background: `rgb(${paper.join(" ")})`, color: inkOn(paper, colors) };
  return el("td", { class: "number" }, el("b", { style }, told), note ? el("small", {}, note) : null);
}
