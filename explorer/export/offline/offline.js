// In the place of Streamlit: the page's parts from the file's own data, in either language and theme, step by step.


/** @type {any} */
const PAGE = JSON.parse(document.getElementById("page").textContent);
const LANGS = Object.keys(PAGE.title);
const NAMES = { ja: "日本語", en: "English" };
const now = { lang: PAGE.lang, theme: PAGE.theme, sheet: 0, step: 0 };
const HINT_MS = 4000;

/** The words of the file's own controls. */
const words = () => PAGE.words[now.lang];

/**
 * @param {string} tag
 * @param {Record<string, any>} attributes
 * @param {...(Node | string)} children
 */
function made(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} label
 * @param {boolean} pressed
 * @param {Partial<typeof now>} change
 */
function choice(label, pressed, change) {
  return made("button", { type: "button", "aria-pressed": `${pressed}`, onclick: () => go(change) }, label);
}

/** @param {Partial<typeof now>} change */
function go(change) {
  const held = /** @type {HTMLElement | null} */ (document.activeElement)?.textContent;
  Object.assign(now, change);
  draw();
  const again = [...document.querySelectorAll("header button")].find((button) => button.textContent === held);
  if (held) /** @type {HTMLElement | undefined} */ (again)?.focus();
}

function draw() {
  const { lang, theme } = now;
  const page = document.documentElement;
  page.lang = lang;
  page.dataset.theme = theme;
  document.title = `${PAGE.title[lang]} · LLM Explorer`;
  for (const [name, value] of Object.entries(PAGE.looks[theme].variables)) page.style.setProperty(name, value);
  document.querySelector("header").replaceChildren(...head());
  const main = document.querySelector("main");
  const parts = PAGE.sheets[now.sheet].steps[now.step].parts;
  main.replaceChildren();
  // In the page before they are drawn, so that each knows its width.
  for (const part of parts[`${lang} ${theme}`] ?? parts[`${lang} light`]) show(part, main);
  const about = document.querySelector("footer");
  about.innerHTML = PAGE.shows[lang]; // the page's own words, as below
}

function head() {
  const { lang, theme } = now;
  const sheet = PAGE.sheets[now.sheet];
  const run = made("p", { class: "run" }, `${PAGE.model}: `, made("bdi", {}, PAGE.prompt));
  const langs = LANGS.map((one) => choice(NAMES[one], one === lang, { lang: one }));
  const looks = ["light", "dark"].map((one) => choice(words()[one], one === theme, { theme: one }));
  const views = PAGE.sheets.map((one, i) => choice(one.label[lang], i === now.sheet, { sheet: i, step: one.steps.length - 1 }));
  const rows = [made("h1", {}, PAGE.title[lang]), made("div", { class: "bar" }, ...langs, ...looks), run];
  if (views.length > 1) rows.push(made("div", { class: "bar wide", role: "group", "aria-label": words().views }, ...views));
  if (sheet.steps.length > 1) rows.push(steps(sheet));
  return rows;
}

/** @param {any} sheet */
function steps(sheet) {
  const last = sheet.steps.length - 1;
  const to = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {number} */ step) => {
    const button = made("button", { type: "button", "aria-label": label, onclick: () => go({ step }) }, sign);
    if (step < 0 || step > last) button.setAttribute("disabled", "");
    return button;
  };
  const where = made("output", {}, sheet.steps[now.step].label[now.lang]);
  return made(
    "div",
    { class: "bar wide", role: "group", "aria-label": words().steps },
    to(words().back, "‹", now.step - 1),
    where,
    to(words().forward, "›", now.step + 1),
  );
}

/**
 * @param {any} part
 * @param {Element} main
 */
function show(part, main) {
  if (part.component) return showComponent(part, main);
  if (part.plot !== undefined) return showPlot(part, main);
  const block = made(part.words === "heading" ? "h2" : "div", { class: part.words });
  block.innerHTML = part.html; // written by Python from our own sentences, everything else escaped
  if (part.words === "heading") block.replaceChildren(...(block.firstElementChild?.childNodes ?? []));
  main.append(block);
}

/**
 * @param {any} part
 * @param {Element} main
 */
function showComponent(part, main) {
  const host = main.appendChild(document.createElement("div"));
  const shadow = host.attachShadow({ mode: "open" });
  const { css, draw } = EXPLORER[part.component];
  shadow.append(made("style", {}, css), made("div", { class: "root" }));
  const { colors, scales } = PAGE.looks[now.theme];
  const data = { ...PAGE.values[part.data], colors, scales, exports: null };
  draw({ data, key: part.component, parentElement: shadow, setTriggerValue: hint });
}

/** What only the app can do. */
function hint() {
  const said = document.querySelector(".hint") ?? document.body.appendChild(made("div", { class: "hint", role: "status" }));
  said.textContent = words().hint;
  setTimeout(() => (said.textContent = ""), HINT_MS);
}

/** @type {Promise<any> | undefined} */
let plotly;

/** plotly's script, unpacked at its first use. */
async function unpacked() {
  const pressed = document.getElementById("plotly").textContent;
  const bytes = Uint8Array.from(atob(pressed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = made("script", {});
  script.textContent = await new Response(stream).text();
  document.head.append(script);
  return /** @type {any} */ (window).Plotly;
}

/**
 * @param {any} part
 * @param {Element} main
 */
async function showPlot(part, main) {
  const place = main.appendChild(made("div", { role: "img", "aria-label": part.alt }));
  place.style.minHeight = `${PAGE.values[part.plot].layout.height ?? 300}px`;
  const drawer = await (plotly ??= unpacked());
  const { data, layout } = structuredClone(PAGE.values[part.plot]);
  const look = PAGE.looks[now.theme].variables;
  const font = { family: look["--st-font"], color: look["--st-text-color"], size: 12, ...layout.font };
  const grid = { gridcolor: look["--st-border-color"], zerolinecolor: look["--st-border-color"] };
  const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name));
  for (const axis of axes.length ? axes : ["xaxis", "yaxis"]) layout[axis] = { ...grid, automargin: true, ...layout[axis] };
  delete layout.template;
  await drawer.newPlot(place, data, { ...layout, autosize: true, font }, { displayModeBar: false, responsive: true });
}

document.addEventListener("keydown", ({ key, target }) => {
  const typing = /** @type {HTMLElement} */ (target).matches?.("input, textarea, select");
  const way = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const step = now.step + (way ?? 0);
  if (!way || typing || target !== document.body || !PAGE.sheets[now.sheet].steps[step]) return;
  go({ step });
});

now.step = PAGE.sheets[0].steps.length - 1;
draw();
