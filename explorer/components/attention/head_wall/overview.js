// Where a wall has more heads than fit at a legible size: all of them at once, a cell each, and the part on screen framed.
const OVERVIEW = 76; // px of its width, at most
const NARROWEST = 3; // px of a head in it

/**
 * @param {any} wall
 */
function buildOverview(wall) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const seen = el("div", { class: "seen" });
  const overview = el("div", { class: "overview" }, canvas, seen);
  Object.assign(wall, { overview, map: canvas, seen });
  const go = (/** @type {PointerEvent} */ event) => {
    if (event.buttons) scrollTo(wall, event);
  };
  overview.addEventListener("pointerdown", go);
  overview.addEventListener("pointermove", go);
  wall.scroller.addEventListener("scroll", () => frameSeen(wall));
}

/** @param {Wall} wall */
function overviewWidth({ data }) {
  return Math.max(NARROWEST * data.heads, Math.min(OVERVIEW, 8 * data.heads));
}

/**
 * As dark as the value that the wall is sorted by; by layer, as narrow as the head looks.
 * @param {Wall} wall
 */
function drawOverview(wall) {
  const { data, overview, map, tall } = wall;
  overview.hidden = !wall.zoomed;
  if (overview.hidden) return;
  overview.title = data.labels.overview;
  const [width, height] = [overviewWidth(wall), tall];
  const { context } = surface(map, width, height);
  const { values } = data.orders.at(wall.order) ?? { values: [] };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [w, h] = [width / data.heads, height / data.layers];
  for (let slot = 0; slot < data.layers * data.heads; slot++) {
    const share = (values[wall.slots.headAt[slot]] - least) / (most - least || 1);
    context.fillStyle = `rgb(${along(data.scales.attention, share).join(" ")})`;
    context.fillRect(w * (slot % data.heads), h * Math.floor(slot / data.heads), w - 0.5, h - 0.5);
  }
  frameSeen(wall);
}

/** @param {Wall} wall */
function frameSeen(wall) {
  const { scroller, seen, data, pitch, tall } = wall;
  if (wall.overview.hidden) return;
  const part = (/** @type {number} */ from, /** @type {number} */ room, /** @type {number} */ whole) =>
    [from, Math.min(room - enlarged(GUTTER), whole)].map((at) => at / whole);
  const [left, wide] = part(scroller.scrollLeft, scroller.clientWidth, pitch * data.heads);
  const [top, high] = part(scroller.scrollTop, scroller.clientHeight, pitch * data.layers);
  const width = overviewWidth(wall);
  const box = { left: width * left, top: tall * top, width: width * wide, height: tall * high };
  for (const [name, value] of Object.entries(box)) seen.style.setProperty(name, `${value}px`);
}

/**
 * @param {Wall} wall
 * @param {PointerEvent} event
 */
function scrollTo({ scroller, map, pitch, data }, event) {
  const box = map.getBoundingClientRect();
  const [x, y] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  scroller.scrollLeft = x * pitch * data.heads - (scroller.clientWidth - enlarged(GUTTER)) / 2;
  scroller.scrollTop = y * pitch * data.layers - (scroller.clientHeight - enlarged(GUTTER)) / 2;
}

/**
 * Scroll until a head is in sight, and no further.
 * @param {Wall} wall
 * @param {Cell} at
 */
function intoSight(wall, at) {
  const { scroller, pitch } = wall;
  const [left, top] = placeOf(wall, ...at);
  const within = (/** @type {number} */ from, /** @type {number} */ start, /** @type {number} */ room) =>
    start < from ? start - 2 : start + pitch > from + room ? start + pitch - room + 2 : from;
  scroller.scrollLeft = within(scroller.scrollLeft, left, scroller.clientWidth - enlarged(GUTTER));
  scroller.scrollTop = within(scroller.scrollTop, top, scroller.clientHeight - enlarged(GUTTER));
}
