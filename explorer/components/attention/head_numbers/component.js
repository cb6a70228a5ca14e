// One query's way through one head in numbers. Vectors are strips of bars, one bar a dimension, up for positive and down
// for negative; pointing at a bar marks that dimension in every strip and reads its numbers.
const HEIGHT = 22;

/**
 * @typedef {{ canvas: HTMLCanvasElement, id: string, row: head_numbers.Row, color: string, values: Float32Array,
 *   tallest: number }} Strip
 * @typedef {Kept<head_numbers.HeadNumbers> & { strips: Strip[], at: number | null }} Table
 */

/** @param {Shown<head_numbers.HeadNumbers>} component */
export default function (component) {
  const root = rootOf(component);
  const { data } = component;
  /** @type {Table} */
  const table = { root, data, strips: [], at: null };
  const tip = (table.tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" }));
  const body = data.rows.map((row) => rowOf(table, row));
  table.scroll = el(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": data.labels.table },
    el(
      "table",
      {},
      el("caption", {}, data.labels.table),
      el("thead", {}, el("tr", {}, ...data.columns.map(headOf))),
      el("tbody", {}, ...body),
    ),
    tip,
  );
  redraw(root, table.scroll);
  scales(table.strips);
  paintAtAnySize(root, () => paint(table));
}

/** @param {head_numbers.Column} column */
function headOf({ title, note, kind }) {
  return el("th", { scope: "col", class: kind }, title, note ? el("span", { class: "note" }, note) : null);
}

/**
 * @param {Table} table
 * @param {head_numbers.Row} row
 */
function rowOf(table, row) {
  const names = [row.kind, row.masked && "masked"].filter(Boolean).join(" ");
  return el("tr", { class: names }, ...table.data.columns.map((column) => cellOf(table, row, column)));
}

/**
 * @param {Table} table
 * @param {head_numbers.Row} row
 * @param {head_numbers.Column} column
 */
function cellOf(table, row, { id, kind }) {
  if (kind === "name") {
    const name = el(
      "bdi",
      {
        class: row.token ? "token mono" : "told",
        style: { "--role": `var(--${row.kind === "query" ? "query" : "key"})` },
      },
      row.name,
    );
    const place = row.place === null ? null : el("span", { class: "place" }, String(row.place));
    return el("td", { class: "name", title: row.name }, name, place);
  }
  if (kind === "strip") return el("td", { class: "strip" }, row.strips[id] ? stripOf(table, row, id) : null);
  const written = row.numbers[id] ?? "";
  if (kind === "share") {
    const bar = !row.share ? null : el("span", { class: "bar", style: { width: `${row.share * 62}%` } });
    return el("td", { class: "share" }, bar, written);
  }
  return el("td", { class: row.masked && id === "score" ? "hidden" : "" }, written);
}

/**
 * @param {Table} table
 * @param {head_numbers.Row} row
 * @param {string} id
 */
function stripOf(table, row, id) {
  const { role, values } = row.strips[id];
  const canvas = el("canvas", { role: "img", "aria-label": `${row.name} ${role}` });
  /** @type {Strip} */
  const strip = { canvas, id, row, color: table.data.colors[role], values: floatsOf(values), tallest: 0 };
  table.strips.push(strip);
  canvas.addEventListener("pointermove", (event) => point(table, strip, event));
  canvas.addEventListener("pointerleave", () => point(table, strip, null));
  return canvas;
}

/**
 * Strips of one column share a scale, so that their bars can be compared; the query has its own, and so have the sums.
 * @param {Strip[]} strips
 */
function scales(strips) {
  const tallest = new Map();
  const group = (/** @type {Strip} */ { id, row }) =>
    row.kind === "query" ? "query" : row.kind === "key" ? id : "sum";
  const highest = (/** @type {Float32Array} */ values) =>
    values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
  for (const strip of strips)
    tallest.set(group(strip), Math.max(tallest.get(group(strip)) ?? 0, highest(strip.values)));
  for (const strip of strips) strip.tallest = tallest.get(group(strip));
}

/** @param {Table} table */
function paint({ strips, at, data }) {
  for (const { canvas, values, color, tallest } of strips) {
    const width = canvas.clientWidth;
    const { context } = surface(canvas, width, HEIGHT);
    canvas.style.width = "";
    const step = width / values.length;
    const gap = step > 3 ? 1 : 0;
    if (at !== null) {
      context.fillStyle = data.colors.line;
      context.fillRect(at * step, 0, step, HEIGHT);
    }
    context.fillStyle = data.colors.line;
    context.fillRect(0, HEIGHT / 2 - 0.5, width, 1);
    context.fillStyle = color;
    values.forEach((value, i) => {
      const height = (Math.abs(value) / tallest) * (HEIGHT / 2 - 1);
      context.fillRect(i * step, value > 0 ? HEIGHT / 2 - height : HEIGHT / 2, step - gap, Math.max(height, 0.5));
    });
  }
}

/**
 * @param {Table} table
 * @param {Strip} strip
 * @param {PointerEvent | null} event
 */
function point(table, strip, event) {
  const box = strip.canvas.getBoundingClientRect();
  const n = strip.values.length;
  const at = event ? Math.max(0, Math.min(n - 1, Math.floor(((event.clientX - box.left) / box.width) * n))) : null;
  if (at !== table.at) {
    table.at = at;
    paint(table);
  }
  table.tip.hidden = at === null;
  if (at === null) return;
  const inside = table.scroll.getBoundingClientRect();
  table.tip.textContent = reading(table, strip, at);
  const left = event.clientX - inside.left + table.scroll.scrollLeft + 12;
  table.tip.style.left = `${Math.min(left, table.scroll.scrollLeft + inside.width - table.tip.offsetWidth)}px`;
  table.tip.style.top = `${Math.max(0, box.top - inside.top - 26)}px`;
}

/**
 * What one bar says: "dimension 3 of 32: q 0.31 × k −0.52 = −0.16".
 * @param {Table} table
 * @param {Strip} strip
 * @param {number} at
 */
function reading({ data, strips }, { row, id, values }, at) {
  const where = filled(data.labels.dimension, { i: at + 1, n: values.length });
  const query = strips.find((strip) => strip.row.kind === "query")?.values[at];
  const value = written(values[at]);
  if (id === "product") return `${where}: q ${written(query)} × k ${written(values[at] / (query || 1))} = ${value}`;
  if (id === "k" && row.kind === "key")
    return `${where}: q ${written(query)} × k ${value} = ${written(query * values[at])}`;
  if (id === "mixed" && row.kind === "key")
    return `${where}: ${row.numbers.share} × v ${written(values[at] / (row.share || 1))} = ${value}`;
  return `${where}: ${row.strips[id].letter} = ${value}`;
}

/** @param {number} value */
function written(value) {
  return String(Number(value.toPrecision(5))).replace("-", "−");
}
