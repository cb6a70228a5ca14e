// Small multiples as one table: the same tokens in every column, so that the eye compares along a row.
/** @param {Shown<side_by_side.SideBySide, side_by_side.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const scrolled = root.querySelector(".scroller")?.scrollLeft ?? 0;
  const full = Math.max(...data.columns.flatMap(({ cells }) => cells.map(({ share }) => share)), 1e-9);
  const heads = data.columns.map((column, i) => headOf(column, i, data.labels, setTriggerValue));
  const corner = el("th", { class: "corner", scope: "col" }, data.labels.token);
  const rows = data.tokens.map((token, i) =>
    rowOf(
      token,
      data.columns.map(({ cells }) => cells[i]),
      i === data.tokens.length - 1,
      full,
    ),
  );
  const table = el(
    "table",
    { "aria-label": data.labels.table },
    el("thead", {}, el("tr", {}, corner, ...heads)),
    el("tbody", {}, ...rows),
  );
  const scroller = el(
    "div",
    { class: "scroller", tabindex: 0, role: "region", "aria-label": data.labels.table, "data-focus": "table" },
    table,
  );
  redraw(root, scroller);
  scroller.scrollLeft = scrolled;
}

/**
 * @param {side_by_side.Column} column
 * @param {number} i
 * @param {side_by_side.Labels} labels
 * @param {Send<side_by_side.Events>} send
 */
function headOf({ name, settings, facts, drawn, own }, i, labels, send) {
  const use = el(
    "button",
    {
      type: "button",
      class: "use",
      "data-focus": `use-${i}`,
      "aria-label": `${labels.use}: ${name}`,
      onclick: () => send("use", i),
    },
    labels.use,
  );
  return el(
    "th",
    { scope: "col", class: own ? "own" : null },
    el("span", { class: "name" }, name),
    el("span", { class: "settings" }, settings.replaceAll("-", "‑")), // "top-k" stays on one line
    el("span", { class: "facts" }, ...facts.map((fact) => el("span", {}, fact))),
    el("span", { class: "drawn-by" }, labels.drawn, " ", el("bdi", { class: "mono" }, drawn)),
    own ? el("span", { class: "yours" }, labels.own) : use,
  );
}

/**
 * @param {string} token
 * @param {side_by_side.Cell[]} cells
 * @param {boolean} rest
 * @param {number} full
 */
function rowOf(token, cells, rest, full) {
  const name = el("th", { scope: "row" }, el("bdi", { class: rest ? null : "mono" }, token));
  return el("tr", { class: rest ? "rest" : null }, name, ...cells.map((cell) => cellOf(cell, full)));
}

/**
 * @param {side_by_side.Cell} cell
 * @param {number} full
 */
function cellOf({ share, said, kept, drawn }, full) {
  const classes = ["cell", !kept && "cut", drawn && "drawn"].filter(Boolean).join(" ");
  const bar = el("i", kept ? { style: { width: `${(100 * share) / full}%` } } : {});
  return el(
    "td",
    {},
    el(
      "div",
      { class: classes },
      el("span", { class: "track", "aria-hidden": "true" }, bar),
      el("span", { class: "said" }, said),
    ),
  );
}
