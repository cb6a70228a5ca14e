// The picture: marks at their places, lines of descent between them, and what the pointer and the arrow keys do there.

/**
 * @param {Family} family
 * @param {number} width
 */
function treeOf(family, width) {
  const { nodes, labels } = family.data;
  const frame = frameOf(family, width);
  const places = placesOf(family, frame);
  const ours = nodes.flatMap(({ time, now }, index) => (time === null || now ? [index] : []));
  const named = labelsOf(family, places, frame, [family.at, ...ours]);
  const marks = [...places].map(([index, place]) => nodeOf(family, index, place, named.get(index)));
  const picture = svg(
    "svg",
    { width, height: frame.height, role: "radiogroup", "aria-label": labels.tree, class: "tree" },
    ...scaleOf(family, frame),
    ...linesOf(family, places),
    ...marks,
  );
  const light = (/** @type {number | null} */ over) => lit(picture, family, over);
  picture.addEventListener("pointerover", (event) => light(indexOf(event)));
  picture.addEventListener("pointerleave", () => light(null));
  picture.addEventListener("keydown", (event) => walk(family, places, event));
  light(null);
  return picture;
}

/** @param {Event} event */
function indexOf(event) {
  const node = /** @type {Element} */ (event.target).closest(".node");
  return node ? Number(node.getAttribute("data-index")) : null;
}

/**
 * @param {Family} family
 * @param {ReturnType<typeof frameOf>} frame
 */
function scaleOf(family, { width, height, edge, right, bottom, x, y, ticks }) {
  const { years, labels } = family.data;
  const line = (/** @type {Attributes} */ at) => svg("line", { class: "grid", ...at });
  const text = (/** @type {string} */ said, /** @type {Attributes} */ at) => svg("text", at, said);
  return [
    svg("rect", { class: "lane", x: edge.left, y: bottom, width: width - edge.left, height: LANE }),
    text(labels.unknown, { class: "tick", x: edge.left + 4, y: bottom + LANE - 5 }),
    ...ticks.flatMap(({ value, label }) => [
      line({ x1: edge.left, x2: width, y1: y(value), y2: y(value) }),
      text(label, { class: "tick", x: edge.left - 6, y: y(value) + 4, "text-anchor": "end" }),
    ]),
    ...years.map((year) => line({ x1: x(year), x2: x(year), y1: edge.top - 6, y2: height - edge.bottom })),
    ...years
      .slice(0, -1)
      .map((year) => text(yearOf(year, x(year + 1) - x(year)), { class: "tick", x: x(year) + 3, y: height - 8 })),
    line({ x1: right, x2: right, y1: 4, y2: height - edge.bottom, class: "grid strong" }),
    text(labels.here, { class: "tick here", x: width, y: 14, "text-anchor": "end" }),
  ];
}

/**
 * 2017, or '17 where years lie close together.
 * @param {number} year
 * @param {number} wide
 */
function yearOf(year, wide) {
  return wide > 36 ? String(year) : `’${String(year).slice(2)}`;
}

/**
 * @param {Family} family
 * @param {Map<number, Cell>} places
 */
function linesOf(family, places) {
  return family.data.nodes.flatMap(({ ties }, index) =>
    ties
      .filter(({ to }) => places.has(index) && places.has(to))
      .map(({ to, kind }) => {
        const [[x, y], [fromX, fromY]] = [places.get(index), places.get(to)];
        const half = (fromX + x) / 2;
        const path = `M${fromX} ${fromY}C${half} ${fromY} ${half} ${y} ${x} ${y}`;
        return svg("path", { class: `tie ${kind}`, d: path, "data-from": to, "data-to": index });
      }),
  );
}

/**
 * @param {Family} family
 * @param {number} index
 * @param {Cell} place
 * @param {{ x: number, y: number, anchor: string } | undefined} named
 */
