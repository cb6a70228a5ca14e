// Neurons as bars to the right and left of zero, each with the tokens that it pushes up.
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const most = Math.max(...data.neurons.map(({ value }) => Math.abs(value)), 1e-9);
  const both = data.neurons.some(({ value }) => value < 0) && data.neurons.some(({ value }) => value > 0);
  const rows = data.neurons.map((neuron) => rowOf(neuron, most, both));
  const heads = [data.labels.neuron, data.labels.activation, "", data.labels.pushes].map((text) => el("th", { scope: "col" }, text));
  redraw(root, el("table", { "aria-label": data.labels.table }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...rows)));
}

function rowOf({ index, value, words }, most, both) {
  const share = (both ? 50 : 100) * (Math.abs(value) / most);
  const left = both ? (value < 0 ? 50 - share : 50) : 0;
  const bar = el("i", { class: value < 0 ? "negative" : null, style: { left: `${left}%`, width: `${share}%` } });
  return el(
    "tr",
    {},
    el("th", { scope: "row", class: "mono" }, String(index)),
    el("td", { class: "bar" }, el("span", { class: both ? "axis both" : "axis" }, bar)),
    el("td", { class: "value" }, value.toFixed(2).replace("-", "−")),
    el("td", { class: "words" }, ...words.map((word) => el("bdi", { class: "mono" }, word))),
  );
}
