// The stages from logits to a choice. A knob sends its value as it moves: one message is on its way at a time, and
// what comes meanwhile waits for the answer, so a fast hand never outruns the page. Switches and moved stages go the
// same way.
const REST = 500; // milliseconds without a move after which the rest of the page follows
const ANSWER = 1500; // an answer that takes longer was lost: a newer run took its place

/** @param {Shown<stages.Stages, stages.Events>} component */
export default function (component) {
  const { cards, orders, labels } = component.data;
  const root = rootOf(component);
  const row = root.row ?? (root.row = build(root));
  row.trigger = component.setTriggerValue;
  row.sentAt = -ANSWER;
  row.list.setAttribute("aria-label", labels.row);
  row.invitation.textContent = labels.invitation;
  row.reset.textContent = labels.reset;
  cards.forEach((card, part) => (show(row, card).dataset.part = String(part)));
  if (!row.dragged && !row.waiting.order)
    arrange(
      row,
      cards.map((card) => card.name),
    );
  const held = row.list.getRootNode().activeElement?.dataset.order;
  row.orders.replaceChildren(labels.orders, ...orders.map((order) => orderOf(row, order)));
  if (held) row.orders.querySelector(`[data-order="${held}"]`)?.focus();
  send(row);
}

/**
 * @param {Root} row
 * @param {stages.Order} order
 */
function orderOf(row, { name, stages }) {
  const pressed = String(movable(row).join() === stages.join());
  const take = () => {
    arrange(row, ["raw", ...stages, "probabilities", "choice"]);
    tell(row, "order", stages);
  };
  return el(
    "button",
    { type: "button", class: "order", "aria-pressed": pressed, "data-order": name, onclick: take },
    name,
  );
}

/** @param {Root} root */
function build(root) {
  const list = el("ol", { class: "stages" });
  const row = {
    list,
    invitation: el("span", { class: "invitation" }),
    orders: el("span", { class: "orders" }),
    cards: {},
    sentAt: -ANSWER,
    waiting: {},
    timer: 0,
    dragged: null,
  };
  row.reset = el("button", { type: "button", class: "reset", onclick: () => row.trigger("reset", true) });
  root.replaceChildren(el("div", { class: "top" }, row.invitation, row.orders, row.reset), list);
  return row;
}

/**
 * @param {Root} row
 * @param {string} field
 * @param {number | boolean | string[]} value
 */
function tell(row, field, value) {
  row.waiting[field] = value;
  send(row);
  clearTimeout(row.timer);
  row.timer = setTimeout(() => rest(row), REST);
}

/** @param {Root} row */
function send(row) {
  if (!Object.keys(row.waiting).length || performance.now() - row.sentAt < ANSWER) return;
  row.sentAt = performance.now();
  row.trigger("settings", touched(row.waiting));
  row.waiting = {};
}

// [knobs by field, switches by stage, the order] of what waits.
function touched({ order, ...fields }) {
  const [knobs, switches] = [{}, {}];
  for (const [field, value] of Object.entries(fields)) {
    if (field.startsWith("on:")) switches[field.slice(3)] = value;
    else knobs[field] = value;
  }
  return [knobs, switches, order ?? []];
}

/** @param {Root} row */
function rest(row) {
  if (Object.keys(row.waiting).length) row.timer = setTimeout(() => rest(row), REST);
  else row.trigger("settled", true);
  send(row);
}

/**
 * @param {Root} row
 * @param {stages.Card} card
 */
function show(row, card) {
  const parts = row.cards[card.name] ?? (row.cards[card.name] = make(row, card));
  parts.card.className = `stage ${card.active ? "active" : "off"} ${card.name}`;
  parts.card.title = card.title;
  parts.name.textContent = card.label;
  parts.value.textContent = card.value;
  parts.foot.replaceChildren(...card.foot.map((line) => el("span", {}, line)));
  parts.spark.replaceChildren(...card.bars.map(barOf));
  if (card.knob) set(row, parts.input, card.knob);
  if (!card.move) return parts.card;
  parts.name.setAttribute("aria-label", card.move);
  parts.toggle.setAttribute("aria-label", card.switch);
  parts.toggle.title = card.switch;
  if (!(`on:${card.name}` in row.waiting)) parts.toggle.setAttribute("aria-checked", String(card.on));
  return parts.card;
}

/**
 * Of a removed token (-1) a hatched stump stays.
 * @param {number} share
 */
function barOf(share) {
  return el("i", {
    class: share < 0 ? "cut" : null,
    style: { height: share < 0 ? "30%" : `${Math.max(4, 100 * share)}%` },
  });
}

/**
 * @param {Root} row
 * @param {HTMLInputElement} input
 * @param {stages.Knob} knob
 */
function set(row, input, { field, label, value }) {
  input.setAttribute("aria-label", label);
  const typing = input.type === "number" && /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input;
  if (!(field in row.waiting) && !typing) input.value = String(value);
  fill(input);
}

