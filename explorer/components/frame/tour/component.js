// The tour's card. It follows its control over the page, and tells Python which step is wanted; that something was done,
// Python notices by itself.
const PLACE = "llm-explorer-tour"; // in localStorage where this browser left, in sessionStorage what stood here before
const EVERY = 300; // ms from one look at the control's place to the next
const PATIENCE = 8; // looks without a control, on a page at rest, after which it is said to be missing
const SEEN = 2; // looks after which what is there stays there
const AGAIN = 3000; // ms in which a button that was pressed twice is heard once
const RING = 5; // px around what is pointed at
const SHEET = 640; // px of width up to which the card is a sheet at the foot

/**
 * @typedef {{ root: Root, data: tour.Tour & Look, send: Send<tour.Events>, card: HTMLElement, ring: HTMLElement, line: HTMLElement,
 *   live: HTMLElement, timer: number, misses: number, sought: tour.Spot | null, seen: number, missing: boolean, asked: { way: string, at: number } | null, over: boolean, told: string, wanted: boolean }} Guide
 */

/** @param {Shown<tour.Tour, tour.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  /** @type {Guide} */
  const guide = (root.guide ??= build(root));
  const turned = guide.data?.step !== data.step;
  const done = !turned && data.learnt.length > 0 && !guide.data.learnt.length;
  Object.assign(guide, { data, send: setTriggerValue });
  if (turned) Object.assign(guide, { asked: null, misses: 0, missing: false });
  remember(guide);
  draw(guide);
  if (turned) arrive(guide);
  if (turned || done) Object.assign(guide, { sought: done ? (data.see ?? data.point) : data.point, seen: 0 });
  place(guide);
}

/**
 * @param {Root} root
 * @returns {Guide}
 */
function build(root) {
  const ring = el("div", { class: "ring", hidden: true });
  const line = el("div", { class: "line", hidden: true });
  const live = el("div", { class: "live", "aria-live": "polite" });
  const card = el("section", { class: "card", role: "region", "data-tour": "" });
  root.replaceChildren(line, ring, card);
  /** @type {any} */
  const guide = { root, card, ring, line, live, misses: 0, sought: null, seen: 0, missing: false, asked: null };
  const look = () => (root.isConnected ? place(guide) : cease(guide, look));
  guide.timer = setInterval(look, EVERY);
  for (const event of ["scroll", "resize"]) window.addEventListener(event, look, true);
  guide.escape = (/** @type {KeyboardEvent} */ event) => escape(guide, event);
  document.addEventListener("keydown", guide.escape);
  return guide;
}

/**
 * @param {any} guide
 * @param {() => void} look
 */
function cease(guide, look) {
  clearInterval(guide.timer);
  for (const event of ["scroll", "resize"]) window.removeEventListener(event, look, true);
  document.removeEventListener("keydown", guide.escape);
}

/**
 * Esc leaves, where it closes nothing else: on the card, or where the keyboard is nowhere.
 * @param {Guide} guide
 * @param {KeyboardEvent} event
 */
function escape(guide, event) {
  if (event.key !== "Escape" || event.defaultPrevented || !guide.root.isConnected) return;
  if (document.documentElement.matches("[data-stage], [data-embed]")) return;
  if (document.querySelector('[data-testid="stPopoverBody"]')) return;
  if (event.composedPath().includes(guide.card) || event.target === document.body) turn(guide, "leave");
}

/** @param {Guide} guide */
function draw(guide) {
  const { card, live, data } = guide;
  const { labels, title, step, steps, learnt, words } = data;
  card.setAttribute("aria-label", labels.tour);
  card.classList.toggle("done", learnt.length > 0);
  const told = JSON.stringify([step, words, learnt, data.away, guide.missing, labels]);
  if (guide.told === told) return;
  guide.told = told;
  const away = data.away || (guide.missing ? labels.missing : "");
  const say = (/** @type {string} */ name, /** @type {sentences.Part[]} */ parts) =>
    el("p", { class: name }, ...parts.map(wordOf));
  live.replaceChildren(
    ...present([
      learnt.length > 0 ? say("learnt", learnt) : say("try", words),
      away && el("p", { class: "away" }, away),
    ]),
  );
  redraw(
    card,
    el(
      "header",
      {},
      el("span", { class: "count" }, labels.count),
      el("span", { class: "bar", "aria-hidden": "true" }, el("i", { style: { width: `${(100 * step) / steps}%` } })),
      el("span", { class: "left" }, labels.left),
      button(guide, "leave", "✕", "leave", labels.leave),
    ),
    el("h2", { tabindex: "-1" }, title),
    live,
    el("div", { class: "row" }, data.note && el("p", { class: "note" }, data.note), ...buttonsOf(guide, away)),
  );
}

