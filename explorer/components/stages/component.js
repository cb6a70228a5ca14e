// The stages from logits to a choice. A knob sends its value as it moves: one message is on its way at a time, and
// what comes meanwhile waits for the answer, so a fast hand never outruns the page.
const REST = 500; // milliseconds without a move after which the rest of the page follows
const ANSWER = 1500; // an answer that takes longer was lost: a newer run took its place

export default function (component) {
  const root = rootOf(component);
  const row = root.row ?? (root.row = build(root));
  row.trigger = component.setTriggerValue;
  row.sentAt = -ANSWER;
  row.list.setAttribute("aria-label", component.data.label);
  row.invitation.textContent = component.data.invitation;
  row.reset.textContent = component.data.reset;
  component.data.cards.forEach((card, index) => show(row, index, card));
  send(row);
}

function build(root) {
  const list = el("ol", { class: "stages" });
  const row = { list, invitation: el("span"), cards: [], sentAt: -ANSWER, waiting: {}, timer: 0 };
  row.reset = el("button", { type: "button", class: "reset", onclick: () => row.trigger("reset", true) });
  root.replaceChildren(el("div", { class: "top" }, row.invitation, row.reset), list);
  return row;
}

function moved(row, input) {
  fill(input);
  row.waiting[input.dataset.field] = Number(input.value);
  send(row);
  clearTimeout(row.timer);
  row.timer = setTimeout(() => rest(row), REST);
}

function send(row) {
  if (!Object.keys(row.waiting).length || performance.now() - row.sentAt < ANSWER) return;
  row.sentAt = performance.now();
  row.trigger("settings", row.waiting);
  row.waiting = {};
}

function rest(row) {
  if (Object.keys(row.waiting).length) row.timer = setTimeout(() => rest(row), REST);
  else row.trigger("settled", true);
  send(row);
}

function show(row, index, card) {
  const parts = row.cards[index] ?? (row.cards[index] = make(row, card));
  parts.card.className = `stage ${card.active ? "active" : "off"} ${card.name}`;
  parts.card.title = card.title;
  parts.name.textContent = card.label;
  parts.value.textContent = card.value;
  parts.foot.replaceChildren(...card.foot.map((line) => el("span", {}, line)));
  parts.spark.replaceChildren(...card.bars.map(barOf));
  if (card.knob) set(row, parts.input, card.knob);
}

// Of a removed token (-1) a hatched stump stays.
function barOf(share) {
  return el("i", { class: share < 0 ? "cut" : null, style: { height: share < 0 ? "30%" : `${Math.max(4, 100 * share)}%` } });
}

function set(row, input, { field, label, value }) {
  input.setAttribute("aria-label", label);
  const typing = input.type === "number" && input.getRootNode().activeElement === input;
  if (!(field in row.waiting) && !typing) input.value = value;
  fill(input);
}

// How far along the knob is, for the colour of its track.
function fill(input) {
  input.style.setProperty("--fill", `${(100 * (input.value - input.min)) / (input.max - input.min)}%`);
}

function make(row, card) {
  const parts = {
    name: el("span", { class: "label" }),
    value: el("span", { class: "value" }),
    spark: el("span", { class: "spark", "aria-hidden": "true" }),
    foot: el("span", { class: "foot" }),
    input: card.knob ? inputOf(row, card.knob) : null,
  };
  const head = el("span", { class: "head" }, parts.name, parts.value);
  parts.card = el("li", {}, head, el("span", { class: "knob" }, parts.input), parts.spark, parts.foot);
  row.list.append(parts.card);
  return parts;
}

function inputOf(row, { field, kind, min, max, step }) {
  const input = el("input", { type: kind, min, max, step, "data-field": field });
  const changed = () => input.value !== "" && input.validity.valid && moved(row, input);
  input.addEventListener(kind === "range" ? "input" : "change", changed);
  return input;
}
