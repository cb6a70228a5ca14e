// A button that copies an address of this app.
/** @param {Shown<copy_link.CopyLink>} component */
export default function (component) {
  const { href, label, copied } = component.data;
  redraw(rootOf(component), copyButton(href, label, copied, { class: "copy", "data-focus": "copy" }));
}
