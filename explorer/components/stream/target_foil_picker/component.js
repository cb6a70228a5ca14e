// Who stands against whom: a row of chips a slot, one of them chosen, and a box for a token that is not among them.
/** @param {Shown<target_foil_picker.TargetFoilPicker, target_foil_picker.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  redraw(rootOf(component), ...data.slots.map((slot) => slotOf(slot, data.labels, setTriggerValue)));
}

/**
 * @param {target_foil_picker.Slot} slot
 * @param {target_foil_picker.Labels} labels
 * @param {Send<target_foil_picker.Events>} send
 */
function slotOf(slot, labels, send) {
  const options = slot.options.map((option) => chipOf(slot, option, send));
  return el(
    "div",
    {
      class: "slot",
      role: "radiogroup",
      "aria-label": slot.label,
      style: { "--role": `var(--${slot.role})` },
      onkeydown: step,
    },
    el("span", { class: "name" }, slot.label),
    ...options,
    boxOf(slot, labels, send),
  );
}

/**
 * @param {target_foil_picker.Slot} slot
 * @param {target_foil_picker.Option} option
 * @param {Send<target_foil_picker.Events>} send
 */
function chipOf(slot, { value, text, note, token }, send) {
  const chosen = value === slot.chosen;
  return el(
    "button",
    {
      type: "button",
      role: "radio",
      class: `chip${token ? " mono" : ""}${chosen ? " chosen" : ""}`,
      "aria-checked": chosen ? "true" : "false",
      tabindex: chosen ? 0 : -1,
      "data-focus": `${slot.name}-${value}`,
      onclick: () => send("pick", [slot.name, value]),
    },
    el("bdi", {}, text),
    note ? el("span", { class: "note" }, note) : null,
  );
}

/**
 * Enter while a word is being composed (Japanese input) ends the composition, not the question.
 * @param {target_foil_picker.Slot} slot
 * @param {target_foil_picker.Labels} labels
 * @param {Send<target_foil_picker.Events>} send
 */
function boxOf(slot, labels, send) {
  const ask = (event) => {
    if (event.key !== "Enter" || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    if (event.target.value.trim()) send("typed", [slot.name, event.target.value]);
  };
  return el("input", {
    type: "text",
    class: "mono",
    maxlength: 100,
    size: 12,
    placeholder: labels.other,
    "aria-label": `${slot.label}: ${labels.other}`,
    "data-focus": `${slot.name}-box`,
    onkeydown: ask,
  });
}

/** @param {KeyboardEvent} event */
function step(event) {
  const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const at = /** @type {HTMLElement} */ (event.target);
  if (!way || at.tagName === "INPUT") return;
  const row = /** @type {HTMLElement} */ (event.currentTarget);
  const chips = [.../** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll(".chip"))];
  chips[chips.indexOf(at.closest(".chip")) + way]?.focus();
  event.preventDefault();
}
