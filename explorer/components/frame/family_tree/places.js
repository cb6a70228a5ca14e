// Where each model stands: its date to the right, its figure upwards on a scale of powers of ten.

/** The picture's height, and what is kept free around it. */
const HEIGHT = 440;
const CONTROLS = 40;
const EDGE = { left: 62, top: 26, bottom: 24 };
/** The lane of those without a figure, and the column of those that run here. */
const LANE = 58;
/** Of a mark and what is kept free around it. */
const MARK = 6;
const APART = 14;

/**
 * @param {Family} family
 * @param {number} width
 */
function frameOf(family, width) {
  const { axes, nodes, years } = family.data;
  const edge = { left: enlarged(EDGE.left), top: EDGE.top, bottom: enlarged(EDGE.bottom) };
  const height = heightOf(family.root);
  const values = nodes.map(({ values }) => values[family.axis]).filter((value) => value !== null);
  const column = width > 560 ? enlarged(128) : 44;
  const right = width - column;
  const bottom = height - edge.bottom - LANE;
  const [low, high] = [Math.log10(Math.min(...values)) - 0.25, Math.log10(Math.max(...values)) + 0.25];
  const [first, last] = [years[0], years[years.length - 1]];
  const x = (/** @type {number} */ time) => edge.left + ((time - first) / (last - first)) * (right - edge.left);
  const y = (/** @type {number} */ value) => bottom - ((Math.log10(value) - low) / (high - low)) * (bottom - edge.top);
  const ticks = axes[family.axis].ticks.filter(({ value }) => low <= Math.log10(value) && Math.log10(value) <= high);
  return { width, height, edge, right, column, bottom, x, y, ticks };
}

/**
 * On the stage the tree has what its controls leave of the room.
 * @param {Root} root
 */
function heightOf(root) {
  return root.dataset.stage === undefined ? HEIGHT : Math.max(240, roomIn(root, HEIGHT) - enlarged(CONTROLS));
}

/**
 * The place of every model that is shown; those that would lie on another stand beside it.
 * @param {Family} family
 * @param {ReturnType<typeof frameOf>} frame
 * @returns {Map<number, Cell>}
 */
function placesOf(family, frame) {
  const { nodes } = family.data;
  const places = new Map();
  const shown = nodes.map((_, index) => index).filter((index) => !family.off.has(nodes[index].kind));
  for (const index of shown)
    places.set(index, free(wanted(nodes[index], family.axis, frame), [...places.values()], frame));
  return places;
}

/**
 * @param {family_tree.Node} node
 * @param {number} axis
 * @param {ReturnType<typeof frameOf>} frame
 * @returns {Cell}
 */
function wanted({ time, values }, axis, { right, column, bottom, x, y }) {
  const value = values[axis];
  const across = time === null ? right + Math.min(16, column / 2) : x(time);
  return [across, value === null ? bottom + 14 : y(value)];
}

/**
 * In the lane the next row, elsewhere a step to the right.
 * @param {Cell} place
 * @param {Cell[]} taken
 * @param {ReturnType<typeof frameOf>} frame
 * @returns {Cell}
 */
function free([x, y], taken, { bottom }) {
  const lane = y > bottom;
  const near = (/** @type {Cell} */ [a, b]) => Math.hypot(a - x, b - y) < APART - 1;
  for (let tries = 0; taken.some(near) && tries < 40; tries++) {
    if (!lane) x += APART;
    else if (y + APART < bottom + LANE - 8) y += APART;
    else [x, y] = [x + APART, bottom + 14];
  }
  return [x, y];
}

/**
 * Names beside their marks where there is room, those of `first` before the others: index -> [x, y, anchor].
 * @param {Family} family
 * @param {Map<number, Cell>} places
 * @param {ReturnType<typeof frameOf>} frame
 * @param {number[]} first
 */
function labelsOf(family, places, frame, first) {
  const measure = el("canvas").getContext("2d");
  measure.font = `${enlarged(12)}px ${getComputedStyle(family.root).fontFamily}`;
  const marks = [...places.values()].map(([x, y]) => [x - MARK, y - MARK, x + MARK, y + MARK]);
  /** @type {number[][]} */
  const boxes = [];
  const found = new Map();
  const order = [...new Set([...first, ...places.keys()])].filter((index) => places.has(index));
  for (const index of order) {
    const wide = measure.measureText(family.data.nodes[index].name).width + 4;
    const place = sides(places.get(index), wide, enlarged(7)).find(({ box }) => fits(box, [...boxes, ...marks], frame));
    if (!place) continue;
    boxes.push(place.box);
    found.set(index, place);
  }
  return found;
}

/**
 * @param {Cell} place
 * @param {number} wide
 * @param {number} half as high as a line above its middle
 */
function sides([x, y], wide, half) {
  const beside = MARK + 2;
  const [over, under] = [y - half - 3, y + half + 11];
  return [
    { x: x + beside, y: y + half - 3, anchor: "start", box: [x + beside, y - half, x + beside + wide, y + half] },
    { x: x - beside, y: y + half - 3, anchor: "end", box: [x - beside - wide, y - half, x - beside, y + half] },
    { x, y: over, anchor: "middle", box: [x - wide / 2, over - half - 4, x + wide / 2, y - 7] },
    { x, y: under, anchor: "middle", box: [x - wide / 2, y + 7, x + wide / 2, under + 3] },
  ];
}

/**
 * @param {number[]} box
 * @param {number[][]} others
 * @param {ReturnType<typeof frameOf>} frame
 */
function fits([left, top, right, bottom], others, { width, height, edge }) {
  if (left < edge.left || right > width || top < 14 || bottom > height - edge.bottom + 2) return false;
  return !others.some(([l, t, r, b]) => left < r && l < right && top < b && t < bottom);
}
