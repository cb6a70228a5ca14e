// Rows of exercises made of one text: a bar over each answer, all rows on one scale; the lines break as a text's do.
const HIGH = 64; // px of the longest bar
const LEAST = 10; // px of a row's room for bars

/** @param {Shown<signal_rows.SignalRows, signal_rows.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const known = data.rows.flatMap(({ pieces }) => pieces.map(({ bits }) => bits ?? 0));
  const most = Math.max(1, ...known);
  const readout = el("output", { class: "readout" }, filled(data.unit, { most: most.toFixed(1) }));
  const tell = (/** @type {string} */ said) => (readout.textContent = said);
  const rows = data.rows.map((row, at) =>
    rowOf(row, most, tell, (place) => setTriggerValue("piece", [at, place]), `row-${at}`),
  );
  const board = el("div", { class: "rows", role: "group", "aria-label": data.label }, ...rows);
  board.addEventListener("pointerleave", () => tell(filled(data.unit, { most: most.toFixed(1) })));
  redraw(rootOf(component), board, readout);
}

/**
 * @param {signal_rows.Row} row
 * @param {number} most
 * @param {(said: string) => void} tell
 * @param {(place: number) => void} choose
 * @param {string} focus
 */
function rowOf(row, most, tell, choose, focus) {
  const known = row.pieces.map(({ bits }) => bits ?? 0);
  const room = Math.max(LEAST, (HIGH * Math.max(...known)) / most); // no row is higher than its own bars
  const pieces = row.pieces.map((piece, place) => {
    const selected = place === row.selected;
    return el(
      "button",
      {
        type: "button",
        class: selected ? "piece selected" : "piece",
        "aria-label": `${piece.text}: ${piece.title}`,
        "aria-pressed": row.pickable ? String(selected) : null,
        "aria-disabled": row.pickable ? null : "true",
        "data-focus": `${focus}-${place}`,
        onclick: () => row.pickable && choose(place),
        onpointerenter: () => tell(piece.title),
        onfocus: () => tell(piece.title),
      },
      barOf(piece.bits, row.role, HIGH / most, room),
      el("bdi", { class: "mono" }, piece.text),
    );
  });
  const head = el("p", { class: "head" }, el("bdi", {}, row.name), el("span", {}, row.note));
  return el(
    "div",
    { class: "row" },
    head,
    el("div", { class: "text", role: "group", "aria-label": row.name }, ...pieces),
  );
}

/**
 * @param {number | null} bits
 * @param {string} role
 * @param {number} scale px of a bit
 * @param {number} room px
 */
function barOf(bits, role, scale, room) {
  const look =
    bits === null
      ? { class: "none" }
      : { style: { height: `${Math.max(1, scale * bits)}px`, background: `var(--${role})` } };
  return el("span", { class: "bar", "aria-hidden": "true", style: { height: `${room}px` } }, el("i", look));
}
