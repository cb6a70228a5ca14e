// Backgrounds, borders and the other parts of a box, as SVG.

/** @type {Map<string, [number, number, number, number]>} */
const KNOWN = new Map();

/**
 * Any colour of CSS as red, green, blue 0..255 and alpha 0..1: drawn once, and looked at.
 * @param {string} color
 */
function inkOf(color) {
  const known = KNOWN.get(color);
  if (known) return known;
  const context = el("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = context.getImageData(0, 0, 1, 1).data;
  KNOWN.set(color, [red, green, blue, alpha / 255]);
  return KNOWN.get(color);
}

/**
 * A colour as the attributes that every reader of SVG knows.
 * @param {string} name fill or stroke or stop-color
 * @param {string} color
 * @returns {Attributes}
 */
function paint(name, color) {
  const [red, green, blue, alpha] = inkOf(color);
  const hex = [red, green, blue].map((value) => value.toString(16).padStart(2, "0")).join("");
  const opacity = name === "stop-color" ? "stop-opacity" : `${name}-opacity`;
  return { [name]: `#${hex}`, ...(alpha < 1 ? { [opacity]: rounded(alpha) } : {}) };
}

/**
 * @param {Sheet} sheet
 * @param {DOMRect} box
 * @param {CSSStyleDeclaration} style
 * @param {SVGElement} place
 */
function drawBox(sheet, box, style, place) {
  const [x, y] = [rounded(box.left - sheet.from.left), rounded(box.top - sheet.from.top)];
  const area = { x, y, width: box.width, height: box.height };
  const drawn = [...grounds(sheet, area, style), ...shadows(area, style), ...borders(area, style)];
  if (!drawn.length) return;
  at(sheet, box);
  place.append(...drawn);
}

/** @typedef {{ x: number, y: number, width: number, height: number }} Area */

/**
 * @param {Sheet} sheet
 * @param {Area} area
 * @param {CSSStyleDeclaration} style
 */
function grounds(sheet, area, style) {
  const shape = (/** @type {Attributes} */ fill) => svg("path", { d: outline(area, corners(area, style)), ...fill });
  const drawn = inkOf(style.backgroundColor)[3] > 0 ? [shape(paint("fill", style.backgroundColor))] : [];
  for (const image of apart(style.backgroundImage).reverse()) {
    const fill = gradient(sheet, area, image);
    if (fill) drawn.push(shape({ fill }));
  }
  return drawn;
}

/**
 * The radii of the four corners, from the top left on.
 * @param {Area} area
 * @param {CSSStyleDeclaration} style
 */
function corners({ width, height }, style) {
  const most = Math.min(width, height) / 2;
  const { borderTopLeftRadius, borderTopRightRadius, borderBottomRightRadius, borderBottomLeftRadius } = style;
  return [borderTopLeftRadius, borderTopRightRadius, borderBottomRightRadius, borderBottomLeftRadius].map((radius) =>
    Math.min(most, radius.endsWith("%") ? (parseFloat(radius) / 100) * width : parseFloat(radius) || 0),
  );
}

/**
 * @param {Area} area
 * @param {number[]} radii
 */
function outline({ x, y, width, height }, [a, b, c, d]) {
  const arc = (/** @type {number} */ r, /** @type {number} */ dx, /** @type {number} */ dy) =>
    r ? `a${rounded(r)} ${rounded(r)} 0 0 1 ${rounded(dx * r)} ${rounded(dy * r)}` : "";
  const [right, down, left] = [width - a - b, height - b - c, width - c - d].map(rounded);
  return (
    `M${rounded(x + a)} ${rounded(y)}h${right}${arc(b, 1, 1)}v${down}${arc(c, -1, 1)}` +
    `h${-left}${arc(d, -1, -1)}v${rounded(-(height - d - a))}${arc(a, 1, -1)}Z`
  );
}

/**
 * @param {Area} area
 * @param {CSSStyleDeclaration} style
 */
function borders(area, style) {
  const sides = /** @type {const} */ (["Top", "Right", "Bottom", "Left"]).map((side) => ({
    width: parseFloat(style[`border${side}Width`]) || 0,
    line: style[`border${side}Style`],
    color: style[`border${side}Color`],
  }));
  const there = sides.filter(({ width, line }) => width && line !== "none" && line !== "hidden");
  if (!there.length) return [];
  const [first] = sides;
  const same = sides.every((s) => s.width === first.width && s.line === first.line && s.color === first.color);
  return same ? [ring(area, style, first)] : sides.flatMap((side, i) => edge(area, side, i));
}

/**
 * @param {Area} area
 * @param {CSSStyleDeclaration} style
 * @param {{ width: number, line: string, color: string }} side
 */
function ring({ x, y, width, height }, style, side) {
  const half = side.width / 2;
  const inner = { x: x + half, y: y + half, width: width - side.width, height: height - side.width };
  const radii = corners({ x, y, width, height }, style).map((radius) => Math.max(0, radius - half));
  return svg("path", { d: outline(inner, radii), fill: "none", ...strokeOf(side) });
}

/**
 * @param {Area} area
 * @param {{ width: number, line: string, color: string }} side
 * @param {number} i 0 is the top, then clockwise
 */
function edge({ x, y, width, height }, side, i) {
  if (!side.width || side.line === "none" || side.line === "hidden" || !inkOf(side.color)[3]) return [];
  const half = side.width / 2;
  const [x1, y1, x2, y2] = [
    [x, y + half, x + width, y + half],
    [x + width - half, y, x + width - half, y + height],
    [x, y + height - half, x + width, y + height - half],
    [x + half, y, x + half, y + height],
  ][i].map(rounded);
  return [svg("line", { x1, y1, x2, y2, ...strokeOf(side) })];
}

/** @param {{ width: number, line: string, color: string }} side */
function strokeOf({ width, line, color }) {
  const dashes = { dashed: `${3 * width} ${2 * width}`, dotted: `${width} ${width}` }[line];
  return { ...paint("stroke", color), "stroke-width": width, ...(dashes ? { "stroke-dasharray": dashes } : {}) };
}

/**
 * Lines that a shadow without blur draws inside a box or around it.
 * @param {Area} area
 * @param {CSSStyleDeclaration} style
 */
function shadows(area, style) {
  return apart(style.boxShadow).flatMap((shadow) => {
    const color = /^[a-z]+\([^)]*\)/.exec(shadow)?.[0];
    const [dx, dy, blur, spread] = (shadow.slice(color?.length).match(/-?[\d.]+(?=px)/g) ?? []).map(Number);
    if (!color || blur) return [];
    if (shadow.includes("inset")) return [svg("rect", { ...strip(area, dx, dy), ...paint("fill", color) })];
    if (!spread) return [];
    const { x, y, width, height } = area;
    const around = { x: x - spread / 2, y: y - spread / 2, width: width + spread, height: height + spread };
    const d = outline(around, corners(area, style));
    return [svg("path", { d, fill: "none", ...paint("stroke", color), "stroke-width": spread })];
  });
}

