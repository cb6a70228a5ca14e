// Any view as a slide: title, one sentence, one picture, which the arrow keys reveal part by part. All of it happens in the
// browser, so that it goes on without a server; only another scene is asked of Python.
const LINGER = 250; // ms for which the prompt's field stays when the keyboard has left it
const LOST = 5000; // ms after which a scene that was asked for is not coming

/** @param {Shown<stage.Stage, stage.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const stage = (window.explorerStage ??= begin());
  Object.assign(stage, { data, root, send: component.setTriggerValue });
  if (stage.place !== data.place) arrive(stage);
  if (stage.given !== data.on) turn(stage, (stage.given = data.on));
  writeNotes(stage);
  stage.arrange();
}

/** What the page keeps of its stage; made once. */
function begin() {
  /** @type {any} */
  const stage = { on: false, given: false, at: { picture: 0, shown: 1 }, pictures: [], over: {}, pointer: [-99, -99] };
  stage.end = () => {
    stage.given = false;
    turn(stage, false);
  };
  stage.press = (/** @type {KeyboardEvent} */ event) => press(stage, event);
  stage.arrange = () => {
    if (!stage.on || stage.arranging) return;
    stage.arranging = requestAnimationFrame(() => {
      stage.arranging = 0;
      if (stage.on) arrange(stage);
    });
  };
  // Before the components' own keys: on the stage, an arrow is a step, wherever somebody has clicked.
  window.addEventListener("keydown", stage.press, true);
  window.addEventListener("pointermove", (event) => follow(stage, event), true);
  window.addEventListener("resize", stage.arrange);
  new MutationObserver(stage.arrange).observe(document.body, { childList: true, subtree: true });
  return stage;
}

/**
 * @param {any} stage
 * @param {KeyboardEvent} event
 */
function press(stage, event) {
  const at = /** @type {HTMLElement} */ (event.composedPath()[0]);
  if (!stage.root.isConnected) return; // a page without a stage: a workshop
  const command = at.tagName ? commandOf(event, at, stage.on) : null;
  if (!command) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  COMMANDS[command](stage);
}

/** @type {Record<Command, (stage: any) => void>} */
const COMMANDS = {
  enter: (stage) => say(stage, true),
  on: (stage) => step(stage, onward, "after"),
  back: (stage) => step(stage, backward, "before"),
  first: (stage) => to(stage, { ...stage.at, shown: 1 }),
  whole: (stage) => to(stage, { ...stage.at, shown: Infinity }),
  play,
  full,
  notes: openNotes,
  blank,
  laser,
  prompt: askPrompt,
  technical: (stage) => to(stage, stage.at, { technical: !stage.technical }),
  keys: keyList,
  leave,
};

/**
 * Turn the page into a slide, or back, and tell the link.
 * @param {any} stage
 * @param {boolean} on
 */
function say(stage, on) {
  turn(stage, on);
  stage.given = on;
  stage.send("turn", on);
}

/**
 * @param {any} stage
 * @param {boolean} on
 */
function turn(stage, on) {
  if (stage.on === on) return;
  stage.on = on;
  document.documentElement.toggleAttribute("data-stage", on);
  document.documentElement.style.setProperty("--stage-font", getComputedStyle(stage.root).fontFamily);
  if (on) {
    stage.at = startOf(stage);
    notice(stage, stage.data.labels.hint);
  } else clear(stage);
  stage.arrange();
}

/** @param {any} stage */
function clear(stage) {
  for (const name of Object.keys(stage.over)) lift(stage, name);
  closeNotes(stage);
  leaveOnly([]);
  for (const { root } of componentsOf((name) => FRAME.has(name))) delete root.dataset.stage;
  for (const picture of stage.pictures) {
    unfit(picture);
    revealParts(picture, Infinity);
  }
  stage.pictures = [];
  stage.root.replaceChildren();
  if (document.fullscreenElement) document.exitFullscreen();
}

/**
 * At another scene: at its beginning, or at its end where one has come back to it.
 * @param {any} stage
 */
function arrive(stage) {
  stage.place = stage.data.place;
  stage.at = stage.asked?.way === "before" ? { picture: Infinity, shown: Infinity } : startOf(stage);
  stage.asked = null;
}

/** @param {any} stage */
function startOf({ data }) {
  return { picture: 0, shown: data.reveal ?? Infinity };
}

/** What stays on a slide beside its picture. */
const FRAME = new Set(["spine", "stage"]);

/**
 * Bring the page into the form of the slide that it is: after each step, and whenever the page has drawn something.
 * @param {any} stage
 */
