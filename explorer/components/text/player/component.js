// The player's buttons are made once and only changed after, so that a press is never lost to a token that comes.
const SHAPES = {
  rewind: "M3 3h2v10H3z M13 3v10L6 8z",
  back: "M12 3v10L4 8z",
  play: "M4 2.5v11L13 8z",
  pause: "M4 3h3v10H4z M9 3h3v10H9z",
  step: "M4 3v10l7-5z M11 3h2v10h-2z",
  cancel: "M4.2 3 3 4.2 6.8 8 3 11.8 4.2 13 8 9.2 11.8 13 13 11.8 9.2 8 13 4.2 11.8 3 8 6.8z",
};

/** @type {(keyof player.Can)[]} */
const COMMANDS = ["rewind", "back", "play", "step", "cancel"];

/** @param {Shown<player.Player, player.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const row = root.row ?? (root.row = build(root));
  row.trigger = component.setTriggerValue;
  for (const name of COMMANDS) showButton(row.buttons[name], name, data);
  row.bar.style.width = `${100 * data.progress}%`;
  if (row.status.textContent !== data.status) row.status.textContent = data.status;
  showSelect(
    row.amount,
    data.labels.amount,
    data.amounts.map((n) => ({ value: String(n), text: String(n) })),
    String(data.chosen.amount),
  );
  showSelect(row.speed, data.labels.speed, data.speeds, data.chosen.speed);
  row.seed.name.textContent = data.labels.seed;
  if (root.getRootNode().activeElement !== row.seed.input) showValue(row.seed, String(data.chosen.seed));
}

/** @param {Root} root */
function build(root) {
  /** @type {Record<string, any>} */
  const row = { buttons: {}, bar: el("i"), status: el("span", { class: "status", role: "status" }) };
  for (const name of COMMANDS) row.buttons[name] = buttonOf(row, name);
  const send = () => row.trigger("fields", chosen(row));
  row.amount = fieldOf(el("select"), send);
  row.speed = fieldOf(el("select"), send);
  row.seed = fieldOf(el("input", { type: "number", min: 0, max: 4294967295, step: 1 }), send);
  const fields = [row.amount, row.speed, row.seed].map(({ label }) => label);
  root.replaceChildren(
    el(
      "div",
      { class: "player" },
      el("div", { class: "buttons" }, ...Object.values(row.buttons).map(({ button }) => button)),
      row.status,
      ...fields,
    ),
    el("div", { class: "progress", "aria-hidden": "true" }, row.bar),
  );
  return row;
}

/**
 * @param {Record<string, any>} row
 * @param {keyof player.Can} name
 */
function buttonOf(row, name) {
  const parts = { icon: iconOf(), text: el("span") };
  const press = () => row.trigger("command", [parts.command, chosen(row)]);
  return {
    ...parts,
    button: el("button", { type: "button", class: name, onclick: press }, parts.icon, parts.text),
    set: (command) => (parts.command = command),
  };
}

/**
 * @param {Record<string, any>} button
 * @param {keyof player.Can} name
 * @param {player.Player} data
 */
function showButton({ button, icon, text, set }, name, { playing, can, labels }) {
  const command = name === "play" && playing ? "pause" : name;
  set(command);
  icon.firstChild.setAttribute("d", SHAPES[command]);
  text.textContent = name === "play" ? labels[command] : "";
  button.title = labels[`${command}_title`] ?? labels[command];
  button.setAttribute("aria-label", labels[command]);
  button.disabled = !(can[command] ?? true);
}

function iconOf() {
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  icon.setAttribute("viewBox", "0 0 16 16");
  icon.setAttribute("aria-hidden", "true");
  icon.append(document.createElementNS("http://www.w3.org/2000/svg", "path"));
  return icon;
}

/**
 * What stands in the fields, all of it with every message: of two that come at once Streamlit keeps the later.
 * @param {Record<string, any>} row
 */
function chosen({ amount, speed, seed }) {
  return [Number(amount.input.value), speed.input.value, Number(stands(seed.input) ? seed.input.value : seed.shown)];
}

/** @param {HTMLInputElement | HTMLSelectElement} input */
function stands(input) {
  return input.value !== "" && input.validity.valid;
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} input
 * @param {() => void} send
 */
function fieldOf(input, send) {
  const name = el("span");
  const field = { label: el("label", { class: "field" }, name, input), name, input, shown: "", before: null };
  input.addEventListener("change", () => {
    if (!stands(input)) return;
    field.before = field.shown;
    send();
  });
  return field;
}

/**
 * @param {Record<string, any>} field
 * @param {string} label
 * @param {player.Speed[]} options
 * @param {string} value
 */
function showSelect(field, label, options, value) {
  const { name, input } = field;
  name.textContent = label;
  const drawn = JSON.stringify(options);
  if (input.drawn !== drawn)
    input.replaceChildren(...options.map((option) => el("option", { value: option.value }, option.text)));
  input.drawn = drawn;
  showValue(field, value);
}

/**
 * Unless it is what stood there before somebody chose: then the answer to that is still on its way.
 * @param {Record<string, any>} field
 * @param {string} value
 */
function showValue(field, value) {
  if (field.before === value) return;
  field.before = null;
  field.shown = value;
  field.input.value = value;
}
