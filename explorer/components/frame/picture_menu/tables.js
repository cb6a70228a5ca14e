// A picture's data as plain values, and those as the rows of a spreadsheet.

/** Drawn, but no data: how it looks, and the words on its controls. */
const NO_DATA = new Set(["colors", "scales", "exports", "labels", "spoken"]);

/**
 * A payload without what it is drawn with, its packed numbers unpacked.
 * @param {Record<string, any>} payload
 * @param {Record<string, Packing>} packed by the names and numbers that lead to it, with dots between
 */
function plainData(payload, packed) {
  const plain = (/** @type {any} */ value, /** @type {string} */ path) => {
    if (packed[path]) return unpack(value, packed[path]);
    if (Array.isArray(value)) return value.map((item, i) => plain(item, `${path}.${i}`));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item, `${path}.${name}`)]));
  };
  const told = Object.entries(payload).filter(([name]) => !NO_DATA.has(name));
  return Object.fromEntries(told.map(([name, value]) => [name, plain(value, name)]));
}

/**
 * @param {Base64} text
 * @param {Packing} packing
 */
function unpack(text, { kind, shape }) {
  if (kind === "floats32")
    return folded(
      [...floatsOf(text)].map((value) => Number(value.toPrecision(7))),
      shape,
    );
  const bytes = bytesOf(text);
  const wide = kind !== "shares8";
  const shares = wide ? new Uint16Array(bytes.buffer) : bytes;
  const numbers = [...shares].map((value) => Number((value / (wide ? 65535 : 255)).toFixed(wide ? 6 : 4)));
  if (kind !== "triangle16") return folded(numbers, shape);
  const n = shape[0];
  return Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (_, column) => (column > row ? 0 : numbers[(row * (row + 1)) / 2 + column])),
  );
}

/**
 * Numbers in a row as lists of lists.
 * @param {number[]} numbers
 * @param {number[]} shape
 * @returns {any}
 */
function folded(numbers, [first, ...rest]) {
  if (!rest.length) return numbers;
  const size = numbers.length / (first || 1);
  return Array.from({ length: first }, (_, i) => folded(numbers.slice(i * size, (i + 1) * size), rest));
}

/**
 * The traces of a figure of plotly's, with what it unpacked itself.
 * @param {any} figure
 */
function figureData(figure) {
  const plain = (/** @type {any} */ value) => {
    if (ArrayBuffer.isView(value)) return [.../** @type {Float64Array} */ (value)];
    if (value?.bdata !== undefined) return typed(value);
    if (Array.isArray(value)) return value.map(plain);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
  };
  const kept = ["type", "name", "mode", "x", "y", "z", "text", "customdata", "labels", "parents", "values", "ids"];
  const traces = figure.data.map((/** @type {any} */ trace) =>
    Object.fromEntries(kept.filter((name) => trace[name] !== undefined).map((name) => [name, plain(trace[name])])),
  );
  const title = (/** @type {any} */ axis) => axis?.title?.text ?? null;
  const { xaxis, yaxis } = figure.layout;
  return { axes: { x: title(xaxis), y: title(yaxis) }, traces };
}

/** @param {{ bdata: string, dtype: string, shape?: string }} packed as plotly.py writes arrays */
function typed({ bdata, dtype, shape }) {
  const kinds = { f8: Float64Array, f4: Float32Array, i4: Int32Array, i2: Int16Array, i1: Int8Array };
  const unsigned = { u4: Uint32Array, u2: Uint16Array, u1: Uint8Array };
  const numbers = [...new { ...kinds, ...unsigned }[dtype](bytesOf(bdata).buffer)];
  return shape ? folded(numbers, shape.split(",").map(Number)) : numbers;
}

/** @typedef {{ name: string, rows: any[][] }} Table */

/**
 * Plain data as one text of comma-separated values: table after table, each under its name, an empty line between.
 * @param {any} data
 */
function csvOf(data) {
  const tables = /** @type {Table[]} */ ([]);
  collect(data, "", tables);
  const texts = tables.map(({ name, rows }) => [...(name ? [[name]] : []), ...rows]);
  return texts.map((rows) => rows.map((row) => row.map(cellOf).join(",")).join("\r\n")).join("\r\n\r\n") + "\r\n";
}

