// Texts, fields and drawings inside a picture, as SVG.

/**
 * @param {Sheet} sheet
 * @param {Text} node
 * @param {CSSStyleDeclaration} style of what it stands in
 * @param {SVGElement} place
 * @param {number} turn
 */
function drawText(sheet, node, style, place, turn) {
  if (style.visibility !== "visible" || !parseFloat(style.fontSize)) return;
  const degrees = turn + (style.writingMode.startsWith("vertical") ? 90 : 0);
  for (const { text, box } of linesOf(node)) place.append(lineOf(sheet, text, box, style, degrees));
}

/**
 * The lines of a text, each with its box on the screen.
 * @param {Text} node
 */
function linesOf(node) {
  const first = node.data.search(/\S/);
  if (first < 0) return [];
  const range = document.createRange();
  range.setStart(node, first);
  range.setEnd(node, node.data.trimEnd().length);
  const boxes = [...range.getClientRects()].filter(({ width, height }) => width && height);
  const whole = range.toString().replace(/[\n\t ]+/g, " ");
  if (boxes.length < 2) return boxes.map((box) => ({ text: whole, box }));
  /** @type {{ text: string, box: DOMRect }[]} */
  const lines = [];
  for (const { segment, index } of new Intl.Segmenter().segment(range.toString())) {
    range.setStart(node, first + index);
    range.setEnd(node, first + index + segment.length);
    const box = [...range.getClientRects()].find(({ width }) => width);
    if (!box) continue;
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2 && box.left >= last.box.left) {
      last.text += segment;
      last.box = new DOMRect(last.box.x, last.box.y, box.right - last.box.x, last.box.height);
    } else lines.push({ text: segment, box });
  }
  return lines.map(({ text, box }) => ({ text: text.replace(/[\n\t ]+/g, " "), box }));
}

/**
 * @param {Sheet} sheet
 * @param {string} text
 * @param {DOMRect} box
 * @param {CSSStyleDeclaration} style
 * @param {number} degrees
 */
function lineOf(sheet, text, box, style, degrees) {
  const [x, y] = at(sheet, box);
  const look = { ...fontOf(style), ...paint("fill", style.color), "xml:space": "preserve" };
  const aside = Math.abs(degrees % 180) > 45;
  if (Math.abs(degrees % 360) < 1) {
    const length = rounded(box.width);
    return svg("text", { x, y: rounded(y + ascent(style, box.height)), textLength: length, ...look }, text);
  }
  const [width, height] = aside ? [box.height, box.width] : [box.width, box.height];
  const down = ascent(style, height) - height / 2;
  const middle = `translate(${rounded(x + box.width / 2)} ${rounded(y + box.height / 2)}) rotate(${rounded(degrees)})`;
  return svg("text", { x: rounded(-width / 2), y: rounded(down), transform: middle, ...look }, text);
}

/** @param {CSSStyleDeclaration} style */
function fontOf(style) {
  const fixed = {
    "font-family": style.fontFamily,
    "font-size": style.fontSize,
    style: `font-variant-ligatures:none;white-space:pre;font-variant-numeric:${style.fontVariantNumeric}`,
  };
  const others = {
    "font-weight": [style.fontWeight, "400"],
    "font-style": [style.fontStyle, "normal"],
    "letter-spacing": [style.letterSpacing, "normal"],
    "text-decoration": [style.textDecorationLine.includes("line-through") ? "line-through" : "none", "none"],
  };
  const said = Object.entries(others).filter(([, [value, usual]]) => value !== usual);
  return { ...fixed, ...Object.fromEntries(said.map(([name, [value]]) => [name, value])) };
}

/** @type {CanvasRenderingContext2D | undefined} */
let ruler;

/**
 * From the top of a line's box down to its baseline.
 * @param {CSSStyleDeclaration} style
 * @param {number} height
 */
function ascent(style, height) {
  ruler ??= el("canvas").getContext("2d");
  ruler.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ruler.measureText("x");
  return (height * up) / (up + down);
}

/**
 * What a sheet of style puts before or after an element: words, or a box of its own.
 * @param {Sheet} sheet
 * @param {Element} element
 * @param {"::before" | "::after"} which
 * @param {DOMRect} box
 * @param {SVGElement} place
 */
function drawPseudo(sheet, element, which, box, place) {
  const style = getComputedStyle(element, which);
  if (style.content === "none" || style.content === "normal" || style.display === "none") return;
  const [width, height] = [style.width, style.height].map((size) => parseFloat(size) || 0);
  const words = /^"(.*)"$/.exec(style.content)?.[1];
  if (style.position === "absolute") {
    const [left, top] = [style.left, style.top].map((length) => parseFloat(length) || 0);
    const own = getComputedStyle(element);
    const [x, y] = [box.left + parseFloat(own.borderLeftWidth) + left, box.top + parseFloat(own.borderTopWidth) + top];
    drawBox(sheet, new DOMRect(x, y, width, height), style, place);
  } else if (words) {
    const own = getComputedStyle(element);
    const [left, top] = [parseFloat(own.paddingLeft) || 0, parseFloat(own.paddingTop) || 0];
    const line = 1.2 * parseFloat(style.fontSize);
    place.append(lineOf(sheet, words, new DOMRect(box.left + left, box.top + top, line, line), style, 0));
  }
}