/**
 * @param {Guide} guide
 * @param {string} away
 */
function buttonsOf(guide, away) {
  const { labels, step, steps, learnt } = guide.data;
  const onward = step < steps ? labels.next : labels.finish;
  return present([
    step > 1 && button(guide, "back", labels.back, "back"),
    away && button(guide, learnt.length ? "bring" : "bring main", labels.bring, "bring"),
    learnt.length
      ? button(guide, "next main", onward, step < steps ? "next" : "finish")
      : button(guide, "next", labels.skip, step < steps ? "next" : "finish"),
  ]);
}

/**
 * @param {Guide} guide
 * @param {string} name
 * @param {string} text
 * @param {"back" | "next" | "bring" | "leave" | "finish"} way
 * @param {string | null} title
 */
function button(guide, name, text, way, title = null) {
  const onclick = () => turn(guide, way);
  return el("button", { type: "button", class: name, title, "aria-label": title, "data-focus": way, onclick }, text);
}

/**
 * @param {Guide} guide
 * @param {"back" | "next" | "bring" | "leave" | "finish"} way
 */
function turn(guide, way) {
  if (guide.asked?.way === way && performance.now() - guide.asked.at < AGAIN) return;
  guide.asked = { way, at: performance.now() };
  const ends = way === "leave" || way === "finish";
  guide.over = ends;
  if (ends) {
    keep({ step: way === "finish" ? 0 : guide.data.step, finished: way === "finish" });
    keepOwn(null);
  }
  guide.send("turn", way === "finish" ? "leave" : way);
}

/**
 * A new step: its control into sight, and the keyboard to the card, unless somebody is at work elsewhere.
 * @param {Guide} guide
 */
function arrive(guide) {
  const { ring, card, data } = guide;
  ring.classList.remove("new");
  requestAnimationFrame(() => ring.classList.add("new"));
  const at = document.activeElement;
  if (!at || at === document.body || at.shadowRoot?.contains(card))
    card.querySelector("h2").focus({ preventScroll: true });
}

/**
 * All that a spot finds, as far as it is drawn.
 * @param {tour.Spot} spot
 */
function partsOf(spot) {
  const within = document.querySelector(`.st-key-${spot.key}`);
  const roots = [within, ...(within?.querySelectorAll("*") ?? [])].map((at) => at?.shadowRoot).filter(Boolean);
  return roots.flatMap((root) => [...root.querySelectorAll(spot.part)]).filter((part) => part.getClientRects().length);
}

/**
 * What encloses all of it.
 * @param {tour.Spot | null} spot
 * @returns {Box | null}
 */
function boxOf(spot) {
  return spot && around(partsOf(spot).map((part) => part.getBoundingClientRect()));
}

/**
 * Once it is there, scroll to what is sought, if need be: beside what belongs to it where both are seen at once, and
 * clear of the card.
 * @param {Guide} guide
 */
function bringIntoSight(guide) {
  const { sought, data, card } = guide;
  const main = document.querySelector(".stMain");
  guide.seen = main && boxOf(sought) ? guide.seen + 1 : 0;
  if (guide.seen < SEEN) return;
  guide.sought = null;
  bringAcross(sought);
  const boxes = [boxOf(sought), boxOf(sought === data.point ? data.see : data.point)].filter(Boolean);
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const by = scrollTo(boxes, frameNow(), window.innerWidth <= SHEET, size, roomNow());
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (by) main.scrollBy({ top: by, behavior: still ? "auto" : "smooth" });
}

