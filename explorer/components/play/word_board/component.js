// The text with its gap, large, and beneath it one row for each thing that the model would put there: its probability
// to the right, the room's answers to the left as a pile. Until it is revealed, what is kept back is hatched or missing.
/** @param {Shown<word_board.WordBoard, word_board.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  const now = JSON.stringify(data);
  if (root.drawn === now) return;
  root.drawn = now;
  root.toggleAttribute("data-alone", !data.labels.n);
  redraw(
    root,
    el(
      "p",
      { class: "text" },
      el("bdi", {}, data.before),
      el("span", { class: data.gap ? "gap filled" : "gap", dir: "auto" }, data.gap || "?"),
      el("bdi", {}, data.after),
    ),
    el(
      "div",
      { class: "bars", role: "list", "aria-label": data.labels.bars },
      headOf(data.labels),
      ...data.rows.map((row) => rowOf(data, row)),
      data.others.length ? el("p", { class: "others" }, data.labels.others) : null,
      ...data.others.map((row) => rowOf(data, row)),
    ),
    data.rest ? el("p", { class: "rest" }, data.rest) : false,
  );
}

/** @param {word_board.Labels} labels */
function headOf({ token, n, share }) {
  return el(
    "div",
    { class: "row head", "aria-hidden": "true" },
    el("span", { class: "n" }, n),
    el("span", { class: "token" }, token),
    el("span", { class: "share" }, share),
    el("span", {}),
  );
}

/**
 * @param {word_board.WordBoard} data
 * @param {word_board.Row} row
 */
function rowOf(data, row) {
  const all = [...data.rows, ...data.others];
  const widest = Math.max(...all.map((one) => one.share), 1e-9);
  const most = Math.max(...all.map((one) => one.n), 1);
  const wide = (/** @type {number} */ share) => ({ width: `${100 * share}%` });
  const marks = [row.right && data.labels.right, row.mine && data.labels.mine].filter(Boolean).join(" · ");
  return el(
    "div",
    { class: row.mine ? "row mine" : "row", role: "listitem", "aria-label": row.label },
    el(
      "span",
      { class: "n", "aria-hidden": "true" },
      row.n_text,
      el("i", { class: "pile" }, row.n ? el("i", { style: wide(row.n / most) }) : null),
    ),
    el(
      "bdi",
      { class: ["token mono", row.right && "right", !row.text && "hidden"].filter(Boolean).join(" ") },
      row.text || "?",
    ),
    el(
      "span",
      { class: "track", "aria-hidden": "true" },
      el("i", { class: row.share_text ? "" : "unknown", style: wide(row.share / widest) }),
    ),
    el("span", { class: "share" }, row.share_text, marks ? el("small", {}, marks) : null),
  );
}
