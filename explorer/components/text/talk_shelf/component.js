// The talks as cards; every scene is a place to start at.
/** @param {Shown<talk_shelf.TalkShelf, talk_shelf.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const cards = data.cards.map((card, index) => cardOf(card, index, data.labels, setTriggerValue));
  redraw(rootOf(component), el("ul", { class: "shelf", "aria-label": data.labels.shelf }, ...cards));
}

/**
 * @param {talk_shelf.TalkCard} card
 * @param {number} index
 * @param {talk_shelf.Labels} labels
 * @param {Send<talk_shelf.Events>} send
 */
function cardOf(card, index, labels, send) {
  const scenes = card.scenes.map((title, n) =>
    el(
      "li",
      {},
      el(
        "button",
        {
          type: "button",
          class: "scene",
          "data-focus": `scene-${index}-${n}`,
          "aria-label": labels.scene.replace("{n}", String(n + 1)) + title,
          onclick: () => send("start", [index, n]),
        },
        el("span", { class: "n", "aria-hidden": "true" }, String(n + 1)),
        el("bdi", {}, title),
      ),
    ),
  );
  const press = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
    el("button", { type: "button", class: name, "data-focus": `${name}-${index}`, onclick }, label);
  return el(
    "li",
    { class: card.own ? "card own" : "card" },
    el("div", { class: "head" }, el("h2", {}, el("bdi", {}, card.title)), el("span", { class: "facts" }, card.facts)),
    el("p", { class: "about" }, el("bdi", {}, card.about)),
    card.note ? el("p", { class: "note" }, card.note) : null,
    el("ol", { class: "scenes" }, ...scenes),
    el(
      "div",
      { class: "foot" },
      press("start", labels.start, () => send("start", [index, 0])),
      labels.edit ? press("edit", card.own ? labels.edit : labels.copy, () => send("edit", index)) : null,
      labels.take ? press("take", labels.take, () => send("take", index)) : null,
      labels.room ? press("room", labels.room, () => send("room", index)) : null,
      card.href
        ? copyButton(card.href, labels.link, labels.copied, { class: "link", "data-focus": `link-${index}` })
        : null,
    ),
  );
}
