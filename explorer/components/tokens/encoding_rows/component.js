// The same text under several encodings, line by line: every character stands under itself, so boundaries compare.
const FEW = 6; // tokens whose dots fit under a cell
const ROOM = 7; // pixels of a cell's borders, padding and margin beside its text
const LABEL = 96; // pixels of the encodings' names at the left

/**
 * @typedef {encoding_rows.EncodingRows} Data
 * @typedef {{ start: number, end: number, text: string, width: number }} Segment
 * @typedef {HTMLButtonElement & { cell: encoding_rows.Cell, row: number }} Drawn
 */

/** @param {Shown<encoding_rows.EncodingRows, encoding_rows.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  root.lay = () => lay(root, data, setTriggerValue);
  if (!root.watcher) {
    root.watcher = new ResizeObserver(() => root.clientWidth !== root.laid && root.lay());
    root.watcher.observe(root);
  }
  root.lay();
  hearHover(root, (span) => light(root, span));
}

/**
 * @param {Root} root
 * @param {Data} data
 * @param {Send<encoding_rows.Events>} setTriggerValue
 */
function lay(root, data, setTriggerValue) {
  root.laid = root.clientWidth;
  const lines = linesOf(segmentsOf(data, ruler(root)), data.rows, Math.max(120, root.clientWidth - LABEL - 24));
  const blocks = lines.map((line) => blockOf(line, data, setTriggerValue));
  const ends = [data.labels.before, data.labels.after].map((cut) => (cut ? el("p", { class: "cut" }, cut) : null));
  const split = data.rows.some((row) => row.cells.some((cell) => cell.n > 1));
  const text = el("div", { class: "text mono", role: "group", "aria-label": data.label }, ends[0], ...blocks, ends[1]);
  text.addEventListener("keydown", (event) => step(event, text));
  redraw(
    root,
    el("div", { class: "rows" }, ...data.rows.map(rowOf)),
    text,
    split ? el("p", { class: "legend" }, dotsOf(3), data.labels.split) : null,
  );
}

/**
 * What a text measures in the type in which it will stand.
 * @param {Root} root
 */
function ruler(root) {
  const probe = el("span", { class: "mono cell" });
  root.append(probe);
  const { fontSize, fontFamily } = getComputedStyle(probe);
  probe.remove();
  const context = document.createElement("canvas").getContext("2d");
  context.font = `${fontSize} ${fontFamily}`;
  return (/** @type {string} */ text) => context.measureText(text).width;
}

/**
 * An encoding's name and how many tokens it makes.
 * @param {encoding_rows.Row} row
 */
function rowOf({ name, used_by, count, ratio, share }) {
  return el(
    "div",
    { class: "row" },
    el("div", { class: "name" }, name),
    el("div", { class: "used" }, used_by),
    el("div", { class: "count" }, el("b", {}, count), el("span", { class: "ratio" }, ratio)),
    el("i", { style: { width: `${100 * share}%` } }),
  );
}

/**
 * One line of the text: a row an encoding, a column a segment.
 * @param {Segment[]} line
 * @param {Data} data
 * @param {Send<encoding_rows.Events>} setTriggerValue
 */
function blockOf(line, data, setTriggerValue) {
  /** @type {Span} */
  const span = [line[0].start, line.at(-1).end];
  const columns = `${LABEL}px ${line.map(({ width }) => `${width}px`).join(" ")}`;
  const children = data.rows.flatMap((row, index) => [
    el("span", { class: "label", title: row.name, style: { "grid-row": String(index + 1) } }, row.name),
    ...row.cells.flatMap((cell, i) =>
      touch([cell.start, cell.end], span) ? [cellOf(cell, line, [index, i], data, setTriggerValue)] : [],
    ),
  ]);
  return el("div", { class: "block", style: { "grid-template-columns": columns } }, ...children);
}

/**
 * @param {encoding_rows.Cell} cell
 * @param {Segment[]} line
 * @param {[number, number]} place
 * @param {Data} data
 * @param {Send<encoding_rows.Events>} setTriggerValue
 */
function cellOf(cell, line, [row, i], data, setTriggerValue) {
  const first = line.findIndex(({ end }) => end > cell.start);
  const held = line.filter(({ start, end }) => touch([start, end], [cell.start, cell.end]));
  const selected = touch([cell.start, cell.end], data.selected);
  const classes = ["cell", cell.n > 1 && "split", selected && "selected"];
  const pieces = held.map(({ text, width }, n) =>
    el("bdi", { style: { width: `${width - (n < held.length - 1 ? 0 : ROOM)}px` } }, text),
  );
  const say = () => sayHover([cell.start, cell.end]);
  const hush = () => sayHover(null);
  const made = el(
    "button",
    {
      type: "button",
      class: classes.filter(Boolean).join(" "),
      title: cell.title,
      "aria-label": `${data.rows[row].name}: ${cell.text}`,
      tabindex: i === 0 || selected ? 0 : -1,
      "data-focus": `${row}-${i}-${line[0].start}`,
      style: { "grid-row": String(row + 1), "grid-column": `${first + 2} / span ${held.length}` },
      onclick: () => setTriggerValue("character", cell.start),
      onmouseenter: say,
      onfocus: say,
      onmouseleave: hush,
      onblur: hush,
    },
    ...pieces,
    cell.n > 1 ? dotsOf(cell.n) : null,
  );
  Object.assign(made, { cell, row });
  return made;
}

// So many dots, or their number where they would not fit.
/** @type {(n: number) => HTMLElement} */
const dotsOf = (n) =>
  el(
    "span",
    { class: "dots", "aria-hidden": "true" },
    ...(n > FEW ? [`× ${n}`] : Array.from({ length: n }, () => el("i"))),
  );

/**
 * Everything that holds one of these characters, in any row.
 * @param {Root} root
 * @param {Span | null} span
 */
function light(root, span) {
  for (const other of /** @type {NodeListOf<Drawn>} */ (root.querySelectorAll(".cell")))
    other.classList.toggle("lit", touch([other.cell.start, other.cell.end], span));
}

/**
 * Left and right go along an encoding, up and down to the same character under the others.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} text
 */
function step(event, text) {
  const at = /** @type {Drawn | null} */ (/** @type {HTMLElement} */ (event.target).closest(".cell"));
  const across = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const down = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!at || !(across || down)) return;
  const cells = [.../** @type {NodeListOf<Drawn>} */ (text.querySelectorAll(".cell"))];
  const own = cells.filter(({ row }) => row === at.row);
  const below = cells.find(
    ({ row, cell }) => row === at.row + down && touch([cell.start, cell.end], [at.cell.start, at.cell.start + 1]),
  );
  (across ? own[own.indexOf(at) + across] : below)?.focus();
  event.preventDefault();
}
