// A button that copies an address of this app.
const TOLD = 1500; // ms that the button says so

/** @param {Shown<copy_link.CopyLink>} component */
export default function (component) {
  const { href, label, copied } = component.data;
  const button = el("button", { type: "button", class: "copy", "data-focus": "copy" }, label);
  button.onclick = async () => {
    await copy(new URL(href, document.baseURI).href);
    button.textContent = copied;
    setTimeout(() => (button.textContent = label), TOLD);
  };
  redraw(rootOf(component), button);
}
