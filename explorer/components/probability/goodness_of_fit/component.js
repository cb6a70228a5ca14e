// Draws counted beside what was to be expected: bars are shares of the draws so far, a tick is the probability, and the
// grey band is two standard deviations to either side of it. How many draws are in sight lives here.
const SECONDS = 7; // from the first draw to the last
const FRAME = 50;

/** @param {Shown<goodness_of_fit.GoodnessOfFit, goodness_of_fit.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const drawn = bytesOf(data.drawn);
  if (root.drawn !== data.drawn) Object.assign(root, { drawn: data.drawn, n: drawn.length, playing: stop(root) });
  const rows = data.outcomes.map((outcome) => rowOf(outcome));
  const view = { root, data, drawn, rows, controls: controlsOf(root, data, drawn.length, setTriggerValue) };
  root.show = () => show(view);
  redraw(
    root,
    view.controls.box,
    el(
      "div",
      { class: "rows", role: "group", "aria-label": data.labels.trial },
      headOf(data.labels),
      ...rows.map((row) => row.box),
    ),
    keyOf(data.labels),
  );
  root.show();
  return () => (root.playing = stop(root));
}

/**
 * @param {Root} root
 * @param {goodness_of_fit.GoodnessOfFit} data
 * @param {number} all
 * @param {Send<goodness_of_fit.Events>} send
 */
function controlsOf(root, { labels }, all, send) {
  const go = (n) => {
    root.playing = stop(root);
    root.n = n;
    root.show();
  };
  const play = el("button", {
    type: "button",
    class: "play",
    "data-focus": "play",
    onclick: () => (root.playing ? go(root.n) : start(root, all)),
  });
  const range = el("input", {
    type: "range",
    min: 1,
    max: all,
    "aria-label": labels.scrub,
    "data-focus": "range",
    oninput: (event) => go(Number(event.target.value)),
  });
  const jumps = [10, 100, all].map((n) =>
    el("button", { type: "button", "data-focus": `jump-${n}`, onclick: () => go(n) }, n.toLocaleString("en")),
  );
  const count = el("span", { class: "count" });
  const again = el(
    "button",
    { type: "button", class: "again", "data-focus": "again", onclick: () => send("again", true) },
    labels.again,
  );
  return { box: el("div", { class: "controls" }, play, range, count, ...jumps, again), play, range, count };
}

/**
 * @param {Root} root
 * @param {number} all
 */
function start(root, all) {
  if (root.n >= all) root.n = 0;
  const stride = Math.max(1, Math.round((all * FRAME) / (1000 * SECONDS)));
  root.playing = setInterval(() => {
    // The first draws are worth watching one by one.
    root.n = Math.min(all, root.n + (root.n < 20 ? 1 : stride));
    if (root.n >= all || !root.isConnected) root.playing = stop(root);
    root.show();
  }, FRAME);
  root.show();
}

/** @param {Kept<goodness_of_fit.GoodnessOfFit>} view */
function show({ root, data, drawn, rows, controls }) {
  const { n } = root;
  const counts = new Array(data.outcomes.length).fill(0);
  for (let i = 0; i < n; i++) counts[drawn[i]] += 1;
  const full = 1.15 * Math.max(...data.outcomes.map(({ share }) => share + spread(share, drawn.length)));
  data.outcomes.forEach(({ share }, i) => set(rows[i], share, counts[i], n, full));
  controls.play.textContent = root.playing ? `‖ ${data.labels.pause}` : `▶ ${data.labels.play}`;
  controls.range.value = n;
  controls.count.textContent = data.labels.of
    .replace("{n}", n.toLocaleString("en"))
    .replace("{all}", drawn.length.toLocaleString("en"));
}

/**
 * Twice the standard deviation of the share of n draws.
 * @param {number} share
 * @param {number} n
 */
function spread(share, n) {
  return 2 * Math.sqrt((share * (1 - share)) / Math.max(1, n));
}

function set({ track, bar, band, tick, counted, expected }, share, count, n, full) {
  const percent = (value) => `${(100 * Math.max(0, Math.min(full, value))) / full}%`;
  const wide = spread(share, n);
  const from = Math.max(0, share - wide);
  band.style.left = percent(from);
  band.style.width = percent(Math.min(full, share + wide) - from);
  tick.style.left = percent(share);
  bar.style.width = n ? percent(count / n) : "0";
  track.classList.toggle("off", n > 0 && Math.abs(count / n - share) > wide);
  counted.textContent = count.toLocaleString("en");
  expected.textContent = (n * share).toFixed(1);
}

/** @param {goodness_of_fit.Outcome} outcome */
function rowOf({ text, rest }) {
  const [bar, band, tick] = ["bar", "band", "tick"].map((name) => el("i", { class: name }));
  const track = el("span", { class: "track", "aria-hidden": "true" }, band, bar, tick);
  const counted = el("span", { class: "number counted" });
  const expected = el("span", { class: "number expected" });
  const token = el("bdi", { class: rest ? "token" : "token mono" }, text);
  return {
    box: el("div", { class: rest ? "row rest" : "row" }, token, track, counted, expected),
    track,
    bar,
    band,
    tick,
    counted,
    expected,
  };
}

/** @param {goodness_of_fit.Labels} labels */
function headOf({ count, expected }) {
  return el(
    "div",
    { class: "row head" },
    el("span"),
    el("span"),
    el("span", { class: "number counted" }, count),
    el("span", { class: "number" }, expected),
  );
}

/** @param {goodness_of_fit.Labels} labels */
function keyOf({ count, expected, band, outside }) {
  const key = (name, text) => el("span", {}, el("i", { class: name }), text);
  return el("div", { class: "key" }, key("fill", count), key("line", expected), key("grey", band), key("out", outside));
}
