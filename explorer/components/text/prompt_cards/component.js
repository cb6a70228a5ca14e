// Prompts to try; a click runs one.
/** @param {Shown<prompt_cards.PromptCards, prompt_cards.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const cards = data.cards.map((card, index) =>
    el(
      "button",
      {
        type: "button",
        class: card.prompt === data.now ? "card now" : "card",
        lang: card.lang,
        title: card.prompt,
        "aria-pressed": card.prompt === data.now ? "true" : "false",
        "data-focus": `card-${index}`,
        onclick: () => setTriggerValue("card", index),
      },
      el("bdi", { class: "prompt" }, card.prompt.replace(/\s+/g, " ")),
      el("span", { class: "shows" }, card.shows),
    ),
  );
  redraw(rootOf(component), el("div", { class: "cards", role: "group", "aria-label": data.label }, ...cards));
}
