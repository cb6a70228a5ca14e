// Drawn again only when there is something new: while somebody types, the page asks every second.
const BUSY = 3000; // ms for which a second tap is none: the first is on its way
const OWN = "llm-explorer-answer"; // the player's own answer to the last question, in this tab alone

/** @param {Shown<answer_box.AnswerBox, answer_box.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  root.send = setTriggerValue;
  const now = JSON.stringify(data);
  if (root.drawn === now) return;
  root.drawn = now;
  const typed = root.round === data.round ? (root.querySelector("input")?.value ?? "") : "";
  root.round = data.round;
  root.sent = -Infinity;
  redraw(root, el("div", { class: data.question ? "phone" : "alone" }, ...present(partsOf(root, data, typed))));
}

/**
 * @param {Root} root
 * @param {answer_box.AnswerBox} data
 * @param {string} typed
 */
function partsOf(root, data, typed) {
  const open = data.kind !== "none" && !data.answered && !data.result.length;
  return [
    data.question && questionOf(data.question),
    data.labels.asks && el("p", { class: "asks" }, data.labels.asks),
    open && data.kind === "type" && lineOf(root, data, typed),
    data.kind === "choose" && optionsOf(root, data, open),
    data.answered && data.kind === "type" && el("p", { class: "own" }, data.labels.yours, " ", ownOf(data.round)),
    data.note && el("p", { class: "note", role: "status" }, data.note),
    data.result.length > 0 &&
      el("div", { class: "result", role: "status" }, ...data.result.map((line) => el("p", {}, line))),
  ];
}

/** @param {answer_box.Text} text */
function questionOf({ before, after, gap }) {
  return el("p", { class: "question" }, el("bdi", {}, before), gap ? el("span", { class: "gap" }, "?") : null, after);
}

/**
 * @param {Root} root
 * @param {answer_box.AnswerBox} data
 * @param {string} typed
 */
function lineOf(root, { labels, longest, round }, typed) {
  const input = el("input", {
    type: "text",
    maxlength: longest,
    placeholder: labels.placeholder,
    "aria-label": labels.asks || labels.placeholder,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "send",
    "data-focus": "answer",
  });
  input.value = typed;
  const send = () => {
    if (!input.value.trim()) return input.focus();
    once(root, () => {
      keep(round, input.value.trim());
      root.send("typed", [round, input.value]);
    });
  };
  let composing = false;
  input.addEventListener("compositionstart", () => (composing = true));
  input.addEventListener("compositionend", () => (composing = false));
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter" || composing || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  });
  return el(
    "div",
    { class: "line" },
    input,
    el("button", { type: "button", class: "send", "data-focus": "send", onclick: send }, labels.send),
  );
}

/**
 * @param {Root} root
 * @param {answer_box.AnswerBox} data
 * @param {boolean} open
 */
function optionsOf(root, { options, long, round, labels, answered }, open) {
  const own = answered || !open ? kept(round) : null;
  const choose = (/** @type {number} */ index) => {
    once(root, () => {
      keep(round, String(index));
      root.send("chosen", [round, index]);
    });
  };
  const buttons = options.map((text, index) =>
    el(
      "button",
      {
        type: "button",
        class: own === String(index) ? "option mine" : "option",
        disabled: !open,
        "aria-pressed": own === String(index) ? "true" : "false",
        "data-focus": `option-${index}`,
        onclick: () => choose(index),
      },
      long ? el("b", {}, "AB"[index] ?? "") : null,
      el("bdi", {}, text),
    ),
  );
  return el("div", { class: long ? "options long" : "options", role: "group", "aria-label": labels.asks }, ...buttons);
}

/**
 * What is sent twice would be kept as the player's own, and the first is what counts.
 * @param {Root} root
 * @param {() => void} send
 */
function once(root, send) {
  if (performance.now() - root.sent < BUSY) return;
  root.sent = performance.now();
  send();
}

/**
 * @param {number} round
 * @param {string} answer
 */
function keep(round, answer) {
  try {
    sessionStorage.setItem(OWN, JSON.stringify([round, answer]));
  } catch {}
}

/** @param {number} round */
function kept(round) {
  try {
    const [at, answer] = JSON.parse(sessionStorage.getItem(OWN)) ?? [];
    return at === round ? String(answer) : null;
  } catch {
    return null;
  }
}

/** @param {number} round */
function ownOf(round) {
  return el("bdi", { class: "chip mono" }, kept(round) ?? "…");
}
