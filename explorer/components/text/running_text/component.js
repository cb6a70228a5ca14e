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

/**
 * Without a safe connection a browser has no clipboard to write to: then by way of a selection, as before.
 * @param {string} text
 */
async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = el("textarea", { style: { position: "fixed", opacity: "0" } });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