/**
 * What is too wide for the screen stays as somebody has it.
 * @param {tour.Spot} spot
 */
function bringAcross(spot) {
  const { left, right } = boxOf(spot);
  const beyond = left < 0 || right > window.innerWidth;
  if (beyond && right - left <= window.innerWidth)
    partsOf(spot)[0].scrollIntoView({ inline: "center", block: "nearest" });
}

const roomNow = () => ({ width: window.innerWidth, height: window.innerHeight });

/** @param {Guide} guide */
function place(guide) {
  const { data, ring, line, card } = guide;
  const point = data.away ? null : boxOf(data.point);
  const changes = data.away ? null : boxOf(data.see);
  const target = data.learnt.length && changes ? changes : point;
  look(guide, Boolean(point));
  if (guide.sought && !data.away) bringIntoSight(guide);
  ring.hidden = !target;
  if (target) at(ring, onScreen(grown(target, RING), RING));
  line.hidden = true;
  if (window.innerWidth <= SHEET) return;
  const size = { width: card.offsetWidth, height: card.offsetHeight };
  const boxes = [target, target === point ? changes : point].filter(Boolean);
  const { left, top } = bestPlace(size, roomNow(), avoided(boxes, frameNow()));
  Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
  if (target) join(line, { left, top, right: left + size.width, bottom: top + size.height }, grown(target, RING));
}

/** The frame with its ways. */
const frameNow = () =>
  [...document.querySelectorAll(".st-key-top_row, .st-key-spine, .st-key-opening")].map((part) =>
    part.getBoundingClientRect(),
  );

/**
 * A line from the card to what it points at.
 * @param {HTMLElement} line
 * @param {Box} card
 * @param {Box} target
 */
function join(line, card, target) {
  const { x, y, length, angle } = lineBetween(card, target);
  line.hidden = length < RING;
  Object.assign(line.style, {
    left: `${x}px`,
    top: `${y}px`,
    width: `${length}px`,
    transform: `rotate(${angle}rad)`,
  });
}

/**
 * Say so, where there is no control on a page that is at rest.
 * @param {Guide} guide
 * @param {boolean} there
 */
function look(guide, there) {
  const rests = document.querySelector('[data-test-script-state="notRunning"]');
  guide.misses = there || guide.data.away || !rests ? 0 : guide.misses + 1;
  const missing = guide.misses > PATIENCE;
  if (missing === guide.missing) return;
  guide.missing = missing;
  draw(guide);
}

/**
 * A box without what is beyond the screen's sides.
 * @param {Box} box
 * @param {number} edge
 * @returns {Box}
 */
function onScreen({ left, top, right, bottom }, edge) {
  return { left: Math.max(left, edge), top, right: Math.min(right, window.innerWidth - edge), bottom };
}

/**
 * @param {HTMLElement} element
 * @param {Box} box
 */
function at(element, { left, top, right, bottom }) {
  Object.assign(element.style, {
    left: `${left}px`,
    top: `${top}px`,
    width: `${right - left}px`,
    height: `${bottom - top}px`,
  });
}

/**
 * Where this browser is, and what stood there before; and what it has kept of that, where Python has lost it.
 * @param {Guide} guide
 */
function remember(guide) {
  if (guide.over) return;
  const { data } = guide;
  keep({ step: data.step, finished: false });
  if (data.keep) keepOwn(data.keep);
  if (data.wanted && !guide.wanted) guide.send("kept", ownPlace());
  guide.wanted = data.wanted;
}

/** @param {{ step: number, finished: boolean }} what */
function keep(what) {
  try {
    localStorage.setItem(PLACE, JSON.stringify(what));
  } catch {}
}

/**
 * The visitor's own place, in this tab alone: another one's is another.
 * @returns {Record<string, string>}
 */
function ownPlace() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE)) ?? {};
  } catch {
    return {};
  }
}

/** @param {Record<string, string> | null} place */
function keepOwn(place) {
  try {
    if (place) sessionStorage.setItem(PLACE, JSON.stringify(place));
    else sessionStorage.removeItem(PLACE);
  } catch {}
}
