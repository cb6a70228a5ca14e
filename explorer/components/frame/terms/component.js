// Any word that newcomers do not know gives its sentence: by pointing, by the keyboard's focus, by a tap; Esc closes.
const ANCHOR = "#term-";
const LINGER = 250; // ms in which the pointer may cross from a word to its sentence
// What is a visitor's text or a token, what is a control of its own, and what follows the pointer.
const OTHERS =
  "bdi, code, .mono, .chip, textarea, input, select, button, a, svg, output, [tabindex], [role=button], [role=img], [translate=no]";

/** @param {Shown<terms.Terms, terms.Events>} component */
export default function (component) {
  rootOf(component);
  const first = !window.explorerTerms;
  const all = (window.explorerTerms ??= { tip: null, word: null, closing: 0, data: null, watch });
  const changed = all.data?.pattern !== component.data.pattern;
  all.data = component.data;
  all.lead = (/** @type {string} */ slug) => component.setTriggerValue("lead", slug);
  if (changed) all.finds = new RegExp(component.data.pattern, "gi");
  if (first) listen();
  if (changed) for (const root of window.explorerRoots ?? []) watch(root);
}

/**
 * Mark the words of a component, now and whenever it draws something.
 * @param {Root} root
 */
function watch(root) {
  if (!root.isConnected) return void window.explorerRoots?.delete(root);
  root.terms ??= new MutationObserver((changes) => {
    const news = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.isConnected);
    if (news.length) marking(root, () => news.forEach(mark));
  });
  marking(root, () => mark(root));
}

/**
 * What the marks themselves change is no news.
 * @param {Root} root
 * @param {() => void} work
 */
function marking(root, work) {
  root.terms.disconnect();
  work();
  root.terms.observe(root, { childList: true, subtree: true });
}