/**
 * The strip that an inner shadow leaves at one side.
 * @param {Area} area
 * @param {number} dx
 * @param {number} dy
 */
function strip({ x, y, width, height }, dx, dy) {
  if (dy) return { x, y: dy > 0 ? y : y + height + dy, width, height: Math.abs(dy) };
  return { x: dx > 0 ? x : x + width + dx, y, width: Math.abs(dx), height };
}

/**
 * Commas outside of brackets part a list.
 * @param {string} list
 */
function apart(list) {
  return list === "none" || !list ? [] : list.split(/,(?![^(]*(?:\([^()]*\)[^()]*)*\))/).map((one) => one.trim());
}

/**
 * A linear gradient of CSS as one of SVG, also one that repeats: its address, or "" where it is another kind.
 * @param {Sheet} sheet
 * @param {Area} area
 * @param {string} image
 */
function gradient(sheet, { x, y, width, height }, image) {
  const [, repeats, inside] = /^(repeating-)?linear-gradient\((.*)\)$/.exec(image) ?? [];
  if (inside === undefined) return "";
  const parts = apart(inside);
  const angle = angleOf(parts[0]);
  if (angle !== null) parts.shift();
  const way = ((angle ?? 180) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(way), -Math.cos(way)];
  const length = Math.abs(width * sin) + Math.abs(height * cos);
  const stops = parts.flatMap((part) => stopsOf(part, length));
  if (stops.length < 2) return "";
  const end = repeats ? (stops.at(-1).at ?? length) : length;
  const [x1, y1] = [x + width / 2 - (sin * length) / 2, y + height / 2 - (cos * length) / 2].map(rounded);
  const id = `gradient-${(sheet.n += 1)}`;
  const line = { x1, y1, x2: rounded(x1 + sin * end), y2: rounded(y1 + cos * end), gradientUnits: "userSpaceOnUse" };
  const marks = stops.map(({ color, at }, i) =>
    svg("stop", { offset: rounded((at ?? (i / (stops.length - 1)) * end) / end), ...paint("stop-color", color) }),
  );
  sheet.defs.append(svg("linearGradient", { id, ...line, spreadMethod: repeats ? "repeat" : "pad" }, ...marks));
  return `url(#${id})`;
}

/** @param {string} part */
function angleOf(part) {
  if (/^-?[\d.]+deg$/.test(part)) return parseFloat(part);
  return { "to right": 90, "to left": 270, "to top": 0, "to bottom": 180 }[part] ?? null;
}

/**
 * @param {string} part "rgb(0, 0, 0) 1px 3px"
 * @param {number} length of the gradient's line
 * @returns {{ color: string, at: number | undefined }[]}
 */
function stopsOf(part, length) {
  const color = /^[a-z]+\((?:[^()]|\([^()]*\))*\)|^[a-z]+/.exec(part)?.[0] ?? "transparent";
  const places = part.slice(color.length).match(/-?[\d.]+(px|%)/g) ?? [];
  if (!places.length) return [{ color, at: undefined }];
  return places.map((place) => ({
    color,
    at: place.endsWith("%") ? (parseFloat(place) / 100) * length : parseFloat(place),
  }));
}
