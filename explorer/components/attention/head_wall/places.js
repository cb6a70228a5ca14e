// Which head stands in which place of the wall, and where that is on screen.

/**
 * By head: its place on the wall, row after row; and the other way round.
 * @param {Wall} wall
 */
function slotsOf({ data, order }) {
  const values = data.orders[order]?.values;
  const heads = Array.from({ length: data.layers * data.heads }, (_, i) => i);
  const headAt = values ? heads.sort((a, b) => values[b] - values[a] || a - b) : heads;
  /** @type {number[]} */
  const slotOf = [];
  headAt.forEach((head, slot) => (slotOf[head] = slot));
  return { headAt, slotOf };
}

/**
 * The numbers of layers and heads along the two edges, as many as there is room for; none where heads are sorted.
 * @param {Wall} wall
 */
function numerals({ data, pitch, root, order, columns, rows, corner }) {
  const gutter = enlarged(GUTTER);
  surface(corner, gutter, gutter);
  const above = surface(columns, pitch * data.heads, gutter).context;
  const beside = surface(rows, gutter, pitch * data.layers).context;
  if (order >= 0) return;
  const style = getComputedStyle(root);
  for (const context of [above, beside]) {
    context.font = `${enlarged(12)}px ${style.fontFamily}`;
    context.fillStyle = style.getPropertyValue("--muted");
    context.textBaseline = "middle";
  }
  const every = Math.ceil(enlarged(18) / pitch);
  above.textAlign = "center";
  for (let head = 0; head < data.heads; head += every)
    above.fillText(String(head + 1), pitch * (head + 0.5), gutter / 2);
  beside.textAlign = "right";
  for (let layer = 0; layer < data.layers; layer += every)
    beside.fillText(String(layer + 1), gutter - enlarged(7), pitch * (layer + 0.5));
}

/**
 * @param {Wall} wall
 * @param {number} layer
 * @param {number} head
 * @returns {Cell}
 */
function placeOf({ pitch, cell, slots, data }, layer, head) {
  const inset = (pitch - cell) / 2;
  const slot = slots.slotOf[layer * data.heads + head];
  return [pitch * (slot % data.heads) + inset, pitch * Math.floor(slot / data.heads) + inset];
}

/**
 * @param {HTMLElement} frame
 * @param {Wall} wall
 * @param {Cell} at
 */
function place(frame, wall, [layer, head]) {
  const [left, top] = placeOf(wall, layer, head);
  const out = 2;
  for (const [name, value] of Object.entries({
    left: left - out,
    top: top - out,
    width: wall.cell + 2 * out,
    height: wall.cell + 2 * out,
  })) {
    frame.style.setProperty(name, `${value}px`);
  }
}

/**
 * @param {Wall} wall
 * @param {MouseEvent} event
 * @returns {Cell | null}
 */
function cellAt(wall, event) {
  const box = wall.board.getBoundingClientRect();
  const row = Math.floor((event.clientY - box.top) / wall.pitch);
  const column = Math.floor((event.clientX - box.left) / wall.pitch);
  return row >= 0 && row < wall.data.layers && column >= 0 && column < wall.data.heads
    ? headIn(wall, row, column)
    : null;
}

/**
 * The layer and head that stand at a place on the wall.
 * @param {Wall} wall
 * @param {number} row
 * @param {number} column
 * @returns {Cell}
 */
function headIn({ data, slots }, row, column) {
  const head = slots.headAt[row * data.heads + column];
  return [Math.floor(head / data.heads), head % data.heads];
}
