// The tour from its beginning, or from where this browser left it: see frame/tour.
/** @param {Shown<tour_offer.TourOffer, tour_offer.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const { labels, steps } = data;
  const { step, finished } = left(steps);
  const begin = (/** @type {number} */ n) => () => setTriggerValue("begin", n);
  const resume = labels.resume.replace("{n}", String(step)).replace("{of}", String(steps));
  const button = (/** @type {string} */ name, /** @type {string} */ text, /** @type {number} */ n) =>
    el("button", { type: "button", class: name, "data-focus": name, onclick: begin(n) }, text);
  redraw(
    rootOf(component),
    el(
      "div",
      { class: "offer" },
      button("begin", step > 1 ? resume : finished ? labels.again : labels.start, Math.max(1, step)),
      step > 1 ? button("anew", labels.anew, 1) : null,
      el("p", {}, labels.what),
    ),
  );
}

/**
 * As this browser has kept it, as far as that makes sense: anything may stand there.
 * @param {number} steps
 */
function left(steps) {
  try {
    const { step, finished } = JSON.parse(localStorage.getItem("llm-explorer-tour")) ?? {};
    return { step: Number.isInteger(step) && step > 0 && step <= steps ? step : 0, finished: finished === true };
  } catch {
    return { step: 0, finished: false };
  }
}
