// A board on which shapes are placed, and the buttons that say what the selected shape is.
/** @typedef {{ root: Root, data: picture_canvas.PictureCanvas & Look, send: Send<picture_canvas.Events>, shapes: picture.Shape[], at: number, draw: () => void }} Canvas */

/** @param {Shown<picture_canvas.PictureCanvas, picture_canvas.Events>} component */
export default function (component) {
  const { data, setTriggerValue: send } = component;
  const root = rootOf(component);
  // An answer to something older is not to move back what was moved since, nor what is being moved.
  if (root.waiting || root.dragging || (root.sent && root.sent !== JSON.stringify(data.shapes))) return;
  root.sent = null;
  const shapes = data.shapes.map((shape) => ({ ...shape }));
  const canvas = { root, data, send, shapes, at: Math.min(root.at ?? shapes.length - 1, shapes.length - 1), draw };
  function draw() {
    root.at = canvas.at;
    const said = el("output", { class: "said" });
    redraw(root, boardFor(canvas, said), data.photo ? null : toolsOf(canvas), actionsOf(canvas), said);
  }
  draw();
}

/**
 * The board: a file's picture, or the shapes.
 * @param {Canvas} canvas
 * @param {HTMLElement} said
 */
function boardFor(canvas, said) {
  const { data, shapes } = canvas;
  const box = { viewBox: `0 0 ${data.board} ${data.board}`, role: "group", "aria-label": data.labels.board };
  const drawn = svg("svg", box, data.photo ? null : gridOf(data), ...shapes.map((_, i) => shapeOf(canvas, i, said)));
  const board = el("div", { class: "board", style: { background: data.background } }, drawn);
  if (data.photo) board.replaceChildren(photoOf(data));
  board.addEventListener("dragover", (event) => event.preventDefault());
  board.addEventListener("drop", (event) => {
    event.preventDefault();
    open(canvas, event.dataTransfer.files[0], said);
  });
  return board;
}

/** @param {picture_canvas.PictureCanvas} data */
function gridOf({ board, patch }) {
  const lines = Array.from({ length: board / patch - 1 }, (_, i) => (i + 1) * patch);
  const d = lines.map((at) => `M${at} 0V${board}M0 ${at}H${board}`).join("");
  return svg("path", { class: "grid", d });
}

/** @param {picture_canvas.PictureCanvas} data */
function photoOf({ board, photo, labels }) {
  const made = el("canvas", { width: board, height: board, role: "img", "aria-label": labels.file });
  const context = made.getContext("2d");
  const image = context.createImageData(board, board);
  const bytes = bytesOf(photo);
  for (let i = 0; i < board * board; i++)
    image.data.set([bytes[3 * i], bytes[3 * i + 1], bytes[3 * i + 2], 255], 4 * i);
  context.putImageData(image, 0, 0);
  return made;
}

/**
 * @param {Canvas} canvas
 * @param {number} index
 * @param {HTMLElement} said
 */
function shapeOf(canvas, index, said) {
  const { data, shapes } = canvas;
  const shape = shapes[index];
  const made = svg("g", {
    class: index === canvas.at ? "shape selected" : "shape",
    transform: `translate(${shape.x} ${shape.y})`,
    role: "button",
    tabindex: 0,
    "aria-label": spokenOf(data, shape),
    "aria-pressed": index === canvas.at ? "true" : "false",
    "data-focus": `shape-${index}`,
  });
  const radius = data.sizes.find(({ name }) => name === shape.size).radius;
  made.append(
    svg("circle", { class: "reach", r: Math.max(radius + 1.5, 7) }),
    outlineOf(data, shape.kind, radius, colourOf(data, shape.colour)),
  );
  made.addEventListener("pointerdown", (event) => drag(canvas, index, made, /** @type {PointerEvent} */ (event)));
  made.addEventListener("focus", () => {
    if (canvas.at === index) return;
    canvas.at = index;
    canvas.draw();
  });
  made.addEventListener("keydown", (event) => press(canvas, index, /** @type {KeyboardEvent} */ (event), said));
  return made;
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {string} kind
 * @param {number} radius
 * @param {string} fill
 */
function outlineOf({ kinds }, kind, radius, fill) {
  const { corners } = kinds.find(({ name }) => name === kind);
  if (!corners.length) return svg("circle", { r: radius, fill });
  return svg("polygon", { points: corners.map(([x, y]) => `${x * radius},${y * radius}`).join(" "), fill });
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {string} colour
 */
function colourOf({ colours }, colour) {
  return colours.find(({ name }) => name === colour).css;
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {picture.Shape} shape
 */
function spokenOf({ labels, kinds, colours, sizes }, { kind, colour, size, x, y }) {
  const labelled = (/** @type {{ name: string, label: string }[]} */ known, /** @type {string} */ name) =>
    known.find((one) => one.name === name).label;
  const places = { kind: labelled(kinds, kind), colour: labelled(colours, colour), size: labelled(sizes, size), x, y };
  return filled(labels.shape, places);
}
