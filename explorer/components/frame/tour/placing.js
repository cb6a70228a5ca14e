// Where the card stands: over neither the control that it points at nor what changes with it.
const EDGE = 8; // px that it keeps from the edges of the window
const STEPS = 30; // places that are tried in each direction
const GAP = 14; // px between it and what it points at

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {{ box: Box, weight: number }} Avoided */

/**
 * The area, in square pixels, that two boxes share.
 * @param {Box} one
 * @param {Box} other
 */
function shared(one, other) {
  const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * How far two boxes are from each other: 0 where they touch.
 * @param {Box} one
 * @param {Box} other
 */
function apart(one, other) {
  const across = Math.max(0, one.left - other.right, other.left - one.right);
  const down = Math.max(0, one.top - other.bottom, other.top - one.bottom);
  return Math.hypot(across, down);
}

/**
 * @param {Box} box
 * @param {number} by
 * @returns {Box}
 */
function grown({ left, top, right, bottom }, by) {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/**
 * @param {Box} box
 * @param {number} by
 * @returns {Box}
 */
function raised({ left, top, right, bottom }, by) {
  return { left, top: top - by, right, bottom: bottom - by };
}

/**
 * The place of a card of this size that hides least of what is to be seen, as near as possible to the first of it; where
 * there is nothing to be seen, the lower right corner.
 * @param {{ width: number, height: number }} size
 * @param {{ width: number, height: number }} room
 * @param {Avoided[]} avoided
 */
function bestPlace(size, room, avoided) {
  const spare = [room.width - size.width, room.height - size.height].map((n) => Math.max(0, n - 2 * EDGE));
  let best = { left: EDGE + spare[0], top: EDGE + spare[1], cost: Infinity };
  if (!avoided.length) return best;
  for (let row = 0; row <= STEPS; row++)
    for (let column = 0; column <= STEPS; column++) {
      const [left, top] = [EDGE + (spare[0] * column) / STEPS, EDGE + (spare[1] * row) / STEPS];
      const cost = costOf({ left, top, right: left + size.width, bottom: top + size.height }, avoided);
      if (cost < best.cost) best = { left, top, cost };
    }
  return best;
}

/**
 * What the card lies over only where there is no other place, the worst first: what is pointed at now, what belongs to
 * it, and the frame.
 * @param {Box[]} boxes
 * @param {Box[]} frame
 * @returns {Avoided[]}
 */
function avoided(boxes, frame) {
  if (!boxes.length) return [];
  const weighed = (/** @type {Box[]} */ some, /** @type {number} */ weight) => some.map((box) => ({ box, weight }));
  return [...weighed(boxes.slice(0, 1), 100), ...weighed(boxes.slice(1), 10), ...weighed(frame, 12)];
}

/**
 * @param {Box} card
 * @param {Avoided[]} avoided
 */
function costOf(card, avoided) {
  const hidden = avoided.reduce((sum, { box, weight }) => sum + weight * shared(card, grown(box, GAP)), 0);
  return hidden + apart(card, avoided[0].box);
}

/**
 * What encloses all of them; null without any.
 * @param {Box[]} boxes
 * @returns {Box | null}
 */
function around(boxes) {
  if (!boxes.length) return null;
  return {
    left: Math.min(...boxes.map((box) => box.left)),
    top: Math.min(...boxes.map((box) => box.top)),
    right: Math.max(...boxes.map((box) => box.right)),
    bottom: Math.max(...boxes.map((box) => box.bottom)),
  };
}

/**
 * How far to scroll so that the first box is in sight, and the other one with it where both fit: above a sheet at the
 * foot; elsewhere above the card, if that has no place beside them.
 * @param {Box[]} boxes
 * @param {Box[]} frame
 * @param {boolean} sheet
 * @param {{ width: number, height: number }} card
 * @param {{ width: number, height: number }} room
 */
function scrollTo(boxes, frame, sheet, card, room) {
  const above = room.height - card.height - EDGE;
  const all = around(boxes);
  const fits = (/** @type {number} */ end) => all.bottom - all.top + 2 * GAP <= end;
  const into = (/** @type {number} */ end) => reach(fits(end) ? all : boxes[0], end);
  if (sheet) return into(above);
  const by = into(room.height);
  const up = (/** @type {Box[]} */ some) => some.map((box) => raised(box, by));
  const then = avoided(up(boxes), up(frame));
  const { left, top } = bestPlace(card, room, then);
  const place = { left, top, right: left + card.width, bottom: top + card.height };
  return fits(above) && then.some(({ box }) => shared(place, grown(box, EDGE))) ? into(above) : by;
}

/**
 * How far to scroll so that a box is in sight above `end`; its head, where it is too high.
 * @param {Box} box
 * @param {number} end
 */
function reach({ top, bottom }, end) {
  const hidden = Math.max(bottom - end + GAP, 0);
  return top < EDGE ? top - GAP : Math.min(hidden, Math.max(0, top - GAP));
}

/**
 * The shortest line from one box to another: where it begins, how long it is, and its angle.
 * @param {Box} from
 * @param {Box} to
 */
function lineBetween(from, to) {
  const [x, toX] = nearest(from.left, from.right, to.left, to.right);
  const [y, toY] = nearest(from.top, from.bottom, to.top, to.bottom);
  return { x, y, length: Math.hypot(toX - x, toY - y), angle: Math.atan2(toY - y, toX - x) };
}

/**
 * The points of two spans that are nearest to each other; where they overlap, the middle of what they share.
 * @param {number} start
 * @param {number} end
 * @param {number} other
 * @param {number} otherEnd
 */
function nearest(start, end, other, otherEnd) {
  if (end < other) return [end, other];
  if (otherEnd < start) return [start, otherEnd];
  const middle = (Math.max(start, other) + Math.min(end, otherEnd)) / 2;
  return [middle, middle];
}
