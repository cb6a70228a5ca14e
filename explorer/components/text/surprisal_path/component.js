// Surprise along the text: amber bars are what each token cost, the line is what was to be expected before it.
const HEIGHT = 96;
const CROWDED = 160; // tokens from where the line is drawn thinner, so that the bars stay in sight

/** @param {Shown<surprisal_path.SurprisalPath, surprisal_path.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const columns = data.texts.length + 1;
  const top = Math.max(10, ...data.bits, ...data.entropies);
  const readout = el("span", { class: "readout", "aria-live": "off" });
  const plot = plotOf(data, columns, top);
  const columnOf = (event) => Math.floor((event.offsetX / plot.clientWidth) * columns);
  plot.addEventListener("mousemove", (event) => readout.replaceChildren(...say(columnOf(event), data)));
  plot.addEventListener("mouseleave", () => readout.replaceChildren());
  plot.addEventListener(
    "click",
    (event) => columnOf(event) < data.texts.length && setTriggerValue("position", columnOf(event)),
  );
  root.replaceChildren(
    legendOf(data.labels, readout),
    el("div", { class: "frame" }, axisOf(top, data.labels.bits), plot),
  );
}

/**
 * @param {surprisal_path.SurprisalPath} data
 * @param {number} columns
 * @param {number} top
 */
function plotOf({ bits, entropies, n_prompt, selected, alt }, columns, top) {
  const y = (value) => (HEIGHT * (1 - value / top)).toFixed(1);
  const bars = (from, to) =>
    bits
      .slice(from - 1, to - 1)
      .map((value, i) => `M${from + i + 0.08} ${HEIGHT}V${y(value)}h.84V${HEIGHT}z`)
      .join("");
  const line = entropies.map((value, i) => `${i ? "L" : "M"}${i + 1.5} ${y(value)}`).join("");
  return svg(
    "svg",
    { viewBox: `0 0 ${columns} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": alt },
    selected === null ? null : svg("rect", { class: "selected", x: selected, y: 0, width: 1, height: HEIGHT }),
    svg("path", { class: "prompt", d: bars(1, n_prompt) }),
    svg("path", { class: "new", d: bars(Math.max(1, n_prompt), columns - 1) }),
    svg("path", { class: columns > CROWDED ? "entropy fine" : "entropy", d: line }),
    svg("path", { class: "boundary", d: `M${n_prompt} 0V${HEIGHT}` }),
  );
}

/**
 * @param {number} top
 * @param {string} unit
 */
function axisOf(top, unit) {
  const step = top < 15 ? 5 : 10;
  const values = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
  const marks = values.map((value) =>
    el(
      "span",
      { style: { top: `${100 * (1 - value / top)}%` } },
      value === values.at(-1) ? `${value} ${unit}` : String(value),
    ),
  );
  return el("div", { class: "axis", "aria-hidden": "true" }, ...marks);
}

/**
 * @param {surprisal_path.Labels} labels
 * @param {HTMLElement} readout
 */
function legendOf(labels, readout) {
  return el(
    "div",
    { class: "legend" },
    el("span", {}, el("i", { class: "bar" }), labels.surprisal),
    el("span", {}, el("i", { class: "line" }), labels.entropy),
    readout,
  );
}

/**
 * @param {number} column
 * @param {surprisal_path.SurprisalPath} data
 */
function say(column, { bits, entropies, texts, labels }) {
  const word = column < texts.length ? el("bdi", { class: "mono" }, texts[column]) : labels.next;
  const numbers = [];
  if (column > 0 && column < texts.length) numbers.push(`${labels.surprisal} ${bits[column - 1].toFixed(1)}`);
  if (column > 0 && column <= texts.length)
    numbers.push(`${labels.entropy} ${entropies[column - 1].toFixed(1)} ${labels.bits}`);
  return [word, ` ${numbers.join(", ")}`];
}
