// Surprise along the text: amber bars are what each token cost, the line is what was to be expected before it.
const HEIGHT = 96;
const CROWDED = 160; // tokens from where the line is drawn thinner, so that the bars stay in sight

/** @param {Shown<surprisal_path.SurprisalPath, surprisal_path.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const { places } = data;
  const columns = places.length + 1;
  const before = [...places, data.texts.length].map((place) => place - 1);
  const top = Math.max(10, ...before.flatMap((place) => [data.bits[place] ?? 0, data.entropies[place] ?? 0]));
  const readout = el("span", { class: "readout", "aria-live": "off" });
  const plot = plotOf(data, columns, top);
  const columnOf = (event) => Math.floor((event.offsetX / plot.clientWidth) * columns);
  plot.addEventListener("mousemove", (event) => readout.replaceChildren(...say(columnOf(event), data)));
  plot.addEventListener("mouseleave", () => readout.replaceChildren());
  plot.addEventListener(
    "click",
    (event) => columnOf(event) < places.length && setTriggerValue("position", places[columnOf(event)]),
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
function plotOf({ bits, entropies, n_prompt, selected, alt, places }, columns, top) {
  const y = (value) => (HEIGHT * (1 - value / top)).toFixed(1);
  const bars = (written) =>
    places
      .map((place, i) =>
        place && place >= n_prompt === written ? `M${i + 0.08} ${HEIGHT}V${y(bits[place - 1])}h.84V${HEIGHT}z` : "",
      )
      .join("");
  const line = [...places, entropies.length]
    .map((place, i) => (place ? `L${i + 0.5} ${y(entropies[place - 1])}` : ""))
    .join("")
    .replace("L", "M");
  const boundary = places.filter((place) => place < n_prompt).length;
  const at = selected === null ? -1 : places.indexOf(selected);
  return svg(
    "svg",
    { viewBox: `0 0 ${columns} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": alt },
    at < 0 ? null : svg("rect", { class: "selected", x: at, y: 0, width: 1, height: HEIGHT }),
    svg("path", { class: "prompt", d: bars(false) }),
    svg("path", { class: "new", d: bars(true) }),
    svg("path", { class: columns > CROWDED ? "entropy fine" : "entropy", d: line }),
    svg("path", { class: "boundary", d: `M${boundary} 0V${HEIGHT}` }),
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
function say(column, { bits, entropies, texts, labels, places }) {
  const place = places[column] ?? texts.length;
  const word = place < texts.length ? el("bdi", { class: "mono" }, texts[place]) : labels.next;
  const numbers = [];
  if (place > 0 && place < texts.length) numbers.push(`${labels.surprisal} ${bits[place - 1].toFixed(1)}`);
  if (place > 0) numbers.push(`${labels.entropy} ${entropies[place - 1].toFixed(1)} ${labels.bits}`);
  return [word, ` ${numbers.join(", ")}`];
}
