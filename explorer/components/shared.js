// Put before every component's own script.

/**
 * An element with attributes and children; strings become text nodes, so users' text is never markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...(Child)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([k, v]) => made.style.setProperty(k, v));
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/**
 * The component's root, with the role colours as CSS variables: var(--query), var(--attention), …
 * @param {Shown<unknown, any>} component
 * @returns {any} a Root
 */
function rootOf(component) {
  const root = /** @type {Root} */ (component.parentElement.querySelector(".root"));
  root.shown = component.data;
  for (const [role, color] of Object.entries(component.data.colors)) root.style.setProperty(`--${role}`, color);
  spokenBefore(root, component.data.spoken);
  explained(root);
  window.explorerStage?.arrange();
  return root;
}

/**
 * What a picture shows stands before it, for those who do not see it.
 * @param {Root} root
 * @param {string} words
 */
function spokenBefore(root, words) {
  const before = root.previousElementSibling;
  if (before?.matches(".spoken")) before.remove();
  if (words) root.before(el("p", { class: "spoken" }, words));
}

/**
 * What a picture that is drawn on canvases has to reveal: `show(k)` draws its first k parts of n. Of elements,
 * data-part="0" and so on says which part each belongs to.
 * @param {Root} root
 * @param {number} n
 * @param {(k: number) => void} show
 */
function inParts(root, n, show) {
  root.parts = { n, show, shown: Infinity };
}

/**
 * Pixels for a text of the usual size, as many more as the page's text is larger: on the stage.
 * @param {number} pixels
 */
