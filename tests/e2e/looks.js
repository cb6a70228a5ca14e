// What a reader would complain of, found in the page itself, through every shadow root.

const above = (element) => element.assignedSlot ?? element.parentElement ?? element.getRootNode().host ?? null;

function* upwards(element) {
  for (let at = element; at; at = above(at)) yield at;
}

// The texts beneath a node that are on screen: { text, box, lines, owner }.
function* textsIn(node) {
  if (node.nodeType === Node.TEXT_NODE) yield* textOf(node);
  if (node.matches?.("style, script, noscript, textarea, option")) return;
  if (node.shadowRoot) yield* textsIn(node.shadowRoot);
  for (const child of node.childNodes) yield* textsIn(child);
}

function* textOf(node) {
  const owner = node.parentElement ?? node.getRootNode().host;
  const range = document.createRange();
  range.selectNodeContents(node);
  const box = range.getBoundingClientRect();
  const spoken = getComputedStyle(owner).clipPath === "inset(50%)"; // for those who do not see it
  // A text of a drawing that is not drawn has a box all the same.
  const drawn = !(owner instanceof SVGElement) || owner.getBoundingClientRect().width > 0;
  const seen = !spoken && drawn && owner.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const lines = [...range.getClientRects()].filter(({ width, height }) => width && height);
  if (node.data.trim() && box.width && box.height && seen) yield { text: node.data.trim().slice(0, 40), box, lines, owner };
}

// Whether something clips the text. Lines may be higher than what holds them, by a few pixels without ink.
function isCut({ box, owner }) {
  for (const at of upwards(owner)) {
    const inner = at.getBoundingClientRect();
    const style = getComputedStyle(at);
    if (style.display === "inline" || style.overflowX === "visible") continue;
    if (box.right > inner.right + 1.5 || box.left < inner.left - 1.5) return true;
    if (box.bottom > inner.bottom + 5 || box.top < inner.top - 5) return true;
  }
  return box.left < 0 || box.right > innerWidth;
}

const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
  .getContext("2d", { willReadFrequently: true });

// Any CSS colour as red, green, blue (0 to 255) and alpha (0 to 1).
function rgba(color) {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];

// WCAG's relative luminance.
function luminance([red, green, blue]) {
  const linear = [red, green, blue].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

// WCAG's contrast of two colours.
function ratio(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

// The colour that an element and all that lies behind it make.
const groundOf = (element) => [...upwards(element)].map((at) => rgba(getComputedStyle(at).backgroundColor))
  .reduceRight((below, layer) => over(layer, below), [255, 255, 255]);

// Of a text with the background colours that lie behind it.
function contrast({ owner }) {
  const style = getComputedStyle(owner);
  const opacity = [...upwards(owner)].reduce((product, at) => product * Number(getComputedStyle(at).opacity), 1);
  const [red, green, blue, alpha] = rgba(owner instanceof SVGElement ? style.fill : style.color);
  const ground = groundOf(owner);
  return ratio(over([red, green, blue, alpha * opacity], ground), ground);
}

// How large a text is drawn, in pixels; a drawing may be scaled.
function sizeOf({ owner }) {
  const scale = owner instanceof SVGGraphicsElement ? Math.hypot(owner.getScreenCTM().a, owner.getScreenCTM().b) : 1;
  return scale * parseFloat(getComputedStyle(owner).fontSize);
}

const FRAME = ".st-key-top_row, .st-key-spine, .st-key-opening, .st-key-theme_switch";

// What a page draws beneath its head: components and figures that take room, from the top.
const drawn = () => [...document.querySelectorAll(".stMain :is(.stBidiComponent, .stPlotlyChart)")]
  .filter((part) => !part.closest(FRAME)).map((part) => ({ part, box: part.getBoundingClientRect() }))
  .filter(({ box }) => box.height && box.width).sort((one, other) => one.box.top - other.box.top);

// Whether it is a picture: higher than a row of chips, or chips that bear numbers, and neither a sentence nor something
// to choose with.
const isPicture = ({ part, box }) => {
  const inside = part.querySelector('[data-testid="stBidiComponentIsolated"]')?.shadowRoot;
  const tall = box.height >= 60 || inside?.querySelector(".chip .id");
  return tall && !inside?.querySelector(".sentence, .cards, .slot");
};

window.looks = {
  cut: (root) => [...textsIn(root)].filter(isCut).map(({ text }) => text),
  faint: (root, least) => [...textsIn(root)].filter(({ owner }) => !owner.closest(":disabled, [aria-disabled=true], [inert], [data-testid=stSliderThumbValue]"))
    .filter(({ owner }) => rgba(getComputedStyle(owner).color)[3])
    .map((text) => [text.text, contrast(text)]).filter(([, value]) => value < least)
    .map(([text, value]) => `${text}: ${value.toFixed(1)}`),
  small: (root, least) => [...textsIn(root)].map((text) => [text.text, sizeOf(text)])
    .filter(([, value]) => value < least - 0.01).map(([text, value]) => `${text}: ${value.toFixed(1)} px`),
  // How far down the first picture begins, and where the head ends.
  picture: () => drawn().find(isPicture)?.box.top ?? Infinity,
  head: () => document.querySelector(".st-key-opening").getBoundingClientRect().bottom,
};
