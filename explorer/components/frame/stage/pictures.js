// Which pictures a view has, which of them is on screen, and how much of it.
const MAIN = ".stMainBlockContainer";
const BOX = '[data-testid="stElementContainer"]';
const OTHERS = ".stPlotlyChart, [data-testid='stImage'], [data-testid='stTable']";
const FOOT = 12; // px beneath the picture

/** Components that are no picture: what stands around one, and what is used to choose. */
const NO_PICTURE = new Set([
  "file_box",
  "player",
  "prompt_cards",
  "prompt_box",
  "sentence",
  "spine",
  "stage",
  "target_foil_picker",
  "terms",
  "tour",
  "tour_offer",
  "training_steps",
]);

/** @typedef {{ root: Root | null, box: HTMLElement }} Picture */

/** The view's pictures in their order on the page, without the strips that only choose a token. @returns {Picture[]} */
function picturesOf() {
  const drawn = componentsOf((name) => !NO_PICTURE.has(name));
  const others = [...document.querySelectorAll(`${MAIN} :is(${OTHERS})`)];
  const all = [...drawn, ...others.map((at) => ({ root: null, box: boxOf(at) }))]
    .filter(({ box }) => !box.closest("details:not([open])"))
    .sort(inOrder);
  const telling = all.filter(({ root }) => !root?.querySelector(".strip.line"));
  return telling.length ? telling : all;
}

/**
 * The components on the page by their name, as far as they have drawn something.
 * @param {(name: string) => boolean} wanted
 * @returns {{ root: Root, box: HTMLElement }[]}
 */
function componentsOf(wanted) {
  const roots = [...(window.explorerRoots ?? [])];
  return roots
    .filter((root) => root.isConnected && root.childElementCount && wanted(root.dataset.component))
    .map((root) => ({ root, box: boxOf(/** @type {ShadowRoot} */ (root.getRootNode()).host) }))
    .filter(({ box }) => box?.closest(MAIN))
    .sort(inOrder);
}

/**
 * @param {{ box: HTMLElement }} one
 * @param {{ box: HTMLElement }} other
 */
function inOrder({ box: one }, { box: other }) {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/**
 * @param {Element} at
 * @returns {HTMLElement}
 */
function boxOf(at) {
  return at?.closest(BOX);
}

/**
 * The elements that are parts: those that say so, and else the rows of the first table.
 * @param {Root} root
 * @returns {HTMLElement[]}
 */
function partsMarked(root) {
  const marked = [...root.querySelectorAll("[data-part]")].map((part) => /** @type {HTMLElement} */ (part));
  if (marked.length) return marked;
  const rows = [...(root.querySelector("table")?.tBodies[0]?.rows ?? [])];
  rows.forEach((row, part) => (row.dataset.part = String(part)));
  return rows;
}

/**
 * In how many parts a picture can be revealed; what has none, and is higher than its room, is paged through.
 * @param {Picture} picture
 */
function partsIn({ root, box }) {
  if (root?.parts) return root.parts.n;
  const marked = root ? partsMarked(root) : [];
  return marked.length ? 1 + Math.max(...marked.map((part) => Number(part.dataset.part))) : pagesOf(box);
}

const MARGIN = 40; // px of a picture that may lie below its room without another page

/** @param {HTMLElement} box */
function pagesOf(box) {
  const { scrollHeight, clientHeight } = box;
  if (box.querySelector(OTHERS)) return 1;
  return clientHeight ? Math.max(1, Math.ceil((scrollHeight - MARGIN) / clientHeight)) : 1;
}

/**
 * Show so many of a picture's parts.
 * @param {Picture} picture
 * @param {number} n
 * @param {boolean} [again] whether it is drawn anew even where it shows as many already
 */
function revealParts({ root, box }, n, again = true) {
  box.toggleAttribute("data-stage-veiled", n === 0);
  if (!root) return;
  if (!root.parts && !partsMarked(root).length) {
    box.scrollTop = Number.isFinite(n) ? (n - 1) * box.clientHeight : 0;
    return;
  }
  if (root.parts && (again || root.parts.shown !== n)) root.parts.show((root.parts.shown = n));
  let last = null;
  for (const part of partsMarked(root)) {
    part.toggleAttribute("data-veiled", Number(part.dataset.part) >= n);
    if (Number(part.dataset.part) === n - 1) last = part;
  }
  // Only up and down: sideways, a picture keeps its own place.
  if (last && box.scrollHeight > box.clientHeight)
    box.scrollTop += beyond(last.getBoundingClientRect(), box.getBoundingClientRect());
}

/**
 * How far a part lies below what is seen of its picture, or above it, in pixels.
 * @param {DOMRect} part
 * @param {DOMRect} seen
 */
function beyond(part, seen) {
  return Math.max(0, part.bottom - seen.bottom) || Math.min(0, part.top - seen.top);
}

/**
 * The sentence that goes with a picture: the last one above it, or else the first below.
 * @param {Picture | undefined} picture
 * @returns {Root | null}
 */
function sentenceOf(picture) {
  const all = componentsOf((name) => name === "sentence");
  if (!picture || !all.length) return null;
  const above = all.filter(({ box }) => picture.box.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_PRECEDING);
  return (above.at(-1) ?? all[0]).root;
}

/**
 * Leave these elements on the page, and what they stand in; everything beside them goes.
 * @param {HTMLElement[]} shown
 */
function leaveOnly(shown) {
  const ways = new Set();
  for (const box of shown)
    for (let at = box.parentElement; at && !at.matches(MAIN); at = at.parentElement) ways.add(at);
  mark("data-stage-shown", new Set(shown));
  mark("data-stage-way", ways);
}

/**
 * @param {string} name
 * @param {Set<Element>} wanted
 */
function mark(name, wanted) {
  for (const at of document.querySelectorAll(`[${name}]`)) if (!wanted.has(at)) at.removeAttribute(name);
  for (const at of wanted) if (!at.hasAttribute(name)) at.setAttribute(name, "");
}

/**
 * Give the picture the height that is left beneath what stands above it; whether that is news.
 * @param {Picture} picture
 */
function fitIn({ root, box }) {
  const above = box.getBoundingClientRect().top + document.querySelector(".stMain").scrollTop;
  const foot = FOOT + (parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--stage-foot")) || 0);
  const room = `${Math.max(120, Math.floor(window.innerHeight - above - foot))}px`;
  if (box.style.getPropertyValue("--room") === room) return false;
  box.style.setProperty("--room", room);
  if (root) root.dataset.stage = "";
  root?.fitted?.();
  return true;
}

/** @param {Picture} picture */
function unfit({ root, box }) {
  box.style.removeProperty("--room");
  if (root) delete root.dataset.stage;
}
