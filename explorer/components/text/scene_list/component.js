// A talk's scenes in their order: a click picks one, arrows move it, a cross deletes it.
/** @param {Shown<scene_list.SceneList, scene_list.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const rows = data.scenes.map((scene, n) => rowOf(scene, n, data, setTriggerValue));
  redraw(rootOf(component), el("ol", { "aria-label": data.labels.scenes }, ...rows));
}

/**
 * @param {scene_list.SceneRow} scene
 * @param {number} n
 * @param {scene_list.SceneList} data
 * @param {Send<scene_list.Events>} send
 */
function rowOf(scene, n, data, send) {
  const { labels, now } = data;
  const tool = (
    /** @type {string} */ name,
    /** @type {string} */ sign,
    /** @type {boolean} */ can,
    /** @type {() => void} */ onclick,
  ) =>
    el(
      "button",
      {
        type: "button",
        class: "tool",
        title: labels[name],
        "aria-label": `${labels[name]}: ${n + 1} ${scene.title}`,
        disabled: !can,
        "data-focus": `${name}-${n}`,
        onclick,
      },
      sign,
    );
  return el(
    "li",
    { class: n === now ? "now" : "" },
    el(
      "button",
      {
        type: "button",
        class: "pick",
        "aria-current": n === now ? "true" : null,
        "data-focus": `pick-${n}`,
        onclick: () => send("pick", n),
      },
      el("span", { class: "n" }, String(n + 1)),
      el(
        "span",
        { class: "what" },
        el("bdi", { class: "title" }, scene.title),
        el("span", { class: "where" }, scene.where),
        scene.prompt ? el("bdi", { class: "prompt" }, scene.prompt) : el("span", { class: "where" }, labels.goes_on),
        scene.lacks ? el("span", { class: "lacks" }, scene.lacks) : null,
      ),
    ),
    data.fixed
      ? null
      : el(
          "span",
          { class: "tools" },
          tool("up", "↑", n > 0, () => send("exchange", [n, n - 1])),
          tool("down", "↓", n < data.scenes.length - 1, () => send("exchange", [n, n + 1])),
          tool("delete", "×", true, () => send("delete", n)),
        ),
  );
}
