// The pictures on the page, each to be taken away as an image or as its data. All of it is made in the browser.

/** @typedef {{ name: string, element: HTMLElement, host: Element, data: () => any }} Picture */

/** Pixels of an image, to a side and altogether; a larger one is made smaller. */
const MOST_PIXELS = 8192;
const MOST_AREA = 40e6;
/** Pixels of an image for one of the screen. */
const SHARP = 2;
const LONGEST_NAME = 70;
/** Parts of a picture whose label says what it is, and not what a control does. */
const NAMED = "[aria-label]:not(button, input, select, textarea, [role=radiogroup], [role=option], svg *)";

/** @param {Shown<picture_menu.PictureMenu>} component */
export default function (component) {
  const root = rootOf(component);
  const { data } = component;
  const draw = () => {
    const pictures = picturesOf(data);
    const key = JSON.stringify(pictures.map(({ name }) => name));
    root.pictures = pictures;
    if (root.key === key) return;
    root.key = key;
    const rows = pictures.map((picture, i) => rowOf(root, data, picture, i));
    redraw(root, ...(rows.length ? rows : [el("p", {}, data.none)]));
  };
  root.key = null;
  draw();
  root.onpointerenter = draw; // the page may have been drawn again meanwhile
  root.onfocusin = draw;
}

/**
 * Everything on the page that shows data, from its top to its end.
 * @param {picture_menu.PictureMenu} data
 * @returns {Picture[]}
 */
function picturesOf(data) {
  const shown = [...(window.explorerRoots ?? [])].filter((root) => root.isConnected && root.shown?.exports);
  const ours = shown.map((root) => {
    const host = /** @type {ShadowRoot} */ (root.getRootNode()).host ?? root;
    return { host, element: root, data: () => plainData(root.shown, root.shown.exports.packed) };
  });
  const figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".stMain .js-plotly-plot"));
  const plotted = [...figures].map((figure) => ({ host: figure, element: figure, data: () => figureData(figure) }));
  const all = [...ours, ...plotted].filter(({ host, element }) => host.closest(".stMain") && element.offsetHeight > 8);
  all.sort((a, b) => (a.host.compareDocumentPosition(b.host) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  return all.map((picture, i) => ({ ...picture, name: nameOf(picture.element, filled(data.unnamed, { n: i + 1 })) }));
}

/**
 * What a picture is called for those who do not see it.
 * @param {HTMLElement} element
 * @param {string} unnamed
 */
function nameOf(element, unnamed) {
  const around = element.closest("[aria-label]")?.getAttribute("aria-label");
  const labels = [...element.querySelectorAll(NAMED)].map((part) => part.getAttribute("aria-label"));
  const longest = labels.reduce((one, other) => (other.length > one.length ? other : one), "");
  const said = around || longest || element.querySelector("caption, h3, h4")?.textContent || unnamed;
  return said.length > LONGEST_NAME ? `${said.slice(0, LONGEST_NAME)}…` : said;
}

/**
 * @param {Root} root
 * @param {picture_menu.PictureMenu} data
 * @param {Picture} picture
 * @param {number} i
 */
function rowOf(root, data, picture, i) {
  const file = `${data.stem}-${i + 1}`;
  const now = () => /** @type {Picture} */ (root.pictures[i] ?? picture);
  const mark = (/** @type {string} */ line) => {
    const host = /** @type {HTMLElement} */ (now().host);
    host.style.setProperty("outline", line);
    host.style.setProperty("outline-offset", "3px");
  };
  const paper = () => getComputedStyle(document.querySelector('[data-testid="stApp"]')).backgroundColor;
  const drawing = async () =>
    textOf(
      await withFonts(
        sharply(now().element, () => drawingOf(now().element, paper(), now().name)),
        data.fonts,
      ),
    );
  const json = () => JSON.stringify({ picture: now().name, page: data.stem, data: now().data() }, null, 1);
  const ways = [
    ["PNG", async () => save(await pngOf(await drawing()), `${file}.png`)],
    ["SVG", async () => save(new Blob([await drawing()], { type: "image/svg+xml" }), `${file}.svg`)],
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    ["CSV", async () => save(new Blob(["\ufeff", csvOf(now().data())], { type: "text/csv" }), `${file}.csv`)],
    ["JSON", async () => save(new Blob([json()], { type: "application/json" }), `${file}.json`)],
  ];
  const buttons = ways.map(([label, act]) =>
    el(
      "button",
      { type: "button", onclick: act, "data-focus": `${label}-${i}`, "aria-label": `${label}: ${picture.name}` },
      `${label}`,
    ),
  );
  const look = { onpointerenter: () => mark("2px solid var(--focus)"), onpointerleave: () => mark("") };
  return el("div", { class: "picture", role: "group", ...look }, el("span", {}, picture.name), ...buttons);
}

/**
 * Draw while what a canvas shows is as fine as the image will be.
 * @template Drawn
 * @param {Root} element
 * @param {() => Drawn} draw
 * @returns {Drawn}
 */
function sharply(element, draw) {
  window.explorerSharpness = SHARP;
  try {
    element.paint?.();
    inSpace(element);
    return draw();
  } finally {
    delete window.explorerSharpness;
    element.paint?.();
  }
}

/**
 * A browser forgets what stands on a canvas of three dimensions once it has shown it: plotly is to draw it again.
 * @param {any} figure
 */
function inSpace({ _fullLayout: layout }) {
  for (const scene of layout?._subplots?.gl3d ?? []) layout[scene]._scene.glplot.redraw();
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
function save(blob, name) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** @param {SVGElement} drawing */
function textOf(drawing) {
  return new XMLSerializer().serializeToString(drawing);
}

/**
 * The drawing with those of the page's own fonts that it uses, so that it needs nothing from outside. Japanese is
 * drawn with the reader's fonts, of which the drawing names several.
 * @param {SVGElement} drawing
 * @param {picture_menu.Font[]} fonts
 */
async function withFonts(drawing, fonts) {
  const text = textOf(drawing);
  const used = fonts.filter(({ family }) => text.includes(family));
  const faces = used.map(
    async ({ family, address }) =>
      `@font-face{font-family:"${family}";font-weight:100 900;src:url(${await dataUrl(address)})}`,
  );
  drawing.querySelector("defs").append(svg("style", {}, (await Promise.all(faces)).join("\n")));
  return drawing;
}

/** @param {string} address */
async function dataUrl(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:font/woff2;base64,${btoa(text)}`;
}

/**
 * @param {string} drawing
 * @returns {Promise<Blob>}
 */
async function pngOf(drawing) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(SHARP, MOST_PIXELS / width, MOST_PIXELS / height, Math.sqrt(MOST_AREA / (width * height)));
  const canvas = el("canvas", { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
