// What is on the screen, as one SVG: boxes, texts, canvases and drawings, each where the browser has put it. It is made
// of elements and text nodes, so that what somebody typed is never markup, and it asks for nothing from outside.

/**
 * A drawing that is being made: where its origin is on the screen, what it has so far, and how far that reaches.
 * @typedef {{ from: DOMRect, defs: SVGElement, left: number, top: number, right: number, bottom: number, n: number,
 *   clips: number }} Sheet
 */

/** Pixels around a drawing. */
const MARGIN = 16;
/** Pixels of a scrolled part that are unrolled at most. */
const LONGEST = 6000;
/** What is never drawn: it is there for reading aloud, or only while the pointer is over it. */
const LEFT_OUT = "script, style, template, .modebar, .hoverlayer, option";

/**
 * Everything in an element as an SVG element of its own.
 * @param {HTMLElement} target
 * @param {string} paper the colour behind it
 * @param {string} title
 */
function drawingOf(target, paper, title) {
  const rollUp = unroll(target);
  try {
    const from = target.getBoundingClientRect();
    /** @type {Sheet} */
    const sheet = { from, defs: svg("defs", {}), left: 0, top: 0, right: 1, bottom: 1, n: 0, clips: 0 };
    const content = svg("g", {});
    drawElement(sheet, target, content, 0);
    return framed(sheet, content, paper, title);
  } finally {
    rollUp();
  }
}

/**
 * @param {Sheet} sheet
 * @param {SVGElement} content
 * @param {string} paper
 * @param {string} title
 */
function framed(sheet, content, paper, title) {
  const [left, top] = [Math.floor(sheet.left) - MARGIN, Math.floor(sheet.top) - MARGIN];
  const [width, height] = [Math.ceil(sheet.right) + MARGIN - left, Math.ceil(sheet.bottom) + MARGIN - top];
  const said = svg("title", {}, title);
  const ground = svg("rect", { x: left, y: top, width, height, ...paint("fill", paper) });
  return svg("svg", { width, height, viewBox: `${left} ${top} ${width} ${height}` }, said, sheet.defs, ground, content);
}

/**
 * Show in full what is scrolled in the element; the function that is returned puts everything back.
 * @param {HTMLElement} target
 */
function unroll(target) {
  const names = ["overflow", "max-height", "max-width"];
  const rolled = [...target.querySelectorAll("*")].filter((part) => part instanceof HTMLElement && isRolled(part));
  const before = rolled.map((part) => [part, part.getAttribute("style")]);
  for (const part of /** @type {HTMLElement[]} */ (rolled)) {
    names.forEach((name) => part.style.setProperty(name, name === "overflow" ? "visible" : "none", "important"));
  }
  return () => {
    for (const [part, style] of /** @type {[HTMLElement, string | null][]} */ (before)) {
      if (style === null) part.removeAttribute("style");
      else part.setAttribute("style", style);
    }
  };
}

/** @param {HTMLElement} part */
function isRolled(part) {
  const wider = part.scrollWidth > part.clientWidth + 1;
  const longer = part.scrollHeight > part.clientHeight + 1 && part.scrollHeight < LONGEST;
  if (!wider && !longer) return false;
  const { overflowX, overflowY } = getComputedStyle(part);
  return (wider && /auto|scroll/.test(overflowX)) || (longer && /auto|scroll/.test(overflowY));
}

/**
 * @param {Sheet} sheet
 * @param {Element} element
 * @param {SVGElement} into
 * @param {number} turn degrees by which what stands around it is turned
 */
function drawElement(sheet, element, into, turn) {
  const style = getComputedStyle(element);
  if (style.display === "none" || element.matches(LEFT_OUT) || isForReadersAlone(element, style)) return;
  const place = style.opacity === "1" ? into : into.appendChild(svg("g", { opacity: style.opacity }));
  const box = element.getBoundingClientRect();
  const turned = turn + turnOf(style);
  const seen = style.visibility === "visible";
  if (element instanceof SVGSVGElement) return seen ? drawDrawing(sheet, element, box, place) : undefined;
  if (seen && box.width && box.height) {
    drawBox(sheet, box, style, place);
    if (element instanceof HTMLCanvasElement) return drawImage(sheet, box, element, place);
    if (element instanceof HTMLImageElement) return drawImage(sheet, box, copied(element), place);
    if (element.matches("input, select, textarea")) return drawField(sheet, box, element, style, place);
  }
  drawContent(sheet, element, style, box, place, turned);
}

