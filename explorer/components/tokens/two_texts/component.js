// Two boxes; both texts are sent when the fingers rest.
const PAUSE = 150; // milliseconds

/** @typedef {{ name: string, area: HTMLTextAreaElement, title: HTMLElement }} Box */

/** @param {Shown<two_texts.TwoTexts, two_texts.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  if (!root.boxes) build(root, data);
  root.send = () =>
    setTriggerValue(
      "text",
      Object.fromEntries(root.boxes.map((/** @type {Box} */ { name, area }) => [name, area.value])),
    );
  data.texts.forEach(({ label, placeholder }, i) => {
    const { area, title } = root.boxes[i];
    title.textContent = label;
    area.placeholder = placeholder;
  });
}

/**
 * @param {Root} root
 * @param {two_texts.TwoTexts} data
 */
function build(root, { texts, most }) {
  root.boxes = texts.map(({ name, given }) => {
    const area = el("textarea", { rows: 3, maxlength: most, dir: "auto", spellcheck: "false", "data-focus": name });
    area.value = given;
    area.addEventListener("keydown", (event) => event.stopPropagation());
    area.addEventListener("input", () => {
      clearTimeout(root.timer);
      root.timer = setTimeout(() => root.send(), PAUSE);
    });
    return { name, area, title: el("span", {}) };
  });
  root.replaceChildren(
    el(
      "div",
      { class: "pair" },
      ...root.boxes.map((/** @type {Box} */ { area, title }) => el("label", {}, title, area)),
    ),
  );
}
