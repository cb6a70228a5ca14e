// One choice at every temperature. Which one is in sight lives here: playing and scrubbing need no round trip.
const SECONDS = 7; // from cold to hot
const LINES = 6; // tokens whose probabilities are drawn as lines

/** @param {Shown<temperature_curve.TemperatureCurve, temperature_curve.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const run = JSON.stringify([data.tokens, data.choices, data.now]); // other settings do not stop what is playing
  if (root.run !== run) Object.assign(root, { run, at: nearest(data.temperatures, data.now), playing: stop(root) });
  const go = (at) => {
    root.playing = stop(root);
    root.at = Math.max(0, Math.min(data.temperatures.length - 1, at));
    root.show();
  };
  /** @type {any} */
  const view = { root, data, ...barsOf(data), controls: controlsOf(root, data, go, setTriggerValue) };
  view.curves = [shareCurve(data, go), choiceCurve(data, go)];
  view.told = el("p", { class: "told" });
  root.show = () => show(view);
  const bars = el("div", {}, el("div", { class: "title" }, data.labels.bars), view.rows);
  const key = el(
    "div",
    { class: "key" },
    el("i"),
    data.labels.now,
    ...(data.left.length ? [el("i", { class: "left" }), data.labels.left] : []),
  );
  redraw(
    root,
    view.controls.box,
    el("div", { class: "bench" }, bars, ...view.curves.map((curve) => curve.box)),
    key,
    view.told,
  );
  root.show();
  return () => (root.playing = stop(root));
}

/**
 * @param {number[]} values
 * @param {number} wanted
 */
function nearest(values, wanted) {
  return values.reduce((best, value, i) => (Math.abs(value - wanted) < Math.abs(values[best] - wanted) ? i : best), 0);
}

/**
 * @param {Root} root
 * @param {temperature_curve.TemperatureCurve} data
 * @param {(i: number) => void} go
 * @param {Send<temperature_curve.Events>} send
 */
function controlsOf(root, { temperatures, labels }, go, send) {
  const play = el("button", {
    type: "button",
    class: "play",
    "data-focus": "play",
    onclick: () => (root.playing ? go(root.at) : start(root, temperatures.length)),
  });
  const range = el("input", {
    type: "range",
    min: 0,
    max: temperatures.length - 1,
    "aria-label": labels.scrub,
    "data-focus": "range",
    oninput: (event) => go(Number(event.target.value)),
  });
  const shown = el("span", { class: "temperature" });
  const use = el(
    "button",
    { type: "button", class: "heat-use", "data-focus": "use", onclick: () => send("use", temperatures[root.at]) },
    labels.use,
  );
  return { box: el("div", { class: "controls" }, play, range, shown, use), play, range, shown };
}

/**
 * @param {Root} root
 * @param {number} n
 */
function start(root, n) {
  if (root.at >= n - 1) root.at = 0;
  root.playing = setInterval(
    () => {
      root.at += 1;
      if (root.at >= n - 1 || !root.isConnected) root.playing = stop(root);
      root.show();
    },
    (1000 * SECONDS) / n,
  );
  root.show();
}

/** @param {temperature_curve.TemperatureCurve} data */
function barsOf({ tokens, labels }) {
  const cells = [...tokens, labels.rest].map((text, i) => {
    const rest = i === tokens.length;
    const bar = el("i");
    const share = el("span", { class: "share" });
    const token = el("bdi", { class: rest ? "token" : "token mono" }, text);
    return {
      box: el(
        "div",
        { class: rest ? "row rest" : "row" },
        token,
        el("span", { class: "track", "aria-hidden": "true" }, bar),
        share,
      ),
      bar,
      share,
    };
  });
  return { rows: el("div", {}, ...cells.map(({ box }) => box)), cells };
}

/** @param {Kept<temperature_curve.TemperatureCurve>} view */
function show({ root, data, cells, controls, curves, told }) {
  const { at } = root;
  const shares = data.shares[at];
  const rest = Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));
  cells.forEach(({ box, bar, share }, i) => {
    const value = shares[i] ?? rest;
    // What cannot come is not listed as likely; its place stays, so that nothing jumps while the heat is turned.
    box.style.visibility = value ? "" : "hidden";
    bar.style.width = `${100 * value}%`;
    share.textContent = precisely(value);
  });
  const temperature = data.temperatures[at].toFixed(2);
  controls.play.textContent = root.playing ? `‖ ${data.labels.pause}` : `▶ ${data.labels.play}`;
  controls.range.value = at;
  controls.range.setAttribute("aria-valuetext", temperature);
  controls.shown.textContent = `T = ${temperature}`;
  curves.forEach((curve) => curve.mark(at));
  told.setAttribute("aria-live", root.playing ? "off" : "polite");
  told.replaceChildren(...data.said[at].map(wordOf));
}

