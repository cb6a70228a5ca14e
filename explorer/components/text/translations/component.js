// Scores as bars on one scale from 0 to 100, beside sentences and their translations.
/** @param {Shown<translations.Translations>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  redraw(root, el("div", { class: "both" }, scoresOf(data), pairsOf(data)));
}

/** @param {translations.Translations} data */
function scoresOf({ groups, labels }) {
  const drawn = groups.map(({ name, bars }) => el("div", { class: "group" }, el("p", {}, name), ...bars.map(barOf)));
  const none = groups.length ? [] : [el("p", {}, labels.none)];
  return el("section", { class: "scores" }, el("h4", {}, labels.scores), ...drawn, ...none);
}

/** @param {translations.Bar} bar */
function barOf({ name, value }) {
  return el(
    "div",
    { class: "bar" },
    el("span", {}, name),
    el("span", { class: "track", "aria-hidden": "true" }, el("i", { style: { width: `${value}%` } })),
    el("span", { class: "value" }, value.toFixed(1)),
  );
}

/** @param {translations.Translations} data */
function pairsOf({ rows, labels, source, target }) {
  const head = el("tr", {}, ...labels.columns.map((name) => el("th", { scope: "col" }, name)));
  const body = rows.map((row) =>
    el(
      "tr",
      {},
      el("td", { lang: source || null }, row.source),
      el("td", { class: "said", lang: target || null }, row.said),
      el("td", { lang: target || null }, row.reference),
    ),
  );
  return el("div", { class: "pairs" }, el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}