/**
 * How far along the knob is, for the colour of its track.
 * @param {HTMLInputElement} input
 */
function fill(input) {
  input.style.setProperty(
    "--fill",
    `${(100 * (Number(input.value) - Number(input.min))) / (Number(input.max) - Number(input.min))}%`,
  );
}

/**
 * @param {Root} row
 * @param {stages.Card} card
 */
function make(row, card) {
  const parts = {
    name: card.move ? handleOf(row, card.name) : el("span", { class: "label" }),
    value: el("span", { class: "value" }),
    spark: el("span", { class: "spark", "aria-hidden": "true" }),
    foot: el("span", { class: "foot" }),
    input: card.knob ? inputOf(row, card.knob) : null,
    toggle: card.move ? toggleOf(row, card.name) : null,
  };
  const under = el("span", { class: "under" }, parts.toggle, parts.value);
  parts.card = el(
    "li",
    { "data-stage": card.name },
    el("span", { class: "head" }, parts.name),
    under,
    el("span", { class: "knob" }, parts.input),
    parts.spark,
    parts.foot,
  );
  row.list.append(parts.card);
  return parts;
}

/**
 * @param {Root} row
 * @param {stages.Knob} knob
 */
function inputOf(row, { field, kind, min, max, step }) {
  const input = el("input", { type: kind, min, max, step, "data-field": field });
  const changed = () => {
    fill(input);
    if (input.value !== "" && input.validity.valid) tell(row, field, Number(input.value));
  };
  input.addEventListener(kind === "range" ? "input" : "change", changed);
  return input;
}

/**
 * @param {Root} row
 * @param {string} stage
 */
function toggleOf(row, stage) {
  const turn = () => {
    const on = toggle.getAttribute("aria-checked") !== "true";
    toggle.setAttribute("aria-checked", String(on));
    tell(row, `on:${stage}`, on);
  };
  const toggle = el("button", { type: "button", class: "switch", role: "switch", "data-switch": stage, onclick: turn });
  return toggle;
}

/**
 * A stage's name is what it is dragged by; with the keyboard, the arrow keys move it.
 * @param {Root} row
 * @param {string} stage
 */
function handleOf(row, stage) {
  const handle = el("button", { type: "button", class: "label handle", "data-handle": stage });
  handle.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!way) return;
    event.preventDefault();
    const names = movable(row);
    const to = Math.max(0, Math.min(names.length - 1, names.indexOf(stage) + way));
    if (to === names.indexOf(stage)) return;
    place(row, stage, to);
    tell(row, "order", movable(row));
  });
  handle.addEventListener("pointerdown", (event) => drag(row, stage, handle, event));
  return handle;
}

function drag(row, stage, handle, down) {
  if (down.button !== 0) return;
  const before = movable(row).join();
  const { card } = row.cards[stage];
  row.dragged = stage;
  handle.setPointerCapture(down.pointerId);
  card.classList.add("dragged");
  const move = (event) => {
    const over = movable(row).find(
      (name) => name !== stage && within(row.cards[name].card.getBoundingClientRect(), event),
    );
    if (over) place(row, stage, movable(row).indexOf(over));
  };
  const drop = () => {
    row.dragged = null;
    card.classList.remove("dragged");
    handle.removeEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) handle.removeEventListener(end, drop);
    if (movable(row).join() !== before) tell(row, "order", movable(row));
  };
  handle.addEventListener("pointermove", move);
  for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, drop);
}

// A little inside of a card, so that two cards of unlike width do not change places to and fro.
function within({ left, right, top, bottom }, { clientX, clientY }) {
  const inset = 0.25 * (right - left);
  return clientX > left + inset && clientX < right - inset && clientY > top && clientY < bottom;
}

/** @param {Root} row */
function movable(row) {
  return [...row.list.children].map((card) => card.dataset.stage).filter((name) => row.cards[name].toggle);
}

/**
 * @param {Root} row
 * @param {string} stage
 * @param {number} to
 */
function place(row, stage, to) {
  const names = movable(row).filter((name) => name !== stage);
  names.splice(to, 0, stage);
  arrange(row, ["raw", ...names, "probabilities", "choice"]);
}

/**
 * The other cards move around the one that has the keyboard or the pointer, which would lose it by being moved.
 * @param {Root} row
 * @param {string[]} names
 */
function arrange(row, names) {
  const held = row.dragged ?? row.list.getRootNode().activeElement?.closest?.("li")?.dataset.stage;
  const at = names.indexOf(held);
  const fixed = row.cards[held]?.card;
  if ([...row.list.children].map((card) => card.dataset.stage).join() === names.join()) return;
  names.forEach((name, index) => {
    if (name === held) return;
    if (fixed && index < at) row.list.insertBefore(row.cards[name].card, fixed);
    else row.list.append(row.cards[name].card);
  });
}