/**
 * @param {Sheet} sheet
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {DOMRect} box
 * @param {SVGElement} place
 * @param {number} turn
 */
function drawContent(sheet, element, style, box, place, turn) {
  const clipped = style.overflow !== "visible" && style.display !== "inline" && reachesOut(element);
  const inner = clipped ? place.appendChild(svg("g", { "clip-path": clipTo(sheet, box) })) : place;
  sheet.clips += clipped ? 1 : 0;
  drawPseudo(sheet, element, "::before", box, inner);
  for (const child of inOrder([...(element.shadowRoot ?? element).childNodes])) {
    if (child instanceof Text) drawText(sheet, child, style, inner, turn);
    else if (child instanceof Element) drawElement(sheet, child, inner, turn);
  }
  drawPseudo(sheet, element, "::after", box, inner);
  sheet.clips -= clipped ? 1 : 0;
}

/**
 * As they are painted: what is lifted out of the flow comes last.
 * @param {ChildNode[]} children
 */
function inOrder(children) {
  const height = (/** @type {ChildNode} */ child) => {
    if (!(child instanceof Element)) return 0;
    const { zIndex, position } = getComputedStyle(child);
    return zIndex === "auto" ? (position === "static" ? 0 : 0.5) : Number(zIndex) + 0.5;
  };
  const heights = new Map(children.map((child) => [child, height(child)]));
  return children.sort((a, b) => heights.get(a) - heights.get(b));
}

/** @param {Element} element */
function reachesOut(element) {
  return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
}

/**
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 */
function isForReadersAlone(element, style) {
  if (style.clipPath.startsWith("inset(50%")) return true;
  return style.position === "absolute" && style.overflow === "hidden" && element.clientWidth <= 1;
}

/** @param {CSSStyleDeclaration} style */
function turnOf({ transform, rotate }) {
  const [, a, b] = /^matrix\(([^,]+),([^,]+)/.exec(transform) ?? [];
  const own = a === undefined ? 0 : (Math.atan2(Number(b), Number(a)) * 180) / Math.PI;
  return own + (parseFloat(rotate) || 0);
}

/**
 * The address of a clip to a box.
 * @param {Sheet} sheet
 * @param {DOMRect} box
 */
function clipTo(sheet, box) {
  const id = `clip-${(sheet.n += 1)}`;
  const [x, y] = at(sheet, box);
  sheet.defs.append(svg("clipPath", { id }, svg("rect", { x, y, width: box.width, height: box.height })));
  return `url(#${id})`;
}

/**
 * Where a box of the screen lies in the drawing; that it is there widens the drawing.
 * @param {Sheet} sheet
 * @param {{ left: number, top: number, right: number, bottom: number }} box
 */
function at(sheet, box) {
  const [x, y] = [box.left - sheet.from.left, box.top - sheet.from.top];
  if (!sheet.clips) {
    sheet.left = Math.min(sheet.left, x);
    sheet.top = Math.min(sheet.top, y);
    sheet.right = Math.max(sheet.right, box.right - sheet.from.left);
    sheet.bottom = Math.max(sheet.bottom, box.bottom - sheet.from.top);
  }
  return [rounded(x), rounded(y)];
}

/** @param {number} length */
function rounded(length) {
  return Math.round(100 * length) / 100;
}

/**
 * @param {Sheet} sheet
 * @param {DOMRect} box
 * @param {HTMLCanvasElement} canvas
 * @param {SVGElement} place
 */
function drawImage(sheet, box, canvas, place) {
  const [x, y] = at(sheet, box);
  const look = { "image-rendering": getComputedStyle(canvas).imageRendering, preserveAspectRatio: "none" };
  place.append(svg("image", { x, y, width: box.width, height: box.height, href: canvas.toDataURL(), ...look }));
}

/** @param {HTMLImageElement} image */
function copied(image) {
  const canvas = el("canvas", { width: image.naturalWidth || 1, height: image.naturalHeight || 1 });
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas;
}
