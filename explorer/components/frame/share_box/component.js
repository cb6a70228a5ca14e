// A link with a button that copies it, its code for phones, and the lines that put the view into another page.

/** Milliseconds for which a button says that it has copied. */
const SAID = 2000;

/** @param {Shown<share_box.ShareBox>} component */
export default function (component) {
  const { data } = component;
  const { labels } = data;
  redraw(
    rootOf(component),
    fieldOf("link", labels.link, el("input", { readonly: true, value: data.link }), data),
    data.code && qrOf(data.code, labels.code),
    data.note && el("p", {}, data.note),
    fieldOf("embed", labels.embed, el("textarea", { readonly: true, rows: 2 }, data.embed), data),
  );
}

/**
 * @param {string} name
 * @param {string} label
 * @param {HTMLInputElement | HTMLTextAreaElement} field
 * @param {share_box.ShareBox} data
 */
function fieldOf(name, label, field, { labels }) {
  const say = (/** @type {string} */ what) => {
    button.textContent = what;
    button.setAttribute("aria-label", `${what}: ${label}`);
  };
  const taken = async () => {
    await copy(field.value);
    field.select();
    say(labels.copied);
    setTimeout(() => say(labels.copy), SAID);
  };
  const button = el("button", { type: "button", "data-focus": `copy-${name}`, onclick: taken });
  say(labels.copy);
  field.addEventListener("focus", () => field.select());
  field.setAttribute("data-focus", name);
  return el("div", { class: "field" }, el("label", {}, el("span", {}, label), field), button);
}
