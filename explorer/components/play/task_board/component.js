// How far the room is with each task, as bars of its people; and beneath what was let through about the chosen one.
/** @param {Shown<task_board.TaskBoard, task_board.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const now = JSON.stringify(data);
  if (root.drawn === now) return;
  root.drawn = now;
  redraw(
    root,
    el("h2", {}, el("bdi", {}, data.title)),
    headOf(data.labels),
    el(
      "ol",
      { class: "tasks", "aria-label": data.labels.tasks },
      ...data.rows.map((row, n) => rowOf(data, row, n, () => setTriggerValue("choose", n))),
    ),
    el("p", { class: "ask" }, data.ask),
    data.lines.length
      ? el("ul", { class: "lines" }, ...data.lines.map((line) => el("li", { dir: "auto" }, line)))
      : el("p", { class: "none" }, data.labels.none),
    data.rest ? el("p", { class: "none" }, data.rest) : false,
  );
}

/** @param {task_board.Labels} labels */
function headOf({ task, looked, answered, skipped }) {
  return el(
    "div",
    { class: "row head", "aria-hidden": "true" },
    el("span", { class: "title" }, task),
    ...[looked, answered, skipped].map((name) => el("span", {}, name)),
  );
}

/**
 * @param {task_board.TaskBoard} data
 * @param {task_board.Row} row
 * @param {number} n
 * @param {() => void} choose
 */
function rowOf({ people, chosen }, row, n, choose) {
  const bar = (/** @type {number} */ count, /** @type {string} */ kind) =>
    el(
      "span",
      { class: "count" },
      el("b", {}, String(count)),
      el(
        "i",
        { class: "track" },
        el("i", { class: kind, style: { width: `${(100 * count) / Math.max(1, people)}%` } }),
      ),
    );
  return el(
    "li",
    {},
    el(
      "button",
      {
        type: "button",
        class: n === chosen ? "row now" : "row",
        "aria-pressed": n === chosen ? "true" : "false",
        "aria-label": row.label,
        "data-focus": `task-${n}`,
        onclick: choose,
      },
      el("span", { class: "title" }, `${n + 1} `, el("bdi", {}, row.title)),
      bar(row.looked, "looked"),
      bar(row.answered, "answered"),
      bar(row.skipped, "skipped"),
    ),
  );
}
