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
 * @param {Box} card
 * @param {Avoided[]} avoided
 */
function costOf(card, avoided) {
  const hidden = avoided.reduce((sum, { box, weight }) => sum + weight * shared(card, grown(box, GAP)), 0);
  return hidden + apart(card, avoided[0].box);
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
