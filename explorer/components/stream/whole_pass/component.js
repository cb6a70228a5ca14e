// What is on screen is kept in the browser: the stage, whether it plays, and how close somebody looks.
const SECONDS = 2.4;
const LEVELS = [wholeOf, layerOf, headOf, scoreOf, productOf];
// The other way in: a guess, and one multiplication of its logit.
const OF_A_GUESS = [wholeOf, logitOf, logitProductOf];

/**
 * @typedef {ReturnType<typeof readPass>} Pass
 * @typedef {Record<string, any>} Place what is looked at: layer, head, …
 * @typedef {(...at: any[]) => void} Zoom
 */

/** @param {Shown<whole_pass.WholePass, whole_pass.Events>} component */
export default function (component) {
  const root = rootOf(component);
  const pass = readPass(component.data);
  const view = (root.view ??= {
    at: 0,
    playing: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    place: { level: 0 },
  });
  const run = component.data.tokens.map(({ id }) => id).join();
  if (root.run !== run) Object.assign(view, { at: 0, place: { level: 0 } });
  Object.assign(root, { run, pass, send: component.setTriggerValue });
  view.at = Math.min(view.at, pass.stages.length - 1);
  clearInterval(root.clock);
  root.clock = setInterval(() => tick(root), 1000 * SECONDS);
  draw(root);
  return () => clearInterval(root.clock);
}

/** @param {Root} root */
function tick(root) {
  const { view, pass } = root;
  if (!root.isConnected) return clearInterval(root.clock);
  if (!view.playing || view.place.level) return;
  if (view.at < pass.stages.length - 1) view.at += 1;
  else view.playing = false;
  draw(root);
}

/** @param {Root} root */
function draw(root) {
  const { pass, view } = root;
  const zoom = (place) => {
    view.playing = false;
    view.place = place;
    if (place.level === 2 && !isThere(pass, place)) root.send("zoom", [place.layer, place.head]);
    draw(root);
  };
  // The numbers of another head are on their way.
  const levels = view.place.guess === undefined ? LEVELS : OF_A_GUESS;
  const level = isThere(pass, view.place) ? view.place.level : 1;
  const closer = level ? levels[level](pass, view.place, zoom) : wholeOf(pass, view.at, zoom);
  const said = el("p", { class: "said", role: "status" }, ...pass.stages[view.at].said.map(wordOf));
  redraw(
    root,
    view.place.level ? null : controlsOf(root),
    view.place.level ? crumbsOf(pass, view.place, zoom) : said,
    el("div", { class: `level level-${view.place.level}` }, ...closer),
  );
}

// Whether the numbers of a place are here: of heads, only those of the selected one.
const isThere = ({ head }, place) =>
  place.level < 2 || place.guess !== undefined || (head.layer === place.layer && head.head === place.head);

/**
 * @param {Pass} pass
 * @param {Place} place
 */
function namesOf({ labels, tokens, guesses }, place) {
  const product = () => filled(labels.product, { i: place.i + 1 });
  if (place.guess !== undefined)
    return [labels.whole, filled(labels.logit, { token: guesses[place.guess].text }), place.level > 1 && product()];
  return [
    labels.whole,
    filled(labels.layer, { layer: place.layer + 1 }),
    place.level > 1 && filled(labels.head, { head: place.head + 1 }),
    place.level > 2 && filled(labels.score, { token: tokens[place.key].text }),
    place.level > 3 && product(),
  ];
}

/**
 * @param {Pass} pass
 * @param {Place} place
 * @param {Zoom} zoom
 */
function crumbsOf(pass, place, zoom) {
  const names = namesOf(pass, place).filter(Boolean);
  const crumbs = names.flatMap((name, level) => [
    level ? el("span", { "aria-hidden": "true" }, "▸") : null,
    level < names.length - 1
      ? el("button", { type: "button", "data-focus": `crumb-${level}`, onclick: () => zoom({ ...place, level }) }, name)
      : el("strong", {}, name),
  ]);
  return el("nav", { class: "crumbs" }, ...crumbs.filter(Boolean));
}

/** @param {Root} root */
function controlsOf(root) {
  const { view, pass } = root;
  const { labels, stages } = pass;
  const go = (at, playing = false) => {
    Object.assign(view, { at: Math.max(0, Math.min(stages.length - 1, at)), playing });
    draw(root);
  };
  const ended = view.at === stages.length - 1;
  const button = (name, text, press, off = false) =>
    el(
      "button",
      {
        type: "button",
        "data-focus": name,
        title: labels[name],
        "aria-label": labels[name],
        onclick: press,
        disabled: off,
      },
      text,
    );
  const play = view.playing ? "pause" : "play";
  return el(
    "div",
    { class: "controls" },
    el(
      "button",
      {
        type: "button",
        class: "play",
        "data-focus": "play",
        onclick: () => (view.playing ? go(view.at) : go(ended ? 0 : view.at, true)),
      },
      labels[play],
    ),
    button("again", "«", () => go(0), view.at === 0),
    button("back", "‹", () => go(view.at - 1), view.at === 0),
    button("step", "›", () => go(view.at + 1), ended),
    el("input", {
      type: "range",
      min: 0,
      max: stages.length - 1,
      value: view.at,
      "aria-label": labels.scrub,
      "data-focus": "scrub",
      oninput: (event) => go(Number(event.target.value)),
    }),
    el("small", {}, `${view.at + 1} / ${stages.length}`),
  );
}
