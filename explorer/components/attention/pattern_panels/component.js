// Patterns side by side. A row is a query; pointing at one lights it up in every panel, and beneath each panel stand the
// keys with the largest shares of that row. A click selects the token for every page.
const LABELS = 84; // px for the queries' names
const LINE = 13; // px that a name needs
const ABOVE = 58; // px for the keys' names
const WIDEST = 420; // px of a heatmap
const LARGEST = 64; // px of a cell
const LISTED = 6;

/**
 * @typedef {Record<string, any> & { panel: pattern_panels.Panel, n: number, weight: Shares }} Drawn
 * @typedef {Kept<pattern_panels.PatternPanels> & { panels: Drawn[] }} View
 */

/** @param {Shown<pattern_panels.PatternPanels, pattern_panels.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  /** @type {View} */
  const view = root.view ?? (root.view = { root });
  view.data = data;
  view.active = null;
  view.n = data.panels[0].tokens.length;
  view.send = () => setTriggerValue("chosen", view.active ?? data.position);
  view.panels = data.panels.map((panel) => build(view, panel));
  view.board = el(
    "div",
    {
      class: "panels",
      tabindex: 0,
      role: "slider",
      "aria-orientation": "vertical",
      "aria-label": data.labels.view,
      "data-focus": "panels",
    },
    ...view.panels.map(({ box }) => box),
  );
  view.board.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => step(view, event));
  view.board.addEventListener("blur", () => light(view, null));
  redraw(root, view.board, el("p", { class: "how" }, data.labels.how));
  paintAtAnySize(root, () => draw(view));
  view.parts = Infinity;
  inParts(root, view.n, (k) => reveal(view, k));
}

/**
 * The rows of the first tokens alone, and the last of them.
 * @param {View} view
 * @param {number} tokens
 */
function reveal(view, tokens) {
  view.parts = Math.max(1, tokens);
  draw(view);
  if (tokens < view.n) light(view, view.parts - 1);
}

/**
 * @param {View} view
 * @param {pattern_panels.Panel} panel
 * @returns {Drawn}
 */
function build(view, panel) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const band = el("div", { class: "band" });
  const names = el("div", { "aria-hidden": "true" });
  const tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const keys = el("div", { class: "keys", "aria-hidden": "true", style: { height: `${enlarged(ABOVE)}px` } });
  const field = el("div", { class: "field" }, canvas, band, names, tip);
  const list = el("ol", { class: "list" });
  const box = el(
    "section",
    { class: "panel" },
    el("h4", {}, panel.title),
    el("p", { class: "note" }, panel.note),
    keys,
    field,
    list,
  );
  /** @type {Drawn} */
  const made = {
    panel,
    canvas,
    band,
    names,
    keys,
    tip,
    field,
    list,
    box,
    n: panel.tokens.length,
    weight: reader(panel),
  };
  // Where a row of this panel is counted by the first.
  made.rowOf = (/** @type {number} */ at) => (panel.rows ? panel.rows[at] : at);
  made.atOf = (/** @type {number} */ row) => (panel.rows ? panel.rows.findLastIndex((known) => known <= row) : row);
  field.addEventListener("pointermove", (event) => point(view, made, event));
  field.addEventListener("pointerleave", () => light(view, null));
  field.addEventListener("click", () => view.active !== null && view.send());
  return made;
}

/**
 * What columns and rows are, and the columns' names, as many as there is room for.
 * @param {Drawn} drawn
 * @param {pattern_panels.Labels} labels
 */
function keysOf({ n, side, panel }, { key, query }) {
  const cell = side / n;
  const every = Math.max(1, Math.ceil(enlarged(LINE) / cell));
  const names = panel.tokens
    .map((text, i) => ({ text, i }))
    .filter(({ i }) => i % every === 0)
    .map(({ text, i }) => el("bdi", { class: "column mono", style: { left: `${(i + 0.5) * cell}px` } }, text));
  const rows = el(
    "span",
    { class: "row", style: { left: `${side + 6}px`, width: `${enlarged(LABELS - 8)}px` } },
    `↓ ${query}`,
  );
  return [el("span", { class: "columns" }, `→ ${key}`), rows, ...names];
}

/** @param {View} view */
function draw(view) {
  const width = view.root.clientWidth;
  if (!width) return;
  const columns = Math.max(1, Math.min(view.panels.length, Math.floor((width + 24) / 300)));
  const room = Math.floor((width - 24 * (columns - 1)) / columns);
  for (const made of view.panels) {
    made.box.style.width = `${room}px`;
    const tallest = roomIn(view.root, Infinity) - enlarged(ABOVE) - enlarged(34);
    made.side = Math.max(60, Math.min(enlarged(WIDEST), room - enlarged(LABELS), LARGEST * made.n, tallest));
    made.field.style.height = `${made.side}px`;
    made.list.style.maxWidth = `${Math.max(enlarged(300), made.side + enlarged(LABELS))}px`;
    made.keys.replaceChildren(...keysOf(made, view.data.labels));
    const rows = view.parts < view.n ? made.rowOf(view.parts - 1) + 1 : made.n;
    paintPattern(made.canvas, made.side, made.panel, made.n, made.weight, view.data, rows);
  }
  light(view, view.active);
}