/** @param {Node} node */
function mark(node) {
  const own = node instanceof Element ? node : node.parentElement;
  if (!own || own.closest(OTHERS)) return;
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (found) =>
    found instanceof Element && found.matches(OTHERS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const texts = [];
  for (let at = /** @type {Node | null} */ (node); at; at = walker.nextNode()) if (at instanceof Text) texts.push(at);
  texts.forEach(markText);
}

/** @param {Text} text */
function markText(text) {
  const { finds, data } = window.explorerTerms;
  if (!text.parentElement?.checkVisibility()) return;
  const block = text.parentElement.closest(".root");
  const pieces = [];
  let end = 0;
  for (const found of text.data.matchAll(finds)) {
    const slug = data.spellings[found[0].toLowerCase()];
    const href = ANCHOR + slug;
    if (block?.querySelector(`a[href="${href}"]`) || pieces.some((piece) => piece.href === href)) continue;
    pieces.push({ before: text.data.slice(end, found.index), word: found[0], href });
    end = found.index + found[0].length;
  }
  if (!pieces.length) return;
  const words = pieces.flatMap(({ before, word, href }) => [before, el("a", { class: "term", href }, word)]);
  text.replaceWith(...words, text.data.slice(end));
}

/**
 * The term that an event is about, if any: a marked word, or a control that names one.
 * @param {Event} event
 * @returns {HTMLElement | undefined}
 */
function wordAt(event) {
  const path = /** @type {HTMLElement[]} */ (event.composedPath());
  return path.find((at) => at.dataset?.term || at.getAttribute?.("href")?.startsWith(ANCHOR));
}

/** @param {HTMLElement} word */
function slugOf(word) {
  return word.dataset.term ?? word.getAttribute("href").slice(ANCHOR.length);
}

/** @param {Event} event */
function inTip(event) {
  return Boolean(window.explorerTerms.tip && event.composedPath().includes(window.explorerTerms.tip));
}

function listen() {
  document.addEventListener("pointerover", (event) => {
    const word = wordAt(event);
    if (word && event.pointerType !== "touch") show(word);
    else if (!inTip(event)) closeSoon();
    else clearTimeout(window.explorerTerms.closing);
  });
  document.addEventListener("focusin", (event) => {
    const word = wordAt(event);
    if (word && word.matches(":focus-visible")) show(word);
    else if (!word && !inTip(event)) close();
  });
  document.addEventListener(
    "click",
    (event) => {
      const word = wordAt(event);
      if (!word) return inTip(event) ? undefined : close();
      if (word.dataset.term) return show(word);
      event.preventDefault();
      show(word);
      // Enter, which makes a click without a pointer, goes on to the link that leads there.
      if (event.detail === 0) window.explorerTerms.tip.querySelector("a").focus();
    },
    true,
  );
  document.addEventListener("keydown", escape, true);
  document.addEventListener("scroll", follow, true);
}

/** @param {KeyboardEvent} event */
function escape(event) {
  const { tip, word } = window.explorerTerms;
  if (event.key !== "Escape" || !tip) return;
  event.stopPropagation();
  if (inTip(event)) word.focus({ preventScroll: true });
  close();
}

/** The sentence goes where its word goes, as far as that is to be seen. */
function follow() {
  const { tip, word } = window.explorerTerms;
  if (!tip) return;
  const at = boxOf(word);
  if (at.bottom < 0 || at.top > window.innerHeight || !word.isConnected) close();
  else place(tip, at);
}

/** @param {HTMLElement} word */
function boxOf(word) {
  return word.getClientRects()[0] ?? word.getBoundingClientRect();
}

function closeSoon() {
  const all = window.explorerTerms;
  clearTimeout(all.closing);
  if (all.tip) all.closing = setTimeout(close, LINGER);
}

function close() {
  const all = window.explorerTerms;
  clearTimeout(all.closing);
  all.tip?.remove();
  all.word?.removeAttribute("aria-describedby");
  all.tip = all.word = null;
}

/**
 * The sentence beside its word, in the top layer, so that nothing cuts it; in the word's own tree, so that it describes it.
 * @param {HTMLElement} word
 */
function show(word) {
  const all = window.explorerTerms;
  clearTimeout(all.closing);
  if (all.word === word && all.tip?.isConnected) return;
  close();
  const slug = slugOf(word);
  const told = all.data.told[slug];
  if (!told) return;
  const tree = /** @type {ShadowRoot | Document} */ (word.getRootNode());
  const says = el("div", { id: "term-says", role: "tooltip" }, told.says);
  const lead = el("a", { href: told.href, onclick: (/** @type {MouseEvent} */ event) => go(event, slug) }, told.seen);
  const tip = el("div", { popover: "manual", style: styleOf(all.data.colors), lang: document.documentElement.lang });
  lead.style.cssText = "display:inline-block;margin-top:4px;padding:3px 0;color:inherit;text-underline-offset:3px";
  tip.append(says, lead);
  (tree instanceof Document ? tree.body : tree).append(tip);
  word.setAttribute("aria-describedby", "term-says");
  tip.showPopover();
  place(tip, boxOf(word));
  Object.assign(all, { tip, word });
}

/** @param {Look["colors"]} colors */
function styleOf(colors) {
  return {
    position: "fixed",
    inset: "auto",
    margin: "0",
    "max-width": "min(22rem, 92vw)",
    padding: "8px 12px",
    border: `1px solid ${colors.muted}`,
    "border-radius": "6px",
    background: colors.paper,
    color: colors.ink,
    "box-shadow": "0 2px 10px rgb(0 0 0 / 0.25)",
    font: "400 0.875rem/1.5 sans-serif",
    "font-family": "var(--st-font, inherit)",
    "text-align": "left",
    "white-space": "normal",
    "letter-spacing": "normal",
  };
}

/**
 * Beneath the word, or above it where there is no room.
 * @param {HTMLElement} tip
 * @param {DOMRect} at
 */
function place(tip, at) {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const below = at.bottom + 4;
  const top = below + height > window.innerHeight - 4 ? Math.max(4, at.top - height - 4) : below;
  tip.style.left = `${Math.max(4, Math.min(at.left - 8, window.innerWidth - width - 4))}px`;
  tip.style.top = `${top}px`;
}

/**
 * @param {MouseEvent} event
 * @param {string} slug
 */
function go(event, slug) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  close();
  window.explorerTerms.lead(slug);
}
