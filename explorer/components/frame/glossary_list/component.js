// All terms as lists, one a page; typing narrows them down in the browser.
/** @param {Shown<glossary_list.GlossaryList, glossary_list.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const groups = data.groups.map((group) => groupOf(group, component));
  const none = el("p", { class: "none", role: "status", hidden: true }, data.none);
  const box = el("input", { type: "search", "aria-label": data.narrow, placeholder: data.narrow, "data-focus": "box" });
  box.value = root.querySelector("input")?.value ?? "";
  const narrow = () => {
    const left = groups.map((group) => group.narrow(box.value)).reduce((all, some) => all + some, 0);
    none.hidden = left > 0;
  };
  box.addEventListener("input", narrow);
  redraw(root, box, none, ...groups.map((group) => group.section));
  narrow();
}

/**
 * @param {glossary_list.Group} group
 * @param {Shown<glossary_list.GlossaryList, glossary_list.Events>} component
 */
function groupOf(group, component) {
  const entries = group.entries.map((entry) => ({ entry, row: rowOf(entry, component) }));
  const section = el("section", {}, el("h3", {}, group.name), el("dl", {}, ...entries.map(({ row }) => row)));
  const narrow = (/** @type {string} */ typed) => {
    for (const { entry, row } of entries) row.hidden = !has(entry, typed);
    const left = entries.filter(({ row }) => !row.hidden).length;
    section.hidden = left === 0;
    return left;
  };
  return { section, narrow };
}

/**
 * @param {glossary_list.Entry} entry
 * @param {Shown<glossary_list.GlossaryList, glossary_list.Events>} component
 */
function rowOf(entry, component) {
  const lead = (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    component.setTriggerValue("lead", entry.slug);
  };
  return el(
    "div",
    {},
    el("dt", {}, el("bdi", {}, entry.word), entry.also ? el("bdi", { class: "also" }, entry.also) : null),
    el("dd", {}, entry.says, " ", el("a", { href: entry.href, onclick: lead }, entry.seen)),
  );
}

/**
 * Whether a term has what was typed in its word or in its sentence, whatever the letters' size and width.
 * @param {glossary_list.Entry} entry
 * @param {string} typed
 */
function has(entry, typed) {
  const plain = (/** @type {string} */ text) => text.normalize("NFKC").toLowerCase();
  return plain(`${entry.word} ${entry.also} ${entry.says}`).includes(plain(typed.trim()));
}
