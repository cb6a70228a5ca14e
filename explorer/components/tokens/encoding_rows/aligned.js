// Pure geometry: one text, cut in several ways, laid into lines in which every character stands under itself.

const PADDING = 12; // pixels that a cell has around its text: borders, padding, gap

/**
 * The pieces that no row cuts any further, as { start, end, text, width }, in order. `measure` gives pixels of a text.
 * @param {encoding_rows.EncodingRows} data
 * @param {(text: string) => number} measure
 * @returns {Segment[]}
 */
function segmentsOf({ rows, characters, start }, measure) {
  const end = start + characters.length;
  const edges = new Set([start, end]);
  const whole = new Map();
  for (const { cells } of rows) {
    for (const cell of cells) {
      if (cell.start > start && cell.start < end) edges.add(cell.start);
      if (cell.end > start && cell.end < end) edges.add(cell.end);
      if (cell.n > 1) whole.set(`${cell.start}-${cell.end}`, cell.text);
    }
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(1).map((to, i) => {
    const from = sorted[i];
    const text = whole.get(`${from}-${to}`) ?? characters.slice(from - start, to - start).join("");
    return { start: from, end: to, text, width: Math.ceil(measure(text)) + PADDING };
  });
}

/**
 * The segments in lines of at most so many pixels; a line ends where all rows have a boundary, if that is not too early.
 * @param {Segment[]} segments
 * @param {encoding_rows.Row[]} rows
 * @param {number} room
 */
function linesOf(segments, rows, room) {
  const starts = rows.map(({ cells }) => new Set(cells.map((cell) => cell.start)));
  const everywhere = (/** @type {number} */ place) => starts.every((set) => set.has(place));
  /** @type {Segment[][]} */
  const lines = [];
  /** @type {Segment[]} */
  let line = [];
  let used = 0;
  for (const segment of segments) {
    if (line.length && used + segment.width > room) {
      const last = line.findLastIndex((kept, i) => i > 0 && everywhere(kept.start));
      const rest = everywhere(segment.start) || last < line.length / 2 ? [] : line.splice(last);
      lines.push(line);
      line = rest;
      used = rest.reduce((sum, { width }) => sum + width, 0);
    }
    line.push(segment);
    used += segment.width;
  }
  return line.length ? [...lines, line] : lines;
}