function enlarged(pixels) {
  return (pixels * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16;
}

/**
 * The height that a picture has on the stage, or what it takes elsewhere.
 * @param {Root} root
 * @param {number} usual
 */
function roomIn(root, usual) {
  return root.dataset.stage === undefined ? usual : parseFloat(getComputedStyle(root).getPropertyValue("--room"));
}

/**
 * The words in it that newcomers do not know are marked: at once, or when the frame has said which these are.
 * @param {Root} root
 */
function explained(root) {
  const roots = (window.explorerRoots ??= new Set());
  if (roots.has(root)) return;
  roots.add(root);
  window.explorerTerms?.watch(root);
}

/**
 * What there is to be put into an element.
 * @param {(Child | false | 0)[]} children
 */
function present(children) {
  return /** @type {(Node | string)[]} */ (children.filter(Boolean));
}

/**
 * Draw again what stood there, keeping the keyboard's place: children with the same data-focus get the focus back.
 * @param {HTMLElement} root
 * @param {...(Child | false)} children
 */
function redraw(root, ...children) {
  const place = /** @type {ShadowRoot} */ (root.getRootNode());
  const active = /** @type {HTMLElement | null} */ (place.activeElement);
  const held = active?.dataset?.focus;
  root.replaceChildren(...present(children));
  /** @type {HTMLElement | null} */
  const again = held ? root.querySelector(`[data-focus="${held}"]`) : null;
  again?.focus({ preventScroll: true });
}

/**
 * Without a safe connection a browser has no clipboard to write to, and a page inside another may not use it: then by way of a selection, as before.
 * @param {string} text
 */
async function copy(text) {
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (written) return;
  const area = el("textarea", { style: { position: "fixed", opacity: "0" } });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

const COPIED_MS = 1500; // for which a button says that it has copied

/**
 * A button that copies an address of this app.
 * @param {string} href a page and its parameters
 * @param {string} label
 * @param {string} copied what it says for a moment when that is done
 * @param {Attributes} attributes
 */
function copyButton(href, label, copied, attributes) {
  const button = el("button", { type: "button", ...attributes }, label);
  button.onclick = async () => {
    await copy(new URL(href, document.baseURI).href);
    button.textContent = copied;
    setTimeout(() => (button.textContent = label), COPIED_MS);
  };
  return button;
}

/**
 * 8-bit values from base64.
 * @param {Base64} base64
 */
function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

/**
 * A canvas of `rows` x `columns` cells in one colour, opacity following the 8-bit value.
 * @param {ArrayLike<number>} values
 * @param {number} rows
 * @param {number} columns
 * @param {string} color
 */
function cellsCanvas(values, rows, columns, color) {
  const canvas = el("canvas", { width: columns, height: rows, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  const image = context.createImageData(columns, rows);
  const [red, green, blue] = rgbOf(color);
  for (let i = 0; i < rows * columns; i++) image.data.set([red, green, blue, values[i]], 4 * i);
  context.putImageData(image, 0, 0);
  return canvas;
}

/**
 * @param {string} hex
 * @returns {Rgb}
 */
function rgbOf(hex) {
  return /** @type {Rgb} */ ([1, 3, 5].map((start) => parseInt(hex.slice(start, start + 2), 16)));
}

/**
 * The colour at a share 0..1 of a scale of hex colours, as [red, green, blue].
 * @param {string[]} scale
 * @param {number} share
 * @returns {Rgb}
 */
function along(scale, share) {
  const at = Math.min(Math.max(share, 0), 1) * (scale.length - 1);
  const low = Math.min(Math.floor(at), scale.length - 2);
  const [from, to] = [rgbOf(scale[low]), rgbOf(scale[low + 1])];
  return /** @type {Rgb} */ (from.map((value, i) => Math.round(value + (at - low) * (to[i] - value))));
}

/**
 * A canvas for crisp drawing in CSS pixels, cleared: its context, and how many pixels of the screen make one of them.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
function surface(canvas, width, height) {
  const ratio = window.explorerSharpness || window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  return { context, ratio };
}

/**
 * 256 colours along a scale of hex colours, as red, green, blue, alpha. The scale is walked by the square root of a
 * share, so that a share of a few percent can be seen.
 * @param {string[]} scale
 */
function inksOf(scale) {
  const stops = scale.map(rgbOf);
  const inks = new Uint8ClampedArray(4 * 256);
  for (let i = 0; i < 256; i++) {
    const at = Math.sqrt(i / 255) * (stops.length - 1);
    const low = Math.min(Math.floor(at), stops.length - 2);
    for (let c = 0; c < 3; c++) inks[4 * i + c] = stops[low][c] + (at - low) * (stops[low + 1][c] - stops[low][c]);
    inks[4 * i + 3] = 255;
  }
  return inks;
}

/**
 * The n x n shares (row, column) -> 0..1 as an image of so many pixels; where one has to stand for several shares,
 * it shows the strongest.
 * @param {Shares} share
 * @param {number} n
 * @param {number} pixels
 * @param {ArrayLike<number>} inks
 */
function strongest(share, n, pixels, inks) {
  const image = new ImageData(pixels, pixels);
  const from = (/** @type {number} */ pixel) => Math.floor((pixel * n) / pixels);
  for (let y = 0; y < pixels; y++) {
    for (let x = 0; x < pixels; x++) {
      let most = 0;
      for (let row = from(y); row < Math.max(from(y) + 1, from(y + 1)); row++) {
        for (let column = from(x); column < Math.max(from(x) + 1, from(x + 1)); column++) {
          most = Math.max(most, share(row, column));
        }
      }
      const ink = 4 * Math.round(255 * most);
      for (let c = 0; c < 4; c++) image.data[4 * (y * pixels + x) + c] = inks[ink + c];
    }
  }
  return image;
}

/**
 * What is under the pointer in one component lights up in all: [start, end] in characters of the run's text, or null.
 * @param {Span | null} span
 */
function sayHover(span) {
  window.dispatchEvent(new CustomEvent("explorer-hover", { detail: span }));
}

/**
 * Call `light` with every span that any component says, for as long as this root is on the page.
 * @param {Root} root
 * @param {(span: Span | null) => void} light
 */
function hearHover(root, light) {
  root.light = light;
  if (root.hears) return;
  root.hears = true;
  window.addEventListener("explorer-hover", function heard(/** @type {CustomEvent} */ event) {
    if (root.isConnected) return root.light(event.detail);
    window.removeEventListener("explorer-hover", heard);
    root.hears = false;
  });
}

/**
 * Whether two spans share a character.
 * @param {Span | null} span
 * @param {Span | null} other
 */
function touch(span, other) {
  return Boolean(span && other) && span[0] < other[1] && other[0] < span[1];
}

/**
 * 32-bit floats from base64.
 * @param {Base64} base64
 */
function floatsOf(base64) {
  return new Float32Array(bytesOf(base64).buffer);
}

/**
 * Words with {named} places, filled in.
 * @param {string} words
 * @param {Record<string, string | number>} places
 */
function filled(words, places) {
  return words.replace(/\{(\w+)\}/g, (place, name) => String(places[name] ?? place));
}

/**
 * A share 0..1 as it is read from a picture.
 * @param {number} share
 */
function percent(share) {
  return share > 0 && share < 0.0005 ? "< 0.1 %" : `${(100 * share).toFixed(1)} %`;
}

/**
 * A gain or a loss with its sign.
 * @param {number} value
 */
function signed(value) {
  const text = Math.abs(value).toFixed(2);
  return text === "0.00" ? "0.00" : `${value < 0 ? "−" : "+"}${text}`;
}

/**
 * Whichever of ink and paper stands out more from a background; on those of middle lightness, from which neither does
 * enough to be read, black or white, of which one always does.
 * @param {Rgb} background
 * @param {Look["colors"]} colors
 * @returns {string}
 */
function inkOn(background, { ink, paper }) {
  const most = (/** @type {string} */ one, /** @type {string} */ other) =>
    contrast(rgbOf(one), background) > contrast(rgbOf(other), background) ? one : other;
  const usual = most(ink, paper);
  return contrast(rgbOf(usual), background) < READABLE ? most("#000000", "#FFFFFF") : usual;
}

/** The least contrast of a text with what is behind it: WCAG's level AA. */
const READABLE = 4.5;

/**
 * @param {Rgb} one
 * @param {Rgb} other
 */
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** @param {Rgb} rgb */
function cssOf(rgb) {
  return `rgb(${rgb.join(" ")})`;
}

/** @param {Rgb} rgb */
function luminance(rgb) {
  const [red, green, blue] = rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * An element of SVG; empty children are left out.
 * @param {string} tag
 * @param {Attributes} attributes
 * @param {...(Child | false | 0)} children
 */
function svg(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...present(children));
  return made;
}

// A canvas of rows x columns cells, row 0 on top, that the pointer or the arrow keys read and a click or Enter
// sends. `board` has label, rows, columns, at (the selected cell), paint(canvas, cell), cellAt(canvas, event) -> cell or
// null, told(cell) -> words, send(cell). Painted again by the `paint` of what is returned, and then as wide as there is room.
/** @param {Board} board */
function boardOf(board) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const readout = el("output", { class: "readout" });
  const attributes = { class: "board", role: "slider", tabindex: 0, "data-focus": "board", "aria-label": board.label };
  const frame = el(
    "div",
    { ...attributes, "aria-valuemin": 0, "aria-valuemax": board.rows * board.columns - 1 },
    canvas,
  );
  let at = /** @type {Cell} */ (board.at);
  const paint = (cell = at) => board.paint(canvas, cell);
  const tell = (/** @type {Cell} */ cell) => {
    readout.textContent = board.told(cell);
    frame.setAttribute("aria-valuenow", `${cell[0] * board.columns + cell[1]}`);
    frame.setAttribute("aria-valuetext", readout.textContent);
  };
  const read = (/** @type {Cell} */ cell) => {
    tell(cell);
    paint(cell);
  };
  const within = (/** @type {number} */ place, /** @type {number} */ n) => Math.min(Math.max(place, 0), n - 1);
  const pointed = (/** @type {(cell: Cell) => void} */ use) => (/** @type {MouseEvent} */ event) => {
    const cell = board.cellAt(canvas, event);
    if (cell) use(cell);
  };
  frame.addEventListener("pointermove", pointed(read));
  frame.addEventListener("click", pointed(board.send));
  frame.addEventListener("pointerleave", () => read(at));
  frame.addEventListener("keydown", (event) => {
    const chosen = event.key === "Enter" || event.key === " ";
    const way = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!chosen && !way) return;
    event.preventDefault();
    if (chosen) return board.send(at);
    at = [within(at[0] + way[0], board.rows), within(at[1] + way[1], board.columns)];
    read(at);
  });
  tell(at);
  return { frame, readout, paint };
}

/**
 * The cell under the pointer, of a square canvas of side x side cells; null beside it.
 * @param {HTMLCanvasElement} canvas
 * @param {MouseEvent} event
 * @param {number} side
 * @returns {Cell | null}
 */
function fieldAt(canvas, event, side) {
  const box = canvas.getBoundingClientRect();
  const place = (/** @type {number} */ at, /** @type {number} */ length) => Math.floor((at / length) * side);
  const cell = /** @type {Cell} */ ([
    place(event.clientY - box.top, box.height),
    place(event.clientX - box.left, box.width),
  ]);
  return cell.every((n) => n >= 0 && n < side) ? cell : null;
}

/**
 * Paint now, and again whenever the root has another size.
 * @param {Root} root
 * @param {() => void} paint
 */
function paintAtAnySize(root, paint) {
  root.paint = paint;
  paint();
  root.watcher?.disconnect();
  root.watcher = new ResizeObserver(() => paint());
  root.watcher.observe(root);
}

/**
 * End what a component plays.
 * @param {Root} root
 * @returns {null}
 */
function stop(root) {
  clearInterval(root.playing);
  return null;
}

/**
 * A word of a sentence: text, or a token's chip.
 * @param {sentences.Part} part
 */
function wordOf({ text, chip }) {
  if (chip) return el("bdi", { class: "chip mono" }, text);
  // A number and its % stay on one line, and what stands in brackets after a token stays with it.
  return text
    .replace(/(\d) %/g, "$1\u00a0%")
    .replace(/^([」”]?)( ?)(?=[(（])/, (_, quote, space) => quote + (space ? "\u00a0" : "\u2060"));
}

/**
 * (query, key) -> share of attention, from 16-bit values.
 * @param {{ weights: Base64, tokens: string[], causal: boolean }} pattern
 * @returns {Shares}
 */
function reader({ weights, tokens, causal }) {
  const shares = new Uint16Array(bytesOf(weights).buffer);
  const n = tokens.length;
  if (!causal) return (query, key) => shares[query * n + key] / 65535;
  return (query, key) => (key > query ? 0 : shares[(query * (query + 1)) / 2 + key] / 65535);
}

/**
 * The first and the last key that a query sees.
 * @param {Seen} pattern
 * @param {number} n
 * @param {number} query
 * @returns {Span}
 */
function sight({ causal, window }, n, query) {
  return [
    window ? Math.max(0, query - window + 1) : 0,
    causal ? query : window ? Math.min(n - 1, query + window - 1) : n - 1,
  ];
}

/**
 * Whether it does not see that key.
 * @param {Seen} pattern
 * @param {number} n
 * @param {number} query
 * @param {number} key
 */
function hidden(pattern, n, query, key) {
  const [first, last] = sight(pattern, n, query);
  return key < first || key > last;
}

/**
 * 0 to n - 1, the largest share first.
 * @param {number} n
 * @param {(index: number) => number} share
 */
function ranked(n, share) {
  return Array.from({ length: n }, (_, i) => i).sort((a, b) => share(b) - share(a) || a - b);
}

/**
 * Cells that hold no number, crossed out by thin slanting lines.
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} cells
 * @param {number} side
 * @param {Look["colors"]} colors
 */
function hatch(context, cells, side, colors) {
  context.save();
  context.beginPath();
  for (const [x, y, width, height] of cells) context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let x = -side; x < side; x += 7) {
    context.moveTo(x, side);
    context.lineTo(x + side, 0);
  }
  context.strokeStyle = colors.line;
  context.stroke();
  context.restore();
}

/**
 * A pattern as a square of n x n cells: queries downwards, keys to the right. What a query does not see is crossed out.
 * @param {HTMLCanvasElement} canvas
 * @param {number} side
 * @param {Seen} pattern
 * @param {number} n
 * @param {Shares} weight
 * @param {Look} look
 * @param {number} [rows] how many of the queries are shown
 */
function paintPattern(canvas, side, pattern, n, weight, { scales, colors }, rows = n) {
  const paper = surface(canvas, side, side);
  paper.context.putImageData(strongest(weight, n, Math.round(side * paper.ratio), inksOf(scales.attention)), 0, 0);
  const row = side / n;
  const cells = pattern.without_first ? [[0, 0, row, side]] : [];
  for (let query = 0; query < rows; query++) {
    const [first, last] = sight(pattern, n, query);
    cells.push([0, query * row, first * row, row], [(last + 1) * row, query * row, (n - 1 - last) * row, row]);
  }
  hatch(paper.context, cells, side, colors);
  paper.context.clearRect(0, rows * row, side, side);
  paper.context.strokeStyle = colors.line;
  paper.context.strokeRect(0.5, 0.5, side - 1, side - 1);
}

/**
 * A QR code, dark on light in both themes: a camera expects it.
 * @param {qr.Code} code
 * @param {string} label
 */
function qrOf({ path, size }, label) {
  return svg(
    "svg",
    { class: "qr", role: "img", "aria-label": label, viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges" },
    svg("rect", { width: size, height: size, fill: "#FFFFFF" }),
    svg("path", { d: path, fill: "#000000" }),
  );
}
