// The five steps of the run: a number and a name, a sentence, a picture. The name is a link, over the whole row.
/** @param {Shown<walk.Walk, walk.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const rows = data.steps.map((step, part) => el("li", { "data-part": part }, rowOf(step, data, setTriggerValue)));
  redraw(rootOf(component), el("ol", { class: "walk", "aria-label": data.label }, ...rows));
}

/**
 * @param {walk.Step} step
 * @param {walk.Walk & Look} data
 * @param {Send<walk.Events>} setTriggerValue
 */
function rowOf(step, data, setTriggerValue) {
  const link = {
    class: "name",
    href: step.href,
    title: data.open,
    "data-focus": step.page,
    onclick: (/** @type {MouseEvent} */ event) => follow(event, () => setTriggerValue("page", step.page)),
  };
  return el(
    "div",
    { class: "step", style: { "--role": `var(--${step.role})` } },
    el("a", link, el("span", { class: "number" }, step.number), step.name),
    el("span", { class: "said" }, ...step.said.map(wordOf)),
    el("span", { class: `picture ${step.kind} mono`, "aria-hidden": "true" }, ...marksOf(step, data.colors)),
    el("span", { class: "go", "aria-hidden": "true" }, "→"),
  );
}

/**
 * A plain click stays in this session; with a modifier the browser opens the address as usual.
 * @param {MouseEvent} event
 * @param {() => void} go
 */
function follow(event, go) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  go();
}

/**
 * The marks of a step; tokens that are parts of one character stand in a frame together.
 * @param {walk.Step} step
 * @param {Look["colors"]} colors
 */
function marksOf({ kind, marks, role }, colors) {
  const made = marks.map((mark) => MARKS[kind](mark, role, colors));
  const framed = marks.flatMap(({ whole, parts }, i) =>
    whole ? el("span", { class: "together" }, el("bdi", {}, whole), ...made.slice(i, i + parts)) : [],
  );
  const inside = marks.map((_, i) => marks.some(({ whole, parts }, first) => whole && first < i && i < first + parts));
  return made.flatMap((mark, i) => (marks[i].whole ? [framed.shift()] : inside[i] ? [] : [mark]));
}

/** @type {Record<walk.Step["kind"], (mark: walk.Mark, role: string, colors: Look["colors"]) => HTMLElement>} */
const MARKS = {
  row: ({ text, share, note, strong }, role, colors) => {
    const shade = along([colors.paper, colors[role]], share ?? 0);
    return el(
      "span",
      {
        class: strong ? "mark strong" : "mark",
        style: { "--shade": `rgb(${shade.join(" ")})`, "--on": inkOn(shade, colors) },
      },
      note ? el("small", {}, note) : null,
      el("bdi", {}, text),
    );
  },
  bars: ({ text, share, note, strong }) =>
    el(
      "span",
      { class: strong ? "bar strong" : "bar" },
      el("span", { class: "top" }, el("bdi", {}, text), el("span", {}, note)),
      el("span", { class: "track" }, el("i", { style: { width: `${100 * share}%` } })),
    ),
};
