// Shapes are moved by pointer and keys, added and removed; what became of them is sent.
const WAIT = 350; // ms after the last key until the picture is sent

/**
 * The shape follows the pointer until it is let go.
 * @param {Canvas} canvas
 * @param {number} index
 * @param {SVGElement} made
 * @param {PointerEvent} event
 */
function drag(canvas, index, made, event) {
  event.preventDefault();
  const { data, shapes } = canvas;
  const shape = shapes[index];
  const scale = data.board / made.closest("svg").getBoundingClientRect().width;
  const from = { x: shape.x, y: shape.y, left: event.clientX, top: event.clientY };
  made.setPointerCapture(event.pointerId);
  canvas.root.dragging = true;
  const move = (/** @type {PointerEvent} */ now) => {
    place(data, shape, from.x + (now.clientX - from.left) * scale, from.y + (now.clientY - from.top) * scale);
    made.setAttribute("transform", `translate(${shape.x} ${shape.y})`);
  };
  made.addEventListener("pointermove", move);
  const drop = () => {
    made.removeEventListener("pointermove", move);
    canvas.root.dragging = false;
    const moved = shape.x !== from.x || shape.y !== from.y;
    canvas.at = index;
    canvas.draw();
    /** @type {HTMLElement} */ (canvas.root.querySelector(`[data-focus="shape-${index}"]`)).focus({
      preventScroll: true,
    });
    if (moved) tell(canvas);
  };
  made.addEventListener("pointerup", drop, { once: true });
  made.addEventListener("pointercancel", drop, { once: true });
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {picture.Shape} shape
 * @param {number} x
 * @param {number} y
 */
function place({ board }, shape, x, y) {
  const within = (/** @type {number} */ at) => Math.min(Math.max(Math.round(at), 0), board - 1);
  Object.assign(shape, { x: within(x), y: within(y) });
}

/**
 * Arrows move a shape by a pixel, with Shift by a patch; Delete takes it away.
 * @param {Canvas} canvas
 * @param {number} index
 * @param {KeyboardEvent} event
 * @param {HTMLElement} said
 */
function press(canvas, index, event, said) {
  const { data, shapes } = canvas;
  const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[event.key];
  const away = event.key === "Delete" || event.key === "Backspace";
  if (!way && !away) return;
  event.preventDefault();
  if (away) return remove(canvas, index);
  const by = event.shiftKey ? data.patch : 1;
  const shape = shapes[index];
  place(data, shape, shape.x + by * way[0], shape.y + by * way[1]);
  const made = /** @type {SVGElement} */ (event.currentTarget);
  made.setAttribute("transform", `translate(${shape.x} ${shape.y})`);
  said.textContent = spokenOf(data, shape);
  made.setAttribute("aria-label", said.textContent);
  later(canvas);
}

/**
 * Sent once no key has been pressed for a while.
 * @param {Canvas} canvas
 */
function later(canvas) {
  clearTimeout(canvas.root.waiting);
  canvas.root.waiting = setTimeout(() => tell(canvas), WAIT);
}

/** @param {Canvas} canvas */
function tell({ root, send, shapes }) {
  clearTimeout(root.waiting);
  root.waiting = null;
  root.sent = JSON.stringify(shapes);
  send("placed", shapes);
}

/**
 * Another picture, a file's, or the shapes again.
 * @template {"another" | "file" | "back"} Name
 * @param {Canvas} canvas
 * @param {Name} name
 * @param {picture_canvas.Events[Name]} value
 */
function ask({ root, send }, name, value) {
  root.sent = null;
  send(name, value);
}

/**
 * @param {Canvas} canvas
 * @param {number} index
 */
function remove(canvas, index) {
  if (canvas.shapes.length < 2) return;
  canvas.shapes.splice(index, 1);
  canvas.at = Math.max(0, index - 1);
  changed(canvas);
}

/** @param {Canvas} canvas */
function changed(canvas) {
  canvas.draw();
  tell(canvas);
}

/**
 * Another shape, of a kind and a colour that are not there yet, in the emptiest corner.
 * @param {Canvas} canvas
 */
function add(canvas) {
  const { data, shapes } = canvas;
  const unused = (/** @type {{ name: string }[]} */ known, /** @type {"kind" | "colour"} */ of) =>
    (known.find(({ name }) => shapes.every((shape) => shape[of] !== name)) ?? known[0]).name;
  const fields = [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => [row, column].map((n) => 11 + 21 * n)));
  const free = (/** @type {number[]} */ [y, x]) =>
    Math.min(...shapes.map((shape) => Math.hypot(shape.x - x, shape.y - y)));
  const [y, x] = fields.sort((a, b) => free(b) - free(a))[0];
  shapes.push({ kind: unused(data.kinds, "kind"), colour: unused(data.colours, "colour"), size: "large", x, y });
  canvas.at = shapes.length - 1;
  changed(canvas);
}
