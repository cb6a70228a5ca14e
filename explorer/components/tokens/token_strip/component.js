// Tokens as chips. A character split over tokens stands in one bracket; hover says id and bytes; a click selects.
// Chips that stay the same stay in place, so that a text may grow while somebody reads it.
/** @typedef {HTMLElement & Record<string, any>} Strip */

/** @param {Shown<token_strip.TokenStrip, token_strip.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const strip = root.strip ?? (root.strip = build(root));
  strip.select = (index) => component.setTriggerValue("position", index);
  strip.turn = () => component.setTriggerValue("fold", true);
  strip.setAttribute("aria-label", data.label);
  strip.dir = directionOf(data.groups);
  const entry = data.selected ?? data.groups.at(-1)?.tokens.at(-1).index;
  const items = itemsOf(data);
  const drawn = items.map((item) =>
    JSON.stringify([item, data.open, data.ids, touches(item, data.selected), touches(item, entry)]),
  );
  const changed = drawn.findIndex((text, index) => text !== strip.drawn[index]);
  const from = changed < 0 ? drawn.length : changed;
  const held = root.getRootNode().activeElement?.dataset?.focus;
  while (strip.children.length > from) strip.lastChild.remove();
  for (const [part, item] of [...items.entries()].slice(from)) {
    const made = "start" in item ? foldOf(item, data, strip) : groupOf(item, data, entry, strip);
    made.dataset.part = String(part);
    strip.append(made);
  }
  strip.drawn = drawn;
  if (held) root.querySelector(`[data-focus="${held}"]`)?.focus({ preventScroll: true });
  if (data.follow) strip.scrollTop = strip.scrollHeight;
  strip.classList.toggle("line", data.line);
  // Where somebody scrolls up and down, only a new selection moves the text.
  if (data.line || (!data.follow && data.selected !== strip.shown)) center(strip);
  // Chips are wider, or narrower, once their font has come.
  if (data.line) document.fonts.ready.then(() => center(strip));
  strip.shown = data.selected;
  hearHover(root, (span) => {
    for (const chip of strip.querySelectorAll(".chip")) chip.classList.toggle("lit", touch(chip.span, span));
  });
}

/** @param {Root} root */
function build(root) {
  const strip = Object.assign(el("div", { class: "strip", role: "listbox" }), { drawn: [] });
  strip.addEventListener("keydown", (event) => step(event, strip));
  root.replaceChildren(strip);
  return strip;
}

// Scrolls to the selection, unless it is in sight already.
function center(strip) {
  const [box, chip] = [strip, strip.querySelector(".selected")].map((part) => part?.getBoundingClientRect());
  if (!chip) return;
  if (chip.left < box.left || chip.right > box.right)
    strip.scrollLeft += (chip.left + chip.right - box.left - box.right) / 2;
  if (chip.top < box.top || chip.bottom > box.bottom)
    strip.scrollTop += (chip.top + chip.bottom - box.top - box.bottom) / 2;
}

/**
 * The groups that are shown, and each fold before the first of what it holds.
 * @param {token_strip.TokenStrip} data
 */
function itemsOf({ groups, folds, open }) {
  return groups.flatMap((group) => {
    const { index } = group.tokens[0];
    const fold = folds.find(({ start, stop }) => start <= index && index < stop);
    if (!fold) return [group];
    return [...(index === fold.start ? [fold] : []), ...(open ? [group] : [])];
  });
}

/**
 * @param {token_strip.Fold} fold
 * @param {token_strip.TokenStrip} data
 * @param {Strip} strip
 */
function foldOf({ start, text, title }, { open }, strip) {
  const about = { type: "button", class: "fold", title, "aria-label": title, "aria-expanded": String(open) };
  return el("button", { ...about, "data-focus": `fold-${start}`, onclick: () => strip.turn() }, text);
}

/**
 * The index if it is one of the group's tokens: the selected one, or the one where Tab enters the strip.
 * @param {token_strip.Group | token_strip.Fold} item
 * @param {number | null} index
 */
function touches(item, index) {
  return "tokens" in item && item.tokens.some((token) => token.index === index) && index;
}

/**
 * @param {token_strip.Group} group
 * @param {token_strip.TokenStrip} data
 * @param {number | undefined} entry
 * @param {Strip} strip
 */
function groupOf(group, data, entry, strip) {
  const chips = group.tokens.map((token) => chipOf(token, data, entry, strip));
  if (chips.length === 1) return chips[0];
  return el("span", { class: "group", title: group.title }, el("bdi", { class: "whole" }, group.text), ...chips);
}

/**
 * @param {token_strip.Chip} token
 * @param {token_strip.TokenStrip} data
 * @param {number | undefined} entry
 * @param {Strip} strip
 */
function chipOf(token, data, entry, strip) {
  const selected = token.index === data.selected;
  const classes = ["chip", "mono", token.special && "special", token.new && "new", selected && "selected"];
  const hover = token.span ? { onmouseenter: () => sayHover(token.span), onmouseleave: () => sayHover(null) } : {};
  const chip = el(
    "button",
    {
      type: "button",
      role: "option",
      class: classes.filter(Boolean).join(" "),
      title: token.title,
      "aria-selected": selected ? "true" : "false",
      tabindex: token.index === entry ? 0 : -1,
      "data-focus": `token-${token.index}`,
      style: token.shade === null ? {} : { "--shade": `${Math.round(100 * token.shade)}%` },
      onclick: () => strip.select(token.index),
      ...hover,
    },
    el("bdi", { class: "text" }, token.text),
    data.ids ? el("span", { class: "id" }, token.note ?? String(token.id)) : null,
  );
  return Object.assign(chip, { span: token.span });
}

/**
 * The direction of the text's first letter; dir="auto" would not look into the chips.
 * @param {token_strip.Group[]} groups
 */
function directionOf(groups) {
  const letter = groups
    .map((group) => group.text)
    .join("")
    .match(/\p{L}/u);
  return letter && /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/.test(letter[0]) ? "rtl" : "ltr";
}

/**
 * Left and right move along the strip, as in a list box.
 * @param {KeyboardEvent} event
 * @param {Strip} strip
 */
function step(event, strip) {
  const forward = strip.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const way = ["ArrowLeft", "ArrowRight"].includes(event.key) && (event.key === forward ? 1 : -1);
  if (!way) return;
  const chips = [.../** @type {NodeListOf<HTMLElement>} */ (strip.querySelectorAll(".chip"))];
  const at = chips.indexOf(/** @type {HTMLElement} */ (event.target).closest(".chip"));
  chips[at + way]?.focus();
  event.preventDefault();
}
