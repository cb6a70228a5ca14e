// A button that opens the system's choice of a file; the file's bytes are sent, unless there are too many.
/** @param {Shown<file_box.FileBox, file_box.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "file", accept: data.accept, hidden: true }));
  const said = el("output");
  input.addEventListener("change", async () => {
    const file = input.files[0];
    if (!file) return;
    said.textContent = file.size > data.most ? data.too_large : "";
    if (file.size <= data.most) setTriggerValue("file", [file.name, base64Of(await file.arrayBuffer())]);
  });
  const button = el(
    "button",
    { type: "button", class: "file", "data-focus": "file", onclick: () => input.click() },
    data.label,
  );
  redraw(rootOf(component), button, input, said);
}

/** @param {ArrayBuffer} buffer */
function base64Of(buffer) {
  const bytes = new Uint8Array(buffer);
  let text = "";
  // A call with all bytes as arguments would be too many arguments.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
