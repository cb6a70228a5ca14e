// The five steps of the run, each with a miniature of its real data: map, navigation and scrubber in one.

/** @param {Shown<spine.Spine, spine.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const nodes = data.nodes.map((node) => nodeOf(node, data, setTriggerValue));
  const nav = el("nav", { class: "spine", "aria-label": data.label }, ...nodes);
  const scrubber = data.scrubber ? scrubberOf(data.scrubber, setTriggerValue) : null;
  redraw(
    root,
    el("div", { class: "head" }, nav, scrubber),
    data.note ? el("p", { class: "note", role: "status" }, data.note) : null,
  );
  fitAtAnyWidth(root, data.minis.tokens.cut);
  listen(data, setTriggerValue);
}

/**
 * The last chips and the last layers that there is room for, whole; "…" stands for the tokens before them.
 * @param {Root} root
 * @param {boolean} cut
 */
function fitAtAnyWidth(root, cut) {
  const before = /** @type {HTMLElement | null} */ (root.querySelector(".before"));
  const [tokens, features] = [".mini.tokens", ".mini.features"].map((mini) => root.querySelector(mini));
  const fitted = () => {
    if (before) fit(tokens, ".chip", (first) => (before.hidden = first === 0 && !cut));
    fit(features, ".word", () => {});
  };
  paintAtAnySize(root, fitted);
  document.fonts.ready.then(fitted);
}

/**
 * Hide as many of its parts, from the first on, as must go so that the others have room.
 * @param {Element} mini
 * @param {string} parts
 * @param {(first: number) => void} told
 */
function fit(mini, parts, told) {
  const all = /** @type {HTMLElement[]} */ ([...mini.querySelectorAll(parts)]);
  for (let first = 0; first < all.length; first++) {
    all.forEach((part, place) => (part.hidden = place < first));
    told(first);
    if (mini.scrollHeight <= mini.clientHeight + 1 && mini.scrollWidth <= mini.clientWidth + 1) return;
  }
}

/**
 * Page-wide keys: 0 is home, 1 to 5 are the steps, [ and ] move the scrubber, n is the next token.
 * @param {spine.Spine} data
 * @param {Send<spine.Events>} setTriggerValue
 */
function listen({ nodes, scrubber }, setTriggerValue) {
  /** @type {Record<string, string>} */
  const pages = Object.fromEntries(["home", ...nodes.map((node) => node.page)].entries());
  const press = (/** @type {KeyboardEvent} */ event) => {
    const at = /** @type {HTMLElement} */ (event.composedPath()[0]);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || at.isContentEditable) return;
    if (["INPUT", "TEXTAREA", "SELECT"].includes(at.tagName)) return;
    const { step, steps, full } = scrubber ?? { step: 0, steps: 0, full: true };
    if (pages[event.key]) setTriggerValue("page", pages[event.key]);
    else if (event.key === "[" && step > 0) setTriggerValue("step", step - 1);
    else if (event.key === "]" && step < steps) setTriggerValue("step", step + 1);
    else if (event.key === "n" && !full) setTriggerValue("next", true);
  };
  document.removeEventListener("keydown", document.spineKeys);
  document.addEventListener("keydown", (document.spineKeys = press));
}

/**
 * @param {spine.Node} node
 * @param {spine.Spine & Look} data
 * @param {Send<spine.Events>} setTriggerValue
 */
function nodeOf(node, data, setTriggerValue) {
  const here = node.page === data.here;
  const count = node.page === "tokens" && data.minis.tokens.more;
  return el(
    "button",
    {
      type: "button",
      class: here ? "node here" : "node",
      title: node.title,
      "aria-current": here ? "step" : null,
      "data-focus": `node-${node.page}`,
      onclick: () => setTriggerValue("page", node.page),
    },
    el("span", { class: "name" }, el("span", { class: "number" }, node.number), el("span", {}, node.name)),
    count ? el("small", { class: "count" }, count) : null,
    el(
      "span",
      { class: `mini ${node.page}`, role: "img", "aria-label": node.title },
      ...MINIATURES[node.page](data.minis, data.colors),
    ),
  );
}

/** @type {Record<string, (minis: spine.Minis, colors: Look["colors"]) => HTMLElement[]>} */
const MINIATURES = {
  tokens: ({ tokens: { chips } }) =>
    chips.length
      ? [el("span", { class: "before" }, "…"), ...chips.map((text) => el("bdi", { class: "chip mono" }, text))]
      : [],
  context: ({ context: { cells, size } }, colors) =>
    size ? [cellsCanvas(bytesOf(cells), size, size, colors.attention)] : [],
  features: ({ features }) =>
    features.map(({ layer, text, share }) =>
      el(
        "span",
        { class: "word" },
        el("i", {}, String(layer)),
        el("bdi", { class: "mono", style: { "--share": `${100 * share}%` } }, text),
      ),
    ),
  decoding: ({ decoding: { bars, none } }) =>
    none
      ? [reason(none)]
      : bars.map(({ text, share }) =>
          el(
            "span",
            { class: "bar" },
            el("bdi", { class: "mono" }, text),
            el("i", { style: { width: `${100 * share}%` } }),
          ),
        ),
  output: ({ output: { text, share, none } }) =>
    text
      ? [el("bdi", { class: "next mono" }, text), el("span", { class: "share" }, share)]
      : none
        ? [reason(none)]
        : [],
};

/**
 * Why a step has nothing to show.
 * @param {string} text
 */
function reason(text) {
  return el("span", { class: "reason" }, text);
}

/**
 * @param {spine.Scrubber} scrubber
 * @param {Send<spine.Events>} setTriggerValue
 */
function scrubberOf({ step, steps, full, labels }, setTriggerValue) {
  const go = (/** @type {number} */ to) => setTriggerValue("step", to);
  /** @type {(name: string, text: string, label: string, disabled: boolean, onclick: () => void) => HTMLElement} */
  const button = (name, text, label, disabled, onclick) =>
    el(
      "button",
      { type: "button", class: name, title: label, "aria-label": label, disabled, onclick, "data-focus": name },
      text,
    );
  const range = el("input", {
    type: "range",
    min: 0,
    max: steps,
    "aria-label": labels.scrub,
    disabled: steps === 0,
    "data-focus": "range",
    onchange: () => go(Number(range.value)),
  });
  range.value = String(step);
  return el(
    "div",
    { class: "scrubber" },
    button("first", "«", labels.first, step === 0, () => go(0)),
    button("back", "‹", labels.back, step === 0, () => go(step - 1)),
    range,
    button("forward", "›", labels.forward, step === steps, () => go(step + 1)),
    el("span", { class: "at" }, labels.count),
    button("next", labels.next, labels.next_title, full, () => setTriggerValue("next", true)),
  );
}