function nodeOf(family, index, [x, y], named) {
  const { nodes, kinds, labels } = family.data;
  const node = nodes[index];
  const chosen = index === family.at;
  const attributes = {
    class: ["node", chosen && "chosen", node.now && "now", node.time === null && "ours"].filter(Boolean).join(" "),
    role: "radio",
    tabindex: chosen ? 0 : -1,
    "aria-checked": String(chosen),
    "aria-label": [node.name, node.now && labels.now, node.about, node.labels[family.axis]].filter(Boolean).join(" · "),
    "data-index": index,
    "data-focus": `node-${index}`,
  };
  const at = named ?? { x: x + MARK + 2, y: y - 8, anchor: x > 300 ? "end" : "start" };
  const name = { class: named ? "name" : "name unnamed", x: at.x, y: at.y, "text-anchor": at.anchor };
  const made = svg(
    "g",
    attributes,
    svg("circle", { class: "reach", cx: x, cy: y, r: 12 }),
    node.now && svg("circle", { class: "ring", cx: x, cy: y, r: MARK + 4 }),
    markOf(kinds[node.kind], x, y),
    svg("text", name, node.name),
  );
  made.addEventListener("click", () => change(family, { at: index }));
  return made;
}

/**
 * @param {family_tree.Kind} kind
 * @param {number} x
 * @param {number} y
 */
function markOf({ mark, role }, x, y) {
  const look = { class: "mark", style: `fill: var(--${role})` };
  if (mark === "circle") return svg("circle", { ...look, cx: x, cy: y, r: 5.5 });
  const turned = mark === "diamond" ? { transform: `rotate(45 ${x} ${y})` } : {};
  return svg("rect", { ...look, ...turned, x: x - 4.5, y: y - 4.5, width: 9, height: 9 });
}

/**
 * Light up the model under the pointer, else the chosen one, with all that it descends from and that went on from it.
 * @param {SVGElement} picture
 * @param {Family} family
 * @param {number | null} over
 */
function lit(picture, family, over) {
  const at = over ?? family.at;
  const kin = kinOf(family.data.nodes, at);
  for (const tie of picture.querySelectorAll(".tie")) {
    const [from, to] = ["data-from", "data-to"].map((name) => Number(tie.getAttribute(name)));
    tie.classList.toggle("lit", kin.has(from) && kin.has(to));
  }
  for (const node of picture.querySelectorAll(".node")) {
    const index = Number(node.getAttribute("data-index"));
    node.classList.toggle("kin", kin.has(index));
    node.classList.toggle("over", index === over);
  }
}

/**
 * Its forebears and its offspring.
 * @param {family_tree.Node[]} nodes
 * @param {number} at
 */
function kinOf(nodes, at) {
  const up = new Set([at]);
  for (let child = at; child >= 0; child--) if (up.has(child)) nodes[child].ties.forEach(({ to }) => up.add(to));
  const down = new Set([at]);
  nodes.forEach(({ ties }, index) => ties.some(({ to }) => down.has(to)) && down.add(index));
  return new Set([...up, ...down]);
}

/**
 * The arrow keys choose the next model to the left or right, or the nearest above or below.
 * @param {Family} family
 * @param {Map<number, Cell>} places
 * @param {KeyboardEvent} event
 */
function walk(family, places, event) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  if (!way || !places.has(family.at)) return;
  event.preventDefault();
  event.stopPropagation();
  const [x, y] = places.get(family.at);
  const ahead = [...places].flatMap(([index, [a, b]]) => {
    const [along, aside] = way[0] ? [(a - x) * way[0], Math.abs(b - y)] : [(b - y) * way[1], Math.abs(a - x)];
    return index !== family.at && along > 0.5 ? [{ index, far: way[0] ? along + aside / 100 : along + 2 * aside }] : [];
  });
  if (!ahead.length) return;
  const { index } = ahead.reduce((best, one) => (one.far < best.far ? one : best));
  change(family, { at: index });
  family.root.querySelector(`[data-focus="node-${index}"]`)?.focus({ preventScroll: true });
}
