// A training on a line: drag to an earlier step, and everything on the page is the model as it was then.

const A_STOP = 1600; // Milliseconds that each checkpoint stays on screen while it plays.

/** @param {Shown<training_steps.TrainingSteps, training_steps.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const last = data.stops.length - 1;
  const told = el("span", { class: "told" }, data.stops[data.at].told);
  const go = (/** @type {number} */ to) => setTriggerValue("stop", to);
  const play = (/** @type {boolean} */ on) => {
    root.playing = on;
    if (on) go(data.at === last ? 0 : data.at + 1);
    else draw();
  };
  const range = el("input", {
    type: "range",
    min: 0,
    max: last,
    "aria-label": data.labels.scrub,
    "aria-valuetext": data.stops[data.at].told,
    "data-focus": "range",
    oninput: () => {
      root.playing = false;
      told.textContent = data.stops[Number(range.value)].told;
    },
    onchange: () => go(Number(range.value)),
  });
  range.value = String(data.at);
  const draw = () =>
    redraw(
      root,
      el(
        "div",
        { class: "row", role: "group", "aria-label": data.labels.name },
        el("span", { class: "name" }, data.labels.name),
        buttonOf("play", root.playing ? "❚❚" : "▶", root.playing ? data.labels.pause : data.labels.play, false, () =>
          play(!root.playing),
        ),
        buttonOf("back", "‹", data.labels.back, data.at === 0, () => go(data.at - 1)),
        el("span", { class: "line" }, range, curveOf(data)),
        buttonOf("forward", "›", data.labels.forward, data.at === last, () => go(data.at + 1)),
        told,
      ),
    );
  if (data.at === last) root.playing = false;
  draw();
  clearTimeout(root.timer);
  if (root.playing) root.timer = setTimeout(() => root.playing && root.isConnected && go(data.at + 1), A_STOP);
}

/** @type {(name: string, text: string, label: string, disabled: boolean, onclick: () => void) => HTMLElement} */
function buttonOf(name, text, label, disabled, onclick) {
  return el(
    "button",
    { type: "button", class: name, title: label, "aria-label": label, disabled, onclick, "data-focus": name },
    text,
  );
}

/**
 * The loss, from high on the left to low on the right.
 * @param {training_steps.TrainingSteps} data
 */
function curveOf({ curve, stops }) {
  const points = curve.map(([x, y]) => `${x},${1 - y}`).join(" ");
  const box = `0 0 ${Math.max(1, stops.length - 1)} 1`;
  const line = svg("polyline", { points, "vector-effect": "non-scaling-stroke" });
  return svg("svg", { viewBox: box, preserveAspectRatio: "none", "aria-hidden": "true" }, line);
}
