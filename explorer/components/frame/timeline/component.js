// Years on a line: side by side, or beneath one another where there is no room.
/** @param {Shown<timeline.Timeline, timeline.Events>} component */
export default function (component) {
  const { data } = component;
  const years = data.years.map(({ year, name, told }) =>
    el(
      "li",
      { class: "event" },
      el("div", { class: "year" }, String(year)),
      el("div", { class: "name" }, name),
      el("p", { class: "told" }, told),
    ),
  );
  redraw(rootOf(component), el("ol", { class: "timeline", "aria-label": data.label }, ...years));
}
