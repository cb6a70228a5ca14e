// One sentence; tokens in it are chips.
export default function (component) {
  const { data } = component;
  const words = data.parts.map(({ text, chip }) => (chip ? el("bdi", { class: "chip mono" }, text) : text));
  redraw(rootOf(component), el("p", { class: data.strong ? "sentence strong" : "sentence" }, ...words));
}
