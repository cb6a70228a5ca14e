// A long list of tokens. Only the rows in sight are elements; rows that are not here yet are asked for.
const ROW = 30; // pixels
const PAUSE = 150; // milliseconds without a key before a search is sent
/** @type {("id" | "token" | "bytes" | "length" | "script")[]} */
const HEADINGS = ["id", "token", "bytes", "length", "script"];

/**
 * @typedef {Kept<vocabulary_list.VocabularyList> & { trigger: Send<vocabulary_list.Events> } &
 *   { rows: Map<number, vocabulary_list.Entry>, at: number }} List
 */

/** @param {Shown<vocabulary_list.VocabularyList, vocabulary_list.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  /** @type {List} */
  const list = root.list ?? (root.list = build(root));
  list.data = data;
  list.trigger = setTriggerValue;
  if (list.version !== data.version)
    Object.assign(list, { version: data.version, rows: new Map(), asked: null, at: 0, fresh: true });
  data.rows.forEach((row, i) => list.rows.set(data.start + i, row));
  write(list);
  if (list.fresh) list.scroller.scrollTop = ROW * data.start;
  list.fresh = false;
  paint(list);
}

/** @param {Root} root */
function build(root) {
  const search = el("input", { type: "search", spellcheck: "false", dir: "auto", "data-focus": "search" });
  const found = el("span", { class: "found", role: "status" });
  const space = el("div", { class: "space" });
  const scroller = el("div", { class: "scroller", role: "listbox", tabindex: 0, "data-focus": "list" }, space);
  const head = el("div", { class: "row head", "aria-hidden": "true" });
  /** @type {any} */
  const list = { search, found, space, scroller, head, rows: new Map(), version: null, timer: 0, at: 0 };
  search.addEventListener("keydown", (event) => event.stopPropagation());
  search.addEventListener("input", () => {
    clearTimeout(list.timer);
    list.timer = setTimeout(() => list.trigger("search", search.value), PAUSE);
  });
  scroller.addEventListener("scroll", () => requestAnimationFrame(() => paint(list)));
  scroller.addEventListener("keydown", (event) => step(event, list));
  root.replaceChildren(el("div", { class: "top" }, search, found), head, scroller);
  return list;
}

/** @param {List} list */
function write(list) {
  const { data, search, found, head, scroller, space } = list;
  search.placeholder = data.labels.placeholder;
  search.setAttribute("aria-label", data.labels.search);
  if (list.query === undefined) search.value = data.query;
  list.query = data.query;
  found.textContent = data.labels.found;
  scroller.setAttribute("aria-label", data.labels.list);
  head.replaceChildren(...HEADINGS.map((name) => el("span", { class: name }, data.labels[name])));
  space.style.height = `${Math.max(ROW * data.total, 40)}px`;
}

/** @param {List} list */
function paint(list) {
  const { data, scroller, space } = list;
  const first = Math.max(0, Math.floor(scroller.scrollTop / ROW) - 4);
  const last = Math.min(data.total, first + Math.ceil(scroller.clientHeight / ROW) + 8);
  const made = [];
  let missing = null;
  for (let i = first; i < last; i++) {
    const row = list.rows.get(i);
    if (!row) missing ??= i;
    made.push(row ? rowOf(row, i, list) : el("div", { class: "row", style: { top: `${ROW * i}px` } }, "…"));
  }
  if (!data.total) made.push(el("p", { class: "nothing" }, data.labels.nothing));
  space.replaceChildren(...made);
  if (missing !== null) ask(list, missing);
}

/**
 * @param {List} list
 * @param {number} missing
 */
function ask(list, missing) {
  const start = Math.max(0, missing - Math.floor(list.data.window / 3));
  clearTimeout(list.asking);
  list.asking = setTimeout(() => list.trigger("scrolled", start), 60);
}

/**
 * @param {vocabulary_list.Entry} entry
 * @param {number} index
 * @param {List} list
 */
function rowOf({ id, text, bytes, length, script, here }, index, list) {
  const selected = id === list.data.selected;
  const classes = ["row", selected && "selected", index === list.at && "at", here && "here"];
  return el(
    "div",
    {
      class: classes.filter(Boolean).join(" "),
      role: "option",
      id: `row-${index}`,
      "aria-selected": selected ? "true" : "false",
      "aria-posinset": index + 1,
      "aria-setsize": list.data.total,
      title: here ? list.data.labels.here : null,
      style: { top: `${ROW * index}px` },
      onclick: () => choose(list, index),
    },
    el("span", { class: "id" }, String(id)),
    el("span", { class: "token mono" }, el("bdi", { class: "chip" }, text)),
    el("span", { class: "bytes mono" }, bytes),
    el("span", { class: "length" }, String(length)),
    el("span", { class: "script" }, script),
  );
}

/**
 * @param {List} list
 * @param {number} index
 */
function choose(list, index) {
  list.at = index;
  const row = list.rows.get(index);
  if (row) list.trigger("opened", row.id);
  list.scroller.focus({ preventScroll: true });
  paint(list);
}

/**
 * @param {KeyboardEvent} event
 * @param {List} list
 */
function step(event, list) {
  const page = Math.floor(list.scroller.clientHeight / ROW);
  const way = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
  if (event.key === "Enter") return choose(list, list.at);
  if (way === undefined) return;
  list.at = Math.max(0, Math.min(list.data.total - 1, list.at + way));
  const top = ROW * list.at;
  if (top < list.scroller.scrollTop) list.scroller.scrollTop = top;
  if (top + ROW > list.scroller.scrollTop + list.scroller.clientHeight)
    list.scroller.scrollTop = top + ROW - list.scroller.clientHeight;
  list.scroller.setAttribute("aria-activedescendant", `row-${list.at}`);
  paint(list);
  event.preventDefault();
}
