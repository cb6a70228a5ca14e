// One row a token: pale what the model gave, amber what it is drawn with, hatched grey what was removed. The longest
// row fills the track; the tail, which may be longer, is torn off there. With a formula, the row under the pointer or
// the keyboard is worked out beneath: its softmax, and its fate at each stage.
/** @param {Shown<probability_bars.ProbabilityBars, probability_bars.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  root.send = setTriggerValue;
  root.toggleAttribute("data-logits", Boolean(data.labels.logit));
  root.toggleAttribute("data-one", !data.labels.before);
  const full = Math.max(...data.rows.map((row) => Math.max(row.before, row.after)), 1e-9);
  const formula = data.formula ? el("div", { class: "workings", "aria-live": "polite" }) : null;
  const rows = data.rows.map((row) => rowOf(root, row, full, data, formula));
  const tail = data.tail && tailOf(data.tail, full, data.pickable);
  present([...rows, tail]).forEach((row, part) => row instanceof HTMLElement && (row.dataset.part = String(part)));
  redraw(
    root,
    el(
      "div",
      { class: "bars", role: data.pickable ? "group" : "list", "aria-label": data.labels.bars },
      headOf(data.labels),
      ...rows,
      tail,
    ),
    formula,
  );
  if (formula) explain(root, formula, aboutIn(root, data.rows), data.formula);
}

/**
 * The row that was last pointed at, so that a token can be followed while a knob moves; at first the chosen one.
 * @param {Root} root
 * @param {probability_bars.Row[]} rows
 */
function aboutIn(root, rows) {
  return rows.find((row) => row.id === root.about) ?? rows.find((row) => row.chosen) ?? rows[0];
}

/** @param {probability_bars.Labels} labels */
function headOf({ token, logit, before, after }) {
  const cells = [
    ["rank", ""],
    ["token", token],
    ["logit", logit],
    ["track", ""],
    ["before", before],
    ["after", after],
    ["why", ""],
  ];
  return el(
    "div",
    { class: "head", "aria-hidden": "true" },
    ...cells.map(([name, text]) => el("span", { class: name }, text ?? "")),
  );
}

/**
 * @param {Root} root
 * @param {probability_bars.Row} row
 * @param {number} full
 * @param {probability_bars.ProbabilityBars} data
 * @param {HTMLElement | null} formula
 */
function rowOf(root, row, full, data, formula) {
  const says = data.formula ? () => explain(root, formula, row, data.formula) : null;
  const classes = ["row", row.removed && "removed", row.chosen && "chosen"].filter(Boolean).join(" ");
  const common = { class: classes, "aria-label": inWords(row, data.labels), title: `id ${row.id}` };
  const cells = [
    el("span", { class: "rank" }, row.rank),
    el("bdi", { class: "token mono" }, row.text),
    el("span", { class: "logit" }, row.logit),
    trackOf(row, full),
    el("span", { class: "before" }, row.before_text),
    el("span", { class: "after" }, row.after_text),
    el("span", { class: "why" }, row.why),
  ];
  if (!data.pickable) {
    const walked = says && {
      tabindex: row === aboutIn(root, data.rows) ? 0 : -1,
      "data-focus": `row-${row.id}`,
      onfocus: says,
      onmouseenter: says,
      onkeydown: step,
    };
    return el("div", { ...common, role: "listitem", ...walked }, ...cells);
  }
  const pick = () => root.send("token", row.id);
  return el("button", { ...common, type: "button", "data-focus": `row-${row.id}`, onclick: pick }, ...cells);
}

/**
 * A row as it is read out.
 * @param {probability_bars.Row} row
 * @param {probability_bars.Labels} labels
 */
function inWords({ text, before_text, after_text, removed, why }, { row }) {
  const said = filled(row, { token: text, before: before_text, after: removed ? "0 %" : after_text });
  return why ? `${said}; ${why}` : said;
}

// Up and down the rows with the arrow keys.
function step(event) {
  const to = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  if (!to) return;
  event.preventDefault();
  event.currentTarget[to]?.focus();
}

/**
 * @param {Pick<probability_bars.Row, "before" | "after" | "removed">} row
 * @param {number} full
 */
function trackOf({ before, after, removed }, full) {
  const wide = (share) => ({ width: `${Math.min(100, (100 * share) / full)}%` });
  return el(
    "span",
    { class: Math.max(before, after) > full ? "track torn" : "track", "aria-hidden": "true" },
    el("i", { class: removed ? "was cut" : "was", style: wide(before) }),
    removed ? null : el("i", { class: "is", style: wide(after) }),
  );
}

/**
 * @param {probability_bars.Tail} tail
 * @param {number} full
 * @param {boolean} pickable
 */
function tailOf(tail, full, pickable) {
  return el(
    "div",
    {
      class: tail.removed ? "row tail removed" : "row tail",
      role: pickable ? "note" : "listitem",
      "aria-label": tail.label,
    },
    el("span", { class: "rank" }, "…"),
    el("span", { class: "token wide" }, tail.text),
    trackOf(tail, full),
    el("span", { class: "before" }, tail.before_text),
    el("span", { class: "after" }, tail.after_text),
    el("span", { class: "why" }, tail.why),
  );
}

// The softmax of one row, with the real numbers: before the settings, and after them.
function explain(root, box, row, { before, after }) {
  root.about = row.id;
  const parts = [fractionOf(before, row.working.before, row.before_text)];
  if (after)
    parts.push(
      row.removed ? el("span", { class: "gone" }, row.why) : fractionOf(after, row.working.after, row.after_text),
    );
  const softmax = el("div", { class: "formula" }, el("bdi", { class: "of mono" }, `p(${row.text})`), ...parts);
  box.replaceChildren(softmax, fateOf(row.working));
}

/**
 * What became of it at every stage that worked: the stage, what it saw, and the probability that was left.
 * @param {probability_bars.Working} working
 */
function fateOf({ fate }) {
  const passages = fate.map(({ stage, said, share, kept }) =>
    el(
      "li",
      { class: kept ? "passage" : "passage gone" },
      el("b", {}, stage),
      el("span", {}, said),
      el("span", { class: "share" }, share),
    ),
  );
  return el("ol", { class: "fate" }, ...passages);
}

/**
 * @param {probability_bars.Sum} sum
 * @param {probability_bars.Power} power
 * @param {string} share
 */
function fractionOf({ label, total, n }, { exponent, power }, share) {
  const symbols = el(
    "span",
    { class: "fraction" },
    el("span", {}, "e", el("sup", {}, exponent)),
    el("span", {}, "Σ e", el("sup", {}, "z")),
  );
  const numbers = el("span", { class: "fraction" }, el("span", {}, power), el("span", { title: n }, total));
  return el(
    "span",
    { class: "term" },
    el("span", { class: "name" }, label),
    symbols,
    "=",
    numbers,
    "=",
    el("b", {}, share),
  );
}
