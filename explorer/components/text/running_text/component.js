// The text in running lines, with a button that copies it.
const TOLD = 1500; // ms that the button says so

/** @param {Shown<running_text.RunningText>} component */
export default function (component) {
  const { typed, written, answer, labels } = component.data;
  const words = el(
    "p",
    { class: "words", tabindex: 0, role: "region", "aria-label": labels.text },
    el("bdi", { class: "typed" }, typed),
    el("bdi", { class: answer ? "written answer" : "written" }, written),
  );
  const button = el("button", { type: "button", "data-focus": "copy" }, labels.copy);
  const said = (/** @type {string} */ text) => (button.textContent = text);
  button.onclick = () => {
    copy([typed, written].join(answer ? "\n" : "")).then(() => said(labels.copied));
    setTimeout(() => said(labels.copy), TOLD);
  };
  redraw(rootOf(component), el("div", { class: "running" }, words, button));
  words.scrollTop = words.scrollHeight;
}