/**
 * A spreadsheet takes what begins with = + - @ for a formula, whoever typed it: such a text begins with an apostrophe.
 * @param {any} value
 */
function cellOf(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "boolean") return `${value}`;
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) && !(text.trim() && Number.isFinite(Number(text))) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const isPlain = (/** @type {any} */ value) => value === null || typeof value !== "object";
const isRow = (/** @type {any} */ value) => Array.isArray(value) && value.every(isPlain);
const isCells = (/** @type {any} */ value) => isRow(value) && value.length <= MOST_COLUMNS;
const isRecord = (/** @type {any} */ value) => !isPlain(value) && !Array.isArray(value);

/**
 * @param {any} value
 * @param {string} name
 * @param {Table[]} tables
 */
function collect(value, name, tables) {
  if (Array.isArray(value)) return collectList(value, name, tables);
  if (!isRecord(value)) return;
  const entries = Object.entries(value).filter(([key]) => !NO_DATA.has(key));
  const alone = entries.filter(([, item]) => isPlain(item));
  if (alone.length) tables.push({ name, rows: [alone.map(([key]) => key), alone.map(([, item]) => item)] });
  // Lists of one length belong together: a token and its number stand in one row.
  const lists = new Map();
  for (const [key, item] of entries.filter(([, item]) => isRow(item) && item.length)) {
    lists.set(item.length, [...(lists.get(item.length) ?? []), [key, item]]);
  }
  for (const [n, columns] of lists) {
    const rows = Array.from({ length: n }, (_, i) => columns.map(([, item]) => item[i]));
    tables.push({ name, rows: [columns.map(([key]) => key), ...rows] });
  }
  for (const [key, item] of entries)
    if (!isPlain(item) && !isRow(item)) collect(item, name ? `${name}.${key}` : key, tables);
}

/**
 * @param {any[]} list
 * @param {string} name
 * @param {Table[]} tables
 */
function collectList(list, name, tables) {
  if (!list.length) return;
  if (list.every(isRow)) {
    const most = Math.max(...list.map((row) => row.length));
    tables.push({ name, rows: [Array.from({ length: most }, (_, i) => i), ...list] });
  } else if (list.every((item) => item === null || isRecord(item))) {
    const flat = list.map((item) => flattened(item ?? {}, ""));
    const columns = [...new Set(flat.flatMap((item) => Object.keys(item)))];
    if (columns.length) tables.push({ name, rows: [columns, ...flat.map((item) => columns.map((key) => item[key]))] });
    list.forEach((item, i) => listsOf(item ?? {}, `${name}.${i}`, tables));
  } else if (list.some(isPlain)) {
    tables.push({ name, rows: list.map((item, i) => [i, item]) });
  } else list.forEach((item, i) => collect(item, `${name}.${i}`, tables));
}

/**
 * The lists of a row that are no cells of it, however deep in its records: tables of their own.
 * @param {Record<string, any>} record
 * @param {string} name
 * @param {Table[]} tables
 */
function listsOf(record, name, tables) {
  const entries = Object.entries(record).filter(([key]) => !NO_DATA.has(key));
  const lists = entries.filter(([, item]) => Array.isArray(item) && item.length && !isCells(item));
  if (lists.length) collect(Object.fromEntries(lists), name, tables);
  for (const [key, item] of entries) if (isRecord(item)) listsOf(item, `${name}.${key}`, tables);
}

/** Numbers of a short list inside a row, which become columns of it. */
const MOST_COLUMNS = 4;

/**
 * @param {Record<string, any>} record
 * @param {string} before
 * @returns {Record<string, any>}
 */
function flattened(record, before) {
  const cells = /** @type {Record<string, any>} */ ({});
  for (const [key, item] of Object.entries(record)) {
    const name = before ? `${before}.${key}` : key;
    if (isPlain(item)) cells[name] = item;
    else if (isRecord(item)) Object.assign(cells, flattened(item, name));
    else if (isCells(item)) item.forEach((/** @type {any} */ one, i) => (cells[`${name}.${i}`] = one));
  }
  return cells;
}