function arrange(stage) {
  const pictures = picturesOf();
  const counts = pictures.map(partsIn);
  stage.steps = counts.map(stepsOf);
  if (pictures.length) stage.at = within(stage.at, stage.steps);
  const { picture, shown } = stage.at;
  const now = pictures[picture];
  head(stage, sentenceOf(now));
  const around = componentsOf((name) => FRAME.has(name) || (stage.prompting && name === "prompt_box"));
  const frame = around.map(({ box }) => box);
  for (const { root } of around) root.dataset.stage = "";
  if (now) leaveOnly([...frame, now.box]);
  else leaveOnly([...frame, ...rest()]);
  for (const other of stage.pictures) if (other.box !== now?.box) unfit(other);
  stage.pictures = pictures;
  if (!now) return;
  const news = fitIn(now) || stage.box !== now.box;
  stage.box = now.box;
  revealParts(now, partsAfter(shown, counts[picture]), news);
  // What draws itself by the size of the window takes the new one.
  if (news) window.dispatchEvent(new Event("resize"));
}

/** Of a view that has no picture yet, or none at all: whatever it says instead. */
function rest() {
  const around = ".st-key-top_row, .st-key-opening, .st-key-shows, .st-key-steps";
  const all = [...document.querySelectorAll(`${MAIN} ${BOX}`)].filter((box) => !box.closest(around));
  return /** @type {HTMLElement[]} */ (all.filter((box) => !box.querySelector("style")));
}

/**
 * The slide's title and its one sentence, which is the view's own and thus of this run.
 * @param {any} stage
 * @param {Root | null} sentence
 */
function head({ data, root, technical }, sentence) {
  const { title, page, count, shows } = data;
  const words = (technical && data.technical) || data.words;
  const own = sentence?.querySelector(".sentence")?.cloneNode(true);
  redraw(
    root,
    el(
      "header",
      {},
      el("h1", {}, el("bdi", {}, title), page && el("small", {}, el("bdi", {}, page))),
      count && el("span", { class: "count" }, count),
    ),
    words && el("p", { class: "words" }, words),
    own ?? (words ? null : el("p", { class: "sentence" }, shows)),
  );
}

/**
 * @param {any} stage
 * @param {(place: Place, steps: number[]) => Place | null} way
 * @param {"before" | "after"} beyond
 */
function step(stage, way, beyond) {
  if (stage.over.blank) return lift(stage, "blank");
  const next = stage.pictures.length ? way(stage.at, stage.steps) : null;
  if (next) to(stage, next);
  else go(stage, beyond);
}

/**
 * @param {any} stage
 * @param {Place} place
 * @param {Record<string, unknown>} [more]
 */
function to(stage, place, more = {}) {
  Object.assign(stage, { at: place, ...more });
  stage.arrange();
}

/**
 * Another scene comes from the server; where that is out of reach, the slide says so and stays.
 * @param {any} stage
 * @param {"before" | "after"} way
 */
function go(stage, way) {
  const { data } = stage;
  if (!data[way]) return notice(stage, way === "after" ? data.labels.last : data.labels.first);
  if (!connected()) return notice(stage, data.labels.offline);
  if (stage.asked) return;
  const asked = (stage.asked = { way });
  stage.send("scene", way);
  setTimeout(() => {
    if (stage.asked !== asked) return;
    stage.asked = null;
    notice(stage, data.labels.offline);
  }, LOST);
}

function connected() {
  const app = /** @type {HTMLElement | null} */ (document.querySelector('[data-testid="stApp"]'));
  return !app || (navigator.onLine && app.dataset.testConnectionState === "CONNECTED"); // a file has no server to lose
}

/**
 * Press the button that plays or pauses, where the page has one.
 * @param {any} stage
 */
function play(stage) {
  const here = stage.pictures[stage.at.picture]?.root;
  const all = [here, ...componentsOf((name) => name === "player" || name === "training_steps").map(({ root }) => root)];
  /** @type {HTMLButtonElement | undefined} */
  const button = all.map((root) => root?.querySelector("button.play")).find(Boolean);
  if (button) button.click();
  else notice(stage, stage.data.labels.no_player);
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}

/**
 * The prompt's field, for as long as it is written in.
 * @param {any} stage
 */
function askPrompt(stage) {
  const [box] = componentsOf((name) => name === "prompt_box");
  if (!box) return; // a file, in which nothing is asked
  const { root } = box;
  stage.prompting = true;
  arrange(stage);
  const area = root.querySelector("textarea");
  area.focus();
  area.select();
  // Whoever presses its button is still at it, and the button must stay until it is pressed.
  const inside = () => root.contains(/** @type {ShadowRoot} */ (root.getRootNode()).activeElement);
  const end = () => {
    root.removeEventListener("focusout", away);
    root.removeEventListener("click", pressed);
    to(stage, stage.at, { prompting: false });
  };
  const away = () => setTimeout(() => inside() || end(), LINGER);
  const pressed = (/** @type {MouseEvent} */ event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("button")) setTimeout(end);
  };
  root.addEventListener("focusout", away);
  root.addEventListener("click", pressed);
}

/**
 * Esc closes what is open, and then leaves.
 * @param {any} stage
 */
function leave(stage) {
  const open = ["keys", "blank"].find((name) => stage.over[name]);
  if (open) lift(stage, open);
  else say(stage, false);
}
