// A board on which shapes are placed, and the buttons that say what the selected shape is.
const WAIT = 350; // ms after the last key until the picture is sent

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
 * What the selected shape is.
 * @param {Canvas} canvas
 */
function toolsOf(canvas) {
  const { data } = canvas;
  const { labels } = data;
  const shape = canvas.shapes[canvas.at];
  const css = colourOf(data, shape.colour);
  const set = (/** @type {Partial<picture.Shape>} */ to) => {
    Object.assign(shape, to);
    changed(canvas);
  };
  return el(
    "div",
    { class: "tools" },
    row(
      labels.kind,
      data.kinds.map(({ name, label }) =>
        tool("kind", name, label, name === shape.kind, () => set({ kind: name }), iconOf(data, name, 9, css)),
      ),
    ),
    row(
      labels.size,
      data.sizes.map(({ name, label, radius }) =>
        tool(
          "size",
          name,
          label,
          name === shape.size,
          () => set({ size: name }),
          iconOf(data, shape.kind, radius, css),
        ),
      ),
    ),
    row(
      labels.colour,
      data.colours.map(({ name, label, css }) =>
        tool(
          "colour",
          name,
          label,
          name === shape.colour,
          () => set({ colour: name }),
          iconOf(data, shape.kind, 9, css),
        ),
      ),
    ),
  );
}

/**
 * @param {string} label
 * @param {HTMLElement[]} tools
 */
function row(label, tools) {
  return el("div", { class: "row", role: "group", "aria-label": label }, ...tools);
}

/**
 * @param {string} what
 * @param {string} name
 * @param {string} label
 * @param {boolean} on
 * @param {() => void} use
 * @param {Element} icon
 */
function tool(what, name, label, on, use, icon) {
  const state = { class: on ? "tool on" : "tool", "aria-pressed": String(on), "data-focus": `${what}-${name}` };
  return el("button", { type: "button", title: label, "aria-label": label, ...state, onclick: use }, icon);
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {string} kind
 * @param {number} radius
 * @param {string} css
 */
function iconOf(data, kind, radius, css) {
  return svg("svg", { viewBox: "-11 -11 22 22", "aria-hidden": "true" }, outlineOf(data, kind, radius, css));
}

/**
 * Add, remove, another picture, a file.
 * @param {Canvas} canvas
 */
function actionsOf(canvas) {
  const { data, shapes } = canvas;
  const { labels } = data;
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "file", accept: "image/*", hidden: true }));
  input.addEventListener("change", () => open(canvas, input.files[0], canvas.root.querySelector("output")));
  const button = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {() => void} */ use,
    off = false,
  ) => el("button", { type: "button", class: "action", "data-focus": name, disabled: off, onclick: use }, label);
  const placing = [
    button("add", labels.add, () => add(canvas), shapes.length >= data.most),
    button("remove", labels.remove, () => remove(canvas, canvas.at), shapes.length < 2),
  ];
  return el(
    "div",
    { class: "actions" },
    ...(data.photo ? [button("back", labels.back, () => ask(canvas, "back", true))] : placing),
    button("another", labels.another, () => ask(canvas, "another", true)),
    button("file", labels.file, () => input.click()),
    input,
  );
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

/**
 * A file is opened here, in the browser, which brings its middle square to the board's size; only pixels are sent.
 * @param {Canvas} canvas
 * @param {File | undefined} file
 * @param {HTMLElement} said
 */
async function open(canvas, file, said) {
  if (!file) return;
  try {
    const image = await createImageBitmap(file);
    ask(canvas, "file", base64Of(pixelsOf(image, canvas.data)));
  } catch {
    said.textContent = canvas.data.labels.unreadable;
  }
}

/**
 * @param {ImageBitmap} image
 * @param {picture_canvas.PictureCanvas} data
 */
function pixelsOf(image, { board, background }) {
  const context = el("canvas", { width: board, height: board }).getContext("2d");
  context.fillStyle = background;
  context.fillRect(0, 0, board, board);
  context.imageSmoothingQuality = "high";
  const side = Math.min(image.width, image.height);
  const from = [(image.width - side) / 2, (image.height - side) / 2];
  context.drawImage(image, from[0], from[1], side, side, 0, 0, board, board);
  return context.getImageData(0, 0, board, board).data.filter((_, i) => i % 4 < 3);
}

/** @param {Uint8ClampedArray} bytes */
function base64Of(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
