// One head. Left its pattern, query rows and key columns; the tokens that ask stand at the end of their rows, and arcs
// lead from there to the tokens that are looked at. Pointing at a token or a row lights up where it looks, here in the
// browser; a click selects the token for every page.
/**
 * @typedef {"query" | "key"} Kind
 * @typedef {{ at: number, kind: Kind }} Active
 * @typedef {{ x: number, y: number, side: number }} Column
 * @typedef {{ top: number, side: number, text: number, answer: number, height: number, asks: Column[],
 *   arcs: { left: number, right: number, y: number, side: number } }} Placed
 * @typedef {Kept<head_view.HeadView> & { at: Placed } & { n: number, weight: Shares, root: HTMLElement, active: Active | null, parts: number }} View
 */

/** @param {Shown<head_view.HeadView, head_view.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const view = root.view ?? (root.view = build(root));
  Object.assign(view, { data, n: data.tokens.length, weight: reader(data), active: null, parts: Infinity });
  inParts(root, view.n, (k) => reveal(view, k));
  view.send = (/** @type {number} */ position) => setTriggerValue("chosen", position);
  view.stage.setAttribute("aria-label", data.labels.view);
  view.notes.replaceChildren(...data.notes.map((note) => el("p", { class: "note" }, note)));
  legend(view);
  words(view);
  draw(view);
}

/** @param {Root} root */
function build(root) {
  const canvas = { heat: el("canvas"), arcs: el("canvas") };
  const marks = el("div", { "aria-hidden": "true" });
  const tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const stage = el(
    "div",
    { class: "stage", tabindex: 0, role: "slider", "aria-orientation": "vertical" },
    canvas.heat,
    canvas.arcs,
    marks,
    tip,
  );
  /** @type {any} */
  const view = {
    root,
    stage,
    canvas,
    marks,
    tip,
    legend: el("div", { class: "foot" }),
    notes: el("div"),
    text: el("div", { class: "text", "aria-hidden": "true" }),
  };
  stage.addEventListener("pointermove", (event) => point(view, event));
  stage.addEventListener("pointerleave", () => light(view, null));
  stage.addEventListener("click", (event) => point(view, event) && view.send(view.active.at));
  stage.addEventListener("keydown", (event) => step(view, event));
  stage.addEventListener("blur", () => light(view, null));
  view.text.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => light(view, wordUnder(event)));
  view.text.addEventListener("pointerleave", () => light(view, null));
  view.text.addEventListener(
    "click",
    (/** @type {MouseEvent} */ event) => wordUnder(event) && view.send(wordUnder(event).at),
  );
  root.replaceChildren(stage, view.legend, view.text, view.notes);
  new ResizeObserver(() => view.data && draw(view)).observe(root);
  // Labels measured before their font has arrived are measured wrongly.
  document.fonts.ready.then(() => view.data && draw(view));
  return view;
}

/**
 * The rows of the first tokens alone, and where the last of them looks.
 * @param {View} view
 * @param {number} tokens
 */
function reveal(view, tokens) {
  view.parts = Math.max(1, tokens);
  draw(view);
  if (tokens < view.n) light(view, { at: asking(view) - 1, kind: "query" });
}

/** @param {View} view */
function draw(view) {
  if (!view.root.clientWidth) return;
  const at = (view.at = placed(view));
  view.stage.style.height = `${at.height}px`;
  heat(view, at);
  backdrop(view, at);
  light(view, null);
  const selected = view.text.children[view.data.position];
  view.text.scrollTop = selected.offsetTop - view.text.clientHeight / 2;
}

/**
 * Show where one query looks, or which queries look at one key: active is {at, kind: "query" | "key"}.
 * @param {View} view
 * @param {Active | null} active
 */
function light(view, active) {
  const { data, at, n } = view;
  if (!at) return;
  view.active = active;
  const { at: index, kind } = active ?? { at: Math.min(data.position, asking(view) - 1), kind: "query" };
  const { context, ratio } = surface(view.canvas.arcs, at.arcs.right - at.arcs.left, at.height);
  view.canvas.arcs.style.left = `${at.arcs.left}px`;
  context.drawImage(view.faint, 0, 0, view.faint.width / ratio, view.faint.height / ratio);
  for (let other = 0; other < n; other++) {
    if (kind === "query") arc(context, view, index, other, 1);
    else arc(context, view, other, index, 1);
  }
  view.marks.replaceChildren(
    ...bands(view, index, kind),
    ...columns(view, index, kind),
    ...questions(view, index, kind),
    ...answers(view, index, kind),
    ...heads(view),
  );
  if (!active) view.tip.hidden = true;
  shade(view, index, kind);
  view.stage.setAttribute("aria-valuemin", 1);
  view.stage.setAttribute("aria-valuemax", n);
  view.stage.setAttribute("aria-valuenow", index + 1);
  view.stage.setAttribute("aria-valuetext", spoken(view, index));
}

/**
 * What lies under the pointer; true where that is a token.
 * @param {View} view
 * @param {PointerEvent | MouseEvent} event
 */
function point(view, event) {
  const { n, at } = view;
  const box = view.stage.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const nth = (/** @type {number} */ value, /** @type {number} */ side) =>
    value >= 0 && value < side ? Math.floor((value * n) / side) : null;
  const [row, column] = [nth(y - at.top, at.side), nth(x, at.side)];
  const asked = at.asks.find(
    (/** @type {Column} */ asks) => x >= asks.x && x < asks.x + at.text && nth(y - asks.y, asks.side) !== null,
  );
  const answered = x >= at.arcs.right ? nth(y - at.arcs.y, at.arcs.side) : null;
  const over = row !== null && column !== null;
  /** @type {Active | null} */
  let active = null;
  if (over) active = { at: row, kind: "query" };
  else if (asked) active = { at: nth(y - asked.y, asked.side), kind: "query" };
  else if (column !== null && y < at.top && y >= 0) active = { at: column, kind: "key" };
  else if (answered !== null) active = { at: answered, kind: "key" };
  light(view, active);
  view.stage.classList.toggle("aims", active !== null);
  hint(view, over ? [row, column] : null, x, y);
  return active !== null;
}

/**
 * Up and down walk through the queries, Enter selects.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function step(view, event) {
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
  const at = view.active?.kind === "query" ? view.active.at : view.data.position;
  if (by) light(view, { at: Math.max(0, Math.min(view.n - 1, at + by)), kind: "query" });
  else if (event.key === "Enter" || event.key === " ") view.send(at);
  else return;
  event.preventDefault();
}
