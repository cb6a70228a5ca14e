// Contexts of several models to one scale: a track each, in which the text lies as often as it fits, or beyond its end.
const MOST = 400; // stretches that can still be told apart

/** @param {Shown<windows_to_scale.WindowsToScale>} component */
export default function (component) {
  const { rows, labels } = component.data;
  const longest = Math.max(...rows.map(({ limit, n }) => Math.max(limit, n ?? 0)));
  redraw(
    rootOf(component),
    el(
      "div",
      { class: "windows", role: "group", "aria-label": labels.figure },
      ...rows.map((row) => rowOf(row, longest)),
    ),
    legendOf(rows, labels),
  );
}

/**
 * @param {windows_to_scale.Row} row
 * @param {number} longest
 */
function rowOf(row, longest) {
  const wide = (/** @type {number} */ tokens) => `${(100 * tokens) / longest}%`;
  const lost = row.n !== null && row.n > row.limit;
  const track = el("div", { class: "track", style: { width: wide(row.limit) } }, stretches(row));
  const beyond = lost ? el("div", { class: "beyond", style: { width: wide(row.n - row.limit) } }) : null;
  return el(
    "div",
    { class: row.ours ? "row ours" : "row" },
    el("div", { class: "head" }, el("b", {}, row.name), el("span", { class: "about" }, row.about)),
    el("div", { class: "line", "aria-hidden": "true" }, track, beyond),
    el("div", { class: "told" }, el("span", {}, row.holds), el("span", { class: "fits" }, row.fits)),
    row.cut ? cutOf(row.cut) : null,
  );
}

/**
 * The text as often as it fits; a stripe each, or where they are too many one ground.
 * @param {windows_to_scale.Row} row
 */
function stretches({ n, limit }) {
  if (n === null) return null;
  const share = Math.min(1, n / limit);
  const first = el("i", { class: "text", style: { width: `${100 * share}%` } });
  if (limit / n > MOST) return el("span", { class: "all" }, first, el("i", { class: "dense" }));
  const more = Array.from({ length: Math.max(0, Math.floor(limit / n) - 1) }, () =>
    el("i", { class: "again", style: { width: `${100 * share}%` } }),
  );
  return el("span", { class: "all" }, first, ...more);
}

/** @param {windows_to_scale.Cut} cut */
function cutOf({ kept, lost }) {
  return el(
    "p",
    { class: "cut" },
    el("bdi", { class: "kept" }, `…${kept}`),
    el("i", { class: "knife", "aria-hidden": "true" }),
    el("bdi", { class: "lost" }, `${lost}…`),
  );
}

/**
 * @param {windows_to_scale.Row[]} rows
 * @param {windows_to_scale.Labels} labels
 */
function legendOf(rows, labels) {
  const mark = (/** @type {string} */ name, /** @type {string} */ said) =>
    el("span", { class: "mark" }, el("i", { class: name }), said);
  const known = rows.filter(({ n }) => n !== null);
  return el(
    "div",
    { class: "legend" },
    mark("text", labels.once),
    known.some(({ n, limit }) => limit >= 2 * n) ? mark("again", labels.again) : null,
    known.some(({ n, limit }) => n > limit) ? mark("beyond", labels.lost) : null,
  );
}
