// One sentence; tokens in it are chips.
/** @param {Shown<sentence.Sentence>} component */
export default function (component) {
  const { data } = component;
  const words = data.parts.map(wordOf);
  redraw(rootOf(component), el("p", { class: data.strong ? "sentence strong" : "sentence" }, ...words));
}
