// How the heads are sorted, and which kind of them is looked at alone.

/**
 * Heads of this run that do something one can name.
 * @param {Wall} wall
 */
function guidesOf(wall) {
  const { guides, labels } = wall.data;
  const button = (/** @type {head_wall.Guide} */ { said, at }) =>
    el("button", { type: "button", class: "guide", onclick: () => choose(wall, at, 0) }, said);
  return guides.length ? [el("span", {}, labels.guides), ...guides.map(button)] : [];
}

/**
 * What the heads are sorted by, and the names that some of them have.
 * @param {Wall} wall
 */
function toolsOf(wall) {
  const { orders, kinds, names, labels } = wall.data;
  if (!orders.length) return [];
  const choices = [labels.layers, ...orders.map(({ label }) => label)];
  const options = choices.map((text, i) => el("option", { value: i - 1, selected: i - 1 === wall.order }, text));
  const select = el("select", { "data-focus": "order", onchange: () => sort(wall, Number(select.value)) }, ...options);
  const chips = kinds.map((kind) => {
    const n = names.filter((name) => name === kind.id).length;
    const pressed = wall.kind === kind.id;
    const chip = {
      type: "button",
      class: "kind",
      "data-term": TERMS[kind.id],
      "aria-pressed": String(pressed),
      "data-focus": kind.id,
      disabled: !n,
      onclick: () => single(wall, pressed ? null : kind.id),
    };
    return el("button", chip, el("b", {}, kind.mark), ` ${kind.label} `, el("span", { class: "n" }, String(n)));
  });
  return [
    el("label", { class: "order" }, `${labels.order} `, select),
    el("div", { class: "kinds", role: "group", "aria-label": labels.kinds }, ...chips),
  ];
}

/**
 * @param {Wall} wall
 * @param {number} order
 */
function sort(wall, order) {
  wall.order = order;
  wall.slots = slotsOf(wall);
  draw(wall);
}

/**
 * @param {Wall} wall
 * @param {string | null} kind
 */
function single(wall, kind) {
  wall.kind = kind;
  redraw(wall.tools, ...toolsOf(wall));
  draw(wall);
}