/**
 * Show one query in every panel; null is the selected one.
 * @param {View} view
 * @param {number | null} active
 */
function light(view, active) {
  view.active = active;
  const at = active ?? view.data.position;
  for (const made of view.panels) {
    const row = made.rowOf(at);
    const cell = made.side / made.n;
    const thick = Math.max(cell, 3);
    Object.assign(made.band.style, {
      top: `${(row + 0.5) * cell - thick / 2 - 1}px`,
      width: `${made.side + 3}px`,
      height: `${thick + 2}px`,
    });
    made.names.replaceChildren(...namesOf(made, row));
    made.list.replaceChildren(...largest(made, row).map((key) => bar(made, row, key)));
    if (active === null) made.tip.hidden = true;
  }
  view.board.setAttribute("aria-valuemin", 1);
  view.board.setAttribute("aria-valuemax", view.n);
  view.board.setAttribute("aria-valuenow", at + 1);
  view.board.setAttribute("aria-valuetext", spoken(view, at));
}

/**
 * @param {Drawn} drawn
 * @param {number} active
 */
function namesOf({ n, side, panel }, active) {
  const cell = side / n;
  const every = Math.max(1, Math.ceil(enlarged(LINE) / cell));
  const shown = Array.from({ length: n }, (_, i) => i).filter(
    (i) => i === active || (i % every === 0 && Math.abs(i - active) >= every),
  );
  return shown.map((i) =>
    el(
      "div",
      {
        class: `name mono${i === active ? " active" : ""}`,
        style: { top: `${(i + 0.5) * cell}px`, left: `${side + 6}px`, width: `${enlarged(LABELS - 8)}px` },
      },
      el("bdi", {}, panel.tokens[i]),
    ),
  );
}

/**
 * @param {Drawn} drawn
 * @param {number} row
 */
function largest({ n, weight }, row) {
  return ranked(n, (key) => weight(row, key))
    .slice(0, LISTED)
    .filter((key) => weight(row, key) > 0);
}

/**
 * @param {Drawn} drawn
 * @param {number} row
 * @param {number} key
 */
function bar({ panel, weight }, row, key) {
  const share = weight(row, key);
  return el(
    "li",
    {},
    el("bdi", { class: "mono key" }, panel.tokens[key]),
    el("span", { class: "place" }, String(key + 1)),
    el("span", { class: "track" }, el("i", { style: { width: `${100 * share}%` } })),
    el("span", { class: "share" }, percent(share)),
  );
}

/**
 * @param {View} view
 * @param {Drawn} made
 * @param {PointerEvent} event
 */
function point(view, made, event) {
  const box = made.field.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const nth = (/** @type {number} */ value) =>
    value >= 0 && value < made.side ? Math.floor((value * made.n) / made.side) : null;
  const [query, key] = [nth(y), nth(x)];
  if (query === null) return light(view, null);
  const at = Math.max(0, made.atOf(query));
  if (at !== view.active) light(view, at);
  const own = made.rowOf(at);
  for (const other of view.panels) other.tip.hidden = other !== made || key === null;
  if (key === null) return;
  const words = hidden(made.panel, made.n, own, key) ? view.data.labels.unseen : view.data.labels.looks;
  const places = { query: made.panel.tokens[own], key: made.panel.tokens[key], share: percent(made.weight(own, key)) };
  made.tip.textContent = filled(words, places);
  made.tip.style.left = `${Math.max(0, Math.min(x + 12, box.width - made.tip.offsetWidth))}px`;
  made.tip.style.top = `${y + 16}px`;
}

/**
 * Up and down walk through the queries, Enter selects.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function step(view, event) {
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
  if (by) light(view, Math.max(0, Math.min(view.n - 1, (view.active ?? view.data.position) + by)));
  else if (event.key === "Enter" || event.key === " ") view.send();
  else return;
  event.preventDefault();
}

/**
 * @param {View} view
 * @param {number} at
 */
function spoken({ panels }, at) {
  const one = (/** @type {Drawn} */ made) => {
    const row = made.rowOf(at);
    return `${made.panel.title}: ${made.panel.tokens[row]}: ${largest(made, row)
      .slice(0, 3)
      .map((key) => `${made.panel.tokens[key]} ${percent(made.weight(row, key))}`)
      .join(", ")}`;
  };
  return panels.map(one).join("; ");
}
