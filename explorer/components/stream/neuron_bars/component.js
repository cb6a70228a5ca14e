// Neurons as bars to the right and left of zero, each with the tokens that it pushes up and down.
/** @param {Shown<neuron_bars.NeuronBars>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const most = Math.max(...data.neurons.map(({ value }) => Math.abs(value)), 1e-9);
  const both = data.neurons.some(({ value }) => value < 0) && data.neurons.some(({ value }) => value > 0);
  const rows = data.neurons.map((neuron) => rowOf(neuron, most, both, data.labels));
  const { labels } = data;
  const told = data.neurons.some(({ part }) => part !== null);
  const worded = data.neurons.some(({ words }) => words.length > 0);
  const names = [
    labels.neuron,
    labels.activation,
    "",
    told ? labels.part : null,
    worded ? labels.pushes : null,
    worded ? labels.lowers : null,
  ].filter((name) => name !== null);
  const heads = names.map((text) =>
    el("th", { scope: "col", class: text === labels.part && told ? "part" : null }, text),
  );
  redraw(
    root,
    el("table", { "aria-label": data.labels.table }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)),
  );
}

/**
 * @param {neuron_bars.Neuron} neuron
 * @param {number} most
 * @param {boolean} both
 * @param {neuron_bars.Labels} labels
 */
function rowOf({ index, value, words, lowered, part, layer }, most, both, labels) {
  const name = layer === null ? String(index) : filled(labels.place, { layer: layer + 1, neuron: index });
  const share = (both ? 50 : 100) * (Math.abs(value) / most);
  const left = both ? (value < 0 ? 50 - share : 50) : 0;
  const bar = el("i", { class: value < 0 ? "negative" : null, style: { left: `${left}%`, width: `${share}%` } });
  return el(
    "tr",
    {},
    el("th", { scope: "row", class: "mono" }, name),
    el("td", { class: "bar" }, el("span", { class: both ? "axis both" : "axis" }, bar)),
    el("td", { class: "value" }, value.toFixed(2).replace("-", "−")),
    part === null ? null : el("td", { class: part < 0 ? "part loss" : "part gain" }, signed(part)),
    ...[words, lowered].map((list) =>
      el("td", { class: "words" }, ...list.map((word) => el("bdi", { class: "mono" }, word))),
    ),
  );
}
