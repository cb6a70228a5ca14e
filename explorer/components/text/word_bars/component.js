// A text in words with bars over each, on one scale; the lines break as those of a text do.
const HIGH = 92; // px of the longest bar

/** @param {Shown<word_bars.WordBars, word_bars.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const known = data.series.flatMap((series) => series.values.filter((value) => value !== null));
  const most = Math.max(1, ...known);
  const readout = el("output", { class: "readout" }, data.titles[data.selected]);
  const tell = (/** @type {number} */ index) => (readout.textContent = data.titles[index]);
  const words = data.words.map((word, index) =>
    el(
      "button",
      {
        type: "button",
        class: index === data.selected ? "word selected" : "word",
        "aria-label": `${word}: ${data.titles[index]}`,
        "aria-pressed": String(index === data.selected),
        "data-focus": `word-${index}`,
        onclick: () => setTriggerValue("word", index),
        onpointerenter: () => tell(index),
        onfocus: () => tell(index),
      },
      barsOf(data.series, index, most),
      el("bdi", {}, word),
    ),
  );
  const text = el("div", { class: "text", role: "group", "aria-label": data.label }, ...words);
  text.addEventListener("pointerleave", () => tell(data.selected));
  redraw(rootOf(component), legendOf(data, most), text, readout);
}

/**
 * @param {word_bars.Series[]} series
 * @param {number} index
 * @param {number} most
 */
function barsOf(series, index, most) {
  const bars = series.map(({ role, values }) => {
    const value = values[index];
    if (value === null) return el("i", { class: "none" });
    const height = `${Math.max(1, (HIGH * value) / most)}px`;
    return el("i", { style: { height, background: `var(--${role})` } });
  });
  return el("span", { class: "bars", "aria-hidden": "true", style: { height: `${HIGH}px` } }, ...bars);
}

/**
 * @param {word_bars.WordBars} data
 * @param {number} most
 */
function legendOf({ series, unit }, most) {
  const keys = series.map(({ name, role }) =>
    el("span", {}, el("i", { style: { background: `var(--${role})` } }), el("bdi", {}, name)),
  );
  return el("p", { class: "legend" }, ...keys, el("span", {}, filled(unit, { most: most.toFixed(1) })));
}
