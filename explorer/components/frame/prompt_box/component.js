// The prompt: Enter runs it, Shift+Enter breaks the line, and Enter that ends an IME composition does neither.
const KEPT = "llm-explorer-run"; // in the tab's sessionStorage, which outlives a reload and not the tab

/**
 * @typedef {{ area: HTMLTextAreaElement, button: HTMLButtonElement, given: string | null, sent: string | null,
 *   asked?: boolean, send: () => void }} Box
 */

/** @param {Shown<prompt_box.PromptBox, prompt_box.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  /** @type {Box} */
  const box = root.box ?? (root.box = build(root));
  box.send = () => setTriggerValue("prompt_run", (box.sent = box.area.value));
  box.area.placeholder = data.placeholder;
  box.area.setAttribute("aria-label", data.label);
  box.button.textContent = data.button;
  box.button.title = data.hint;
  if (data.prompt !== box.given) take(box, data.prompt);
  if (!data.wanted) keep(data.keep);
  else if (!box.asked) giveBack(setTriggerValue);
  box.asked = data.wanted;
}

/**
 * A browser may forbid it; then a reload finds nothing, and the page says so.
 * @param {prompt_box.PromptBox["keep"]} run
 */
function keep(run) {
  try {
    if (run) sessionStorage.setItem(KEPT, JSON.stringify(run));
    else sessionStorage.removeItem(KEPT);
  } catch {}
}

/** @param {Send<prompt_box.Events>} setTriggerValue */
function giveBack(setTriggerValue) {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
  } catch {}
  if (kept) setTriggerValue("kept", kept);
  else setTriggerValue("nothing_kept", true);
}

/**
 * Only a prompt that changed elsewhere replaces what stands in the box: somebody may have gone on typing meanwhile.
 * @param {Box} box
 * @param {string} prompt
 */
function take(box, prompt) {
  box.given = prompt;
  if (prompt !== box.sent) box.area.value = prompt;
  box.sent = null;
  fit(box.area);
}

/**
 * @param {Root} root
 * @returns {Box}
 */
function build(root) {
  const area = el("textarea", { rows: 1, spellcheck: "false", dir: "auto", "data-focus": "prompt" });
  const button = el("button", { type: "button", class: "run" });
  /** @type {Box} */
  const box = { area, button, given: null, sent: null, send: () => {} };
  let composing = false;
  area.addEventListener("compositionstart", () => (composing = true));
  area.addEventListener("compositionend", () => (composing = false));
  area.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Enter" || event.shiftKey || composing || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    box.send();
  });
  for (const event of ["input", "focus", "blur"]) area.addEventListener(event, () => fit(area));
  button.addEventListener("click", () => box.send());
  root.replaceChildren(el("div", { class: "row" }, el("div", { class: "box" }, area), button));
  fitToWidth(area);
  return box;
}

/** @param {HTMLTextAreaElement} area */
function fitToWidth(area) {
  let width = 0;
  const watch = () => {
    if (area.clientWidth === width) return;
    width = area.clientWidth;
    fit(area);
  };
  new ResizeObserver(watch).observe(area);
}

/**
 * As high as its text while somebody writes in it, else one line, with a mark where there is more.
 * @param {HTMLTextAreaElement} area
 */
function fit(area) {
  area.style.height = "";
  area.parentElement?.classList.toggle("more", area.scrollHeight > area.clientHeight + 4);
  if (area.matches(":focus")) area.style.height = `${Math.min(area.scrollHeight + 2, 112)}px`;
  else area.scrollTop = 0;
}
