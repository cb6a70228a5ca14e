// A family through time: above it what it is drawn by, beside it the card of one model.
/** @param {Shown<family_tree.FamilyTree, family_tree.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const family = (root.family ??= { axis: 0, off: new Set() });
  if (family.opened !== data.open) Object.assign(family, { at: data.open, opened: data.open });
  Object.assign(family, { data, root, send: setTriggerValue, over: null });
  paintAtAnySize(root, () => draw(family));
  root.fitted = root.paint;
}

/** @typedef {Kept<family_tree.FamilyTree> & { axis: number, at: number, over: number | null, off: Set<number> }} Family */

/** Pixels from which the card has room beside the picture. */
const BESIDE = 860;

/** @param {Family} family */
function draw(family) {
  const width = family.root.clientWidth;
  if (!width) return;
  const beside = width >= BESIDE && family.root.dataset.stage === undefined;
  const card = el("section", { class: "card", "aria-live": "polite" }, ...cardOf(family));
  const tree = treeOf(family, beside ? width - 316 : width);
  const hint = el("p", { class: "hint" }, family.data.labels.hint);
  redraw(
    family.root,
    el("div", { class: "tools" }, axesOf(family), kindsOf(family)),
    el("div", { class: beside ? "family beside" : "family" }, el("div", { class: "picture" }, tree, hint), card),
  );
}

/** @param {Family} family */
function axesOf(family) {
  const { axes, labels } = family.data;
  const choice = (/** @type {family_tree.Axis} */ { name }, /** @type {number} */ axis) =>
    el(
      "button",
      {
        type: "button",
        class: "choice",
        "aria-pressed": String(axis === family.axis),
        "data-focus": `axis-${axis}`,
        onclick: () => change(family, { axis }),
      },
      name,
    );
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": labels.axes },
    el("span", {}, labels.axes),
    ...axes.map(choice),
  );
}

/** @param {Family} family */
function kindsOf(family) {
  const { kinds, labels } = family.data;
  const choice = (/** @type {family_tree.Kind} */ kind, /** @type {number} */ index) =>
    el(
      "button",
      {
        type: "button",
        class: "choice",
        "aria-pressed": String(!family.off.has(index)),
        "data-focus": `kind-${index}`,
        onclick: () => change(family, { off: toggled(family.off, index) }),
      },
      svg("svg", { width: 14, height: 14, "aria-hidden": "true" }, markOf(kind, 7, 7)),
      kind.name,
    );
  return el(
    "div",
    { class: "choices", role: "group", "aria-label": labels.kinds },
    el("span", {}, labels.kinds),
    ...kinds.map(choice),
  );
}

/**
 * @param {Set<number>} off
 * @param {number} index
 */
function toggled(off, index) {
  const now = new Set(off);
  if (!now.delete(index)) now.add(index);
  return now;
}

/**
 * @param {Family} family
 * @param {Partial<Family>} fields
 */
function change(family, fields) {
  Object.assign(family, fields);
  draw(family);
}