/** @param {number} share */
function precisely(share) {
  if (share === 0) return "0 %";
  if (share < 0.00005) return "< 0.01 %";
  const hundredths = 100 * share;
  return `${hundredths >= 9.95 ? hundredths.toFixed(0) : hundredths >= 0.995 ? hundredths.toFixed(1) : hundredths.toFixed(2)} %`;
}

/**
 * @param {temperature_curve.TemperatureCurve} data
 * @param {(i: number) => void} go
 */
function shareCurve(data, go) {
  const lines = data.tokens.slice(0, LINES).map((_, token) => data.shares.map((row) => 1 - row[token]));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => ({ y: 1 - share, text: `${100 * share} %` }));
  return curveOf(data, data.labels.share, lines, ticks, go);
}

/**
 * On a logarithmic axis: from one choice to a whole vocabulary.
 * @param {temperature_curve.TemperatureCurve} data
 * @param {(i: number) => void} go
 */
function choiceCurve(data, go) {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(...data.choices, ...data.left)) - 1e-9));
  const y = (n) => 1 - Math.log10(Math.max(1, n)) / decades;
  const ticks = Array.from({ length: decades + 1 }, (_, decade) => ({
    y: 1 - decade / decades,
    text: (10 ** decade).toLocaleString("en"),
  }));
  const left = data.left.length ? [data.left.map((n) => (n === null ? null : y(n)))] : [];
  return curveOf(data, data.labels.choices, [data.choices.map(y), ...left], ticks, go, "line left");
}

// Lines of heights 0 (top) to 1, one value a temperature or null; the first is the one that is followed.
function curveOf({ temperatures, now }, title, lines, ticks, go, others = "line other") {
  const n = temperatures.length;
  const x = (i) => i / (n - 1);
  const [low, high] = [temperatures[0], temperatures[n - 1]];
  const here = Math.max(0, Math.min(1, (now - low) / (high - low)));
  const at = svg("path", { class: "at" });
  const path = (line) =>
    line
      .map((y, i) => (y === null ? "" : `L${x(i)} ${y}`))
      .join("")
      .replace("L", "M");
  const drawn = lines.map((line, i) => svg("path", { class: i ? others : "line", d: path(line) }));
  const grid = ticks.map(({ y }) => `M0 ${y}H1`).join("");
  const plot = svg(
    "svg",
    { viewBox: "0 0 1 1", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("path", { class: "grid", d: grid }),
    svg("path", { class: "now", d: `M${here} 0V1` }),
    ...drawn.reverse(),
    at,
  );
  const seek = (event) => {
    const box = plot.getBoundingClientRect();
    go(Math.round(((event.clientX - box.left) / box.width) * (n - 1)));
  };
  plot.addEventListener("pointerdown", seek);
  plot.addEventListener("pointermove", (event) => event.buttons && seek(event));
  const dot = el("i", { class: "dot", "aria-hidden": "true" });
  const marks = ticks.map(({ y, text }) => el("span", { class: "y", style: { top: `${236 * y}px` } }, text));
  const below = [0, 0.5, 1, 1.5, 2]
    .filter((value) => value >= low && value <= high)
    .map((value) =>
      el(
        "span",
        { class: "x", style: { left: `calc(40px + (100% - 40px) * ${(value - low) / (high - low)})` } },
        String(value),
      ),
    );
  const frame = el("div", { class: "frame" }, plot, dot);
  const mark = (i) => {
    at.setAttribute("d", `M${x(i)} 0V1`);
    dot.style.left = `${100 * x(i)}%`;
    dot.style.top = `${236 * lines[0][i]}px`;
  };
  return {
    box: el(
      "div",
      {},
      el("div", { class: "title" }, title),
      el("div", { class: "curve" }, frame, ...marks, ...below, el("div", { class: "axis" })),
    ),
    mark,
  };
}
