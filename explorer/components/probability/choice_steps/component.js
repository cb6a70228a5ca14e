// A text with how each of its tokens was chosen. The panel follows the pointer and the keyboard, all in the browser.
const DEEPEST = 26; // px of the longest bar beneath a chip

/** @param {Shown<choice_steps.ChoiceSteps, choice_steps.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const panel = el("aside", { class: "panel", "aria-live": "polite" });
  const chips = [];
  const groups = data.groups.map((group) => groupOf(group, chips, data));
  const drawn = JSON.stringify(data.groups);
  if (root.drawn !== drawn) root.at = Math.min(data.opens, chips.length - 1);
  root.drawn = drawn;
  const show = (i) => {
    chips.forEach(({ button }, k) => button.classList.toggle("shown", k === i));
    panel.replaceChildren(...panelOf(data.panels[chips[i].chip.panel], chips[i].chip.row, data.labels));
  };
  chips.forEach(({ button }, i) => {
    button.tabIndex = i === root.at ? 0 : -1;
    button.addEventListener("pointerenter", () => show(i));
    button.addEventListener("focus", () => show(i));
    button.addEventListener("click", () => show((root.at = i)));
  });
  const strip = el("div", { class: "strip", role: "group", "aria-label": data.labels.strip }, ...groups);
  strip.addEventListener("pointerleave", () => show(root.at));
  strip.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!way) return;
    const at = chips.findIndex(({ button }) => button === /** @type {HTMLElement} */ (event.target).closest(".chip"));
    chips[at + way]?.button.focus();
    event.preventDefault();
  });
  redraw(root, el("div", { class: "steps" }, el("div", {}, strip, legendOf(data.legend)), panel));
  if (chips.length) show(root.at);
}

/**
 * @param {choice_steps.Group} group
 * @param {any[]} all
 * @param {Look} look
 */
function groupOf({ note, chips }, all, look) {
  const buttons = chips.map((chip) => {
    const button = el(
      "button",
      {
        type: "button",
        class: `chip mono ${chip.state}`,
        title: chip.title,
        style: paintOf(chip.shade, look),
        "data-focus": `chip-${all.length}`,
      },
      el("bdi", {}, chip.text),
    );
    all.push({ chip, button });
    if (chip.bar === null) return button;
    const bar = el("i", { class: "hangs", style: { height: `${Math.round(DEEPEST * chip.bar)}px` } });
    return el("span", { class: "barred" }, button, bar);
  });
  if (!note) return el("span", { class: "loose" }, ...buttons);
  return el(
    "span",
    { class: "group" },
    el("span", { class: "chips" }, ...buttons),
    el("span", { class: "note" }, note),
  );
}

/**
 * What a gain or a loss is painted with; nothing where there is none.
 * @param {number | null} shade
 * @param {Look} look
 */
function paintOf(shade, { scales, colors }) {
  if (shade === null) return {};
  const paper = along(scales.change, 0.5 + shade / 2);
  return { background: cssOf(paper), color: inkOn(paper, colors) };
}

/**
 * @param {choice_steps.Panel} panel
 * @param {number | null} marked
 * @param {choice_steps.Labels} labels
 */
function panelOf({ title, rows, rest }, marked, labels) {
  const full = Math.max(...rows.map((row) => Math.max(row.a, row.b)), 1e-9);
  const wide = (share) => ({ width: `${(100 * share) / full}%` });
  const list = rows.map((row, i) =>
    el(
      "li",
      { class: `${row.state}${i === marked ? " marked" : ""}` },
      el("bdi", { class: "word mono" }, row.text),
      el("span", { class: "share" }, row.a_text),
      el("span", { class: "share" }, row.b_text),
      el(
        "span",
        { class: "bars", "aria-hidden": "true" },
        el("i", { class: "a", style: wide(row.a) }),
        el("i", { class: "b", style: wide(row.b) }),
      ),
      row.note ? el("span", { class: "why" }, row.note) : null,
    ),
  );
  return [
    el("p", { class: "title" }, title),
    el(
      "div",
      { class: "head", "aria-hidden": "true" },
      el("span", { class: "a" }, labels.a),
      el("span", { class: "b" }, labels.b),
    ),
    el("ol", {}, ...list),
    rest ? el("p", { class: "rest" }, rest) : null,
  ].filter(Boolean);
}

/** @param {choice_steps.Meaning[]} legend */
function legendOf(legend) {
  const marks = legend.map(({ state, words }) => el("span", {}, el("i", { class: `chip ${state}` }), words));
  return el("div", { class: "legend" }, ...marks);
}