/**
 * What somebody has set: a slider, a tick, or the words in a field.
 * @param {Sheet} sheet
 * @param {DOMRect} box
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {SVGElement} place
 */
function drawField(sheet, box, element, style, place) {
  const field = /** @type {HTMLInputElement} */ (element);
  const [x, y] = at(sheet, box);
  const middle = y + box.height / 2;
  if (field.type === "range") {
    const share =
      (Number(field.value) - Number(field.min || 0)) / (Number(field.max || 100) - Number(field.min || 0) || 1);
    const line = { x1: x, x2: x + box.width, y1: middle, y2: middle, ...paint("stroke", style.color) };
    const knob = { cx: rounded(x + 6 + share * (box.width - 12)), cy: middle, r: 6, ...paint("fill", style.color) };
    place.append(svg("line", { ...line, "stroke-width": 2, opacity: 0.5 }), svg("circle", knob));
  } else if (field.type === "checkbox" || field.type === "radio") {
    const frame = { x, y, width: box.width, height: box.height, rx: field.type === "radio" ? box.width / 2 : 2 };
    const fill = field.checked ? paint("fill", style.color) : { fill: "none" };
    place.append(svg("rect", { ...frame, ...fill, ...paint("stroke", style.color) }));
  } else {
    const text = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.textContent : field.value;
    if (!text) return;
    const height = 1.2 * parseFloat(style.fontSize);
    const line = { ...fontOf(style), ...paint("fill", style.color), x: rounded(x + parseFloat(style.paddingLeft)) };
    place.append(svg("text", { ...line, y: rounded(middle - height / 2 + ascent(style, height)) }, text));
  }
}

/** What of an SVG's looks its children have from their parents, and what each has by itself, with its usual value. */
const HANDED_DOWN = [
  ...["stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "font-family", "font-size"],
  ...["font-weight", "font-style", "text-anchor", "visibility", "letter-spacing", "paint-order", "white-space"],
  ...["fill-opacity", "stroke-opacity", "fill", "stroke"],
];
const OWN = {
  opacity: "1",
  display: "inline",
  "clip-path": "none",
  "dominant-baseline": "auto",
  "vector-effect": "none",
};

/**
 * An SVG of the page itself, with the looks that its style sheets give it written into it.
 * @param {Sheet} sheet
 * @param {SVGSVGElement} drawing
 * @param {DOMRect} box
 * @param {SVGElement} place
 */
function drawDrawing(sheet, drawing, box, place) {
  if (!box.width || !box.height) return;
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  looksOf(drawing, copy, null);
  const [x, y] = at(sheet, box);
  const view = drawing.getAttribute("viewBox") ?? `0 0 ${box.width} ${box.height}`;
  const frame = {
    x,
    y,
    width: box.width,
    height: box.height,
    viewBox: view,
    overflow: getComputedStyle(drawing).overflow,
  };
  for (const [name, value] of Object.entries(frame)) copy.setAttribute(name, `${value}`);
  copy.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
  place.append(copy);
}

/**
 * @param {Element} from
 * @param {Element} to the same in a copy
 * @param {CSSStyleDeclaration | null} above
 */
function looksOf(from, to, above) {
  const style = getComputedStyle(from);
  for (const name of ["class", "style", "tabindex", ...HANDED_DOWN, ...Object.keys(OWN)]) to.removeAttribute(name);
  for (const name of HANDED_DOWN) {
    const value = style.getPropertyValue(name);
    if (!above || value !== above.getPropertyValue(name)) written(to, name, value);
  }
  for (const [name, usual] of Object.entries(OWN)) {
    const value = style.getPropertyValue(name);
    if (value !== usual && above) to.setAttribute(name, value.replace(/url\("?[^#)]*#([^")]+)"?\)/, "url(#$1)"));
  }
  if (!to.hasAttribute("transform") && above && style.transform !== "none")
    to.setAttribute("transform", style.transform);
  [...from.children].forEach((child, i) => looksOf(child, to.children[i], style));
}

/**
 * @param {Element} to
 * @param {string} name
 * @param {string} value
 */
function written(to, name, value) {
  const isColor = (name === "fill" || name === "stroke") && value !== "none" && !value.startsWith("url(");
  if (!isColor) return to.setAttribute(name, value.replace(/url\("?[^#)]*#([^")]+)"?\)/, "url(#$1)"));
  const [ink, opacity] = [paint(name, value), `${name}-opacity`];
  to.setAttribute(name, ink[name]);
  if (ink[opacity] !== undefined) to.setAttribute(opacity, `${ink[opacity] * Number(to.getAttribute(opacity) ?? 1)}`);
}
