// The same text, row by row, under several encodings. Rows share the characters' places: hovering lights up them all.
const FEW = 6;

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const rows = data.rows.map((row, index) => rowOf(row, index, data, setTriggerValue));
  const split = data.rows.some((row) => row.cells.some((cell) => cell.n > 1));
  const legend = split ? el("p", { class: "legend" }, dotsOf(3), data.labels.split) : null;
  redraw(root, el("div", { class: "rows", role: "group", "aria-label": data.label }, ...rows), legend);
  hearHover(root, (span) => light(root, span));
}

function rowOf(row, index, data, setTriggerValue) {
  const cells = row.cells.map((cell, i) => cellOf(cell, `${index}-${i}`, data, setTriggerValue));
  return el(
    "div",
    { class: "row" },
    el("div", {}, el("div", { class: "name" }, row.name), el("div", { class: "used" }, row.used_by)),
    el(
      "div",
      { class: "cells mono", dir: "auto" },
      data.labels.before ? el("span", { class: "cut" }, data.labels.before) : null,
      ...cells,
      data.labels.after ? el("span", { class: "cut" }, data.labels.after) : null,
    ),
    el(
      "div",
      { class: "count" },
      el("b", {}, row.count),
      el("i", { style: { width: `${100 * row.share}%` } }),
      el("span", { class: "ratio" }, row.ratio),
    ),
  );
}

function cellOf(cell, focus, data, setTriggerValue) {
  const [from, to] = data.selected ?? [0, 0];
  const classes = ["cell", cell.n > 1 && "split", overlap(cell, from, to) && "selected"];
  const made = el(
    "button",
    {
      type: "button",
      class: classes.filter(Boolean).join(" "),
      title: cell.title,
      "data-focus": focus,
      onclick: () => setTriggerValue("character", cell.start),
      onmouseenter: () => sayHover([cell.start, cell.end]),
      onfocus: () => sayHover([cell.start, cell.end]),
      onmouseleave: () => sayHover(null),
      onblur: () => sayHover(null),
    },
    el("bdi", {}, cell.text),
    cell.n > 1 ? dotsOf(cell.n) : null,
  );
  made.cell = cell;
  return made;
}

// So many dots, or their number where they would not fit.
const dotsOf = (n) =>
  el("span", { class: "dots", "aria-hidden": "true" }, ...(n > FEW ? [`× ${n}`] : Array.from({ length: n }, () => el("i"))));

const overlap = (cell, from, to) => cell.start < to && from < cell.end;

// Everything that holds one of these characters, in any row.
function light(root, span) {
  for (const other of root.querySelectorAll(".cell"))
    other.classList.toggle("lit", touch([other.cell.start, other.cell.end], span));
}
