// In the place of Streamlit: the page's parts from the file's own data, in either language and theme, step by step. The
// scenes of a talk are slides by the stage's own script, which finds here what it finds on the app's pages.

/** @type {any} */
const PAGE = JSON.parse(document.getElementById("page").textContent);
const LANGS = Object.keys(PAGE.title);
const NAMES = { ja: "日本語", en: "English" };
const TALK = Boolean(PAGE.sheets[0]?.slide);
const now = { lang: PAGE.lang, theme: PAGE.theme, sheet: 0, step: 0, on: TALK };
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
  const again = [...document.querySelectorAll(":is(header, nav) button")].find((button) => button.textContent === held);
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
  const box = made("div", { class: "scene" });
  document.querySelector("main").replaceChildren(box);
  if (TALK) box.append(...told());
  const parts = PAGE.sheets[now.sheet].steps[now.step].parts;
  // In the page before they are drawn, so that each knows its width.
  for (const part of parts[`${lang} ${theme}`] ?? parts[`${lang} light`]) show(part, boxIn(box));
  if (TALK) slide(box);
  const about = document.querySelector("footer");
  about.innerHTML = PAGE.shows[lang]; // the page's own words, as below
}

function head() {
  const { lang, theme } = now;
  const sheet = PAGE.sheets[now.sheet];
  const [model, prompt] = sheet.asked?.[lang] ?? [PAGE.model, PAGE.prompt];
  const run = made("p", { class: "run" }, `${model}: `, made("bdi", {}, prompt));
  const langs = LANGS.map((one) => choice(NAMES[one], one === lang, { lang: one }));
  const looks = ["light", "dark"].map((one) => choice(words()[one], one === theme, { theme: one }));
  const views = PAGE.sheets.map((one, i) => choice(one.label[lang], i === now.sheet, { sheet: i, step: one.steps.length - 1 }));
  const slides = TALK ? [made("button", { type: "button", onclick: () => press("p") }, `${words().slides} (P)`)] : [];
  const rows = [made("h1", {}, PAGE.title[lang]), made("div", { class: "bar" }, ...slides, ...langs, ...looks), run];
  const named = TALK ? words().scenes : words().views;
  if (views.length > 1) rows.push(made("div", { class: "bar wide", role: "group", "aria-label": named }, ...views));
  if (sheet.steps.length > 1) rows.push(steps(sheet));
  return rows;
}

/** What a scene says, on the page. */
function told() {
  const { title, words, technical } = PAGE.sheets[now.sheet].slide[now.lang];
  const said = [words, technical].filter(Boolean).map((text) => made("p", {}, text));
  return [made("div", { class: "told" }, made("h2", {}, title), ...said)];
}

/**
 * The scene as a slide, by the stage's own script, and beneath it the buttons for whoever has no keys.
 * @param {Element} box
 */
function slide(box) {
  const data = { ...PAGE.sheets[now.sheet].slide[now.lang], on: now.on };
  const host = boxIn(box);
  host.classList.add("st-key-stage");
  box.prepend(host);
  const send = (/** @type {string} */ name, /** @type {any} */ value) => {
    if (name === "turn") go({ on: value });
    else go({ sheet: now.sheet + (value === "after" ? 1 : -1) });
  };
  mounted("stage", data, host, send);
  const nav = document.querySelector("nav");
  const key = (/** @type {string} */ label, /** @type {string} */ sign, /** @type {string} */ name) =>
    made("button", { type: "button", "aria-label": label, onclick: () => press(name) }, sign);
  const langs = LANGS.map((one) => choice(NAMES[one], one === now.lang, { lang: one }));
  const looks = ["light", "dark"].map((one) => choice(words()[one], one === now.theme, { theme: one }));
  nav.hidden = !now.on;
  nav.replaceChildren(
    key(words().back, "‹", "ArrowLeft"),
    made("output", {}, data.count),
    key(words().forward, "›", "ArrowRight"),
    made("p", { class: "run" }, ...head()[2].childNodes),
    ...langs,
    made("span", { class: "looks" }, ...looks),
    key(words().page, words().page, "Escape"),
  );
}

/**
 * As if it had been pressed on the keyboard.
 * @param {string} key
 */
function press(key) {
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
}

/**
 * A place for one part, as Streamlit makes them.
 * @param {Element} main
 */
function boxIn(main) {
  return main.appendChild(made("div", { "data-testid": "stElementContainer" }));
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
  mounted(part.component, { ...PAGE.values[part.data] }, main, hint);
}

/**
 * @param {string} component
 * @param {any} data
 * @param {Element} main
 * @param {(name: string, value: any) => void} send
 */
function mounted(component, data, main, send) {
  const host = main.appendChild(document.createElement("div"));
  const shadow = host.attachShadow({ mode: "open" });
  const { css, draw } = EXPLORER[component];
  shadow.append(made("style", {}, css), made("div", { class: "root", "data-component": component }));
  const { colors, scales } = PAGE.looks[now.theme];
  draw({ data: { ...data, colors, scales, exports: null }, key: component, parentElement: shadow, setTriggerValue: send });
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
  const place = main.appendChild(made("div", { class: "stPlotlyChart", role: "img", "aria-label": part.alt }));
  place.style.height = `${PAGE.values[part.plot].layout.height ?? 300}px`;
  const drawer = await (plotly ??= unpacked());
  const { data, layout } = structuredClone(PAGE.values[part.plot]);
  const look = PAGE.looks[now.theme].variables;
  const font = { family: look["--st-font"], color: look["--st-text-color"], size: 12, ...layout.font };
  const grid = { gridcolor: look["--st-border-color"], zerolinecolor: look["--st-border-color"] };
  const axes = Object.keys(layout).filter((name) => /^[xy]axis/.test(name));
  for (const axis of axes.length ? axes : ["xaxis", "yaxis"]) layout[axis] = { ...grid, automargin: true, ...layout[axis] };
  delete layout.template;
  delete layout.height; // it fills its place, whose height is the slide's or its own
  await drawer.newPlot(place, data, { ...layout, autosize: true, font }, { displayModeBar: false, responsive: true });
}

document.addEventListener("keydown", ({ key, target }) => {
  if (TALK && now.on) return; // the stage hears it
  const typing = /** @type {HTMLElement} */ (target).matches?.("input, textarea, select");
  const way = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const step = now.step + (way ?? 0);
  if (!way || typing || target !== document.body) return;
  if (TALK && PAGE.sheets[now.sheet + way]) go({ sheet: now.sheet + way });
  else if (PAGE.sheets[now.sheet].steps[step]) go({ step });
});

now.step = PAGE.sheets[0].steps.length - 1;
draw();
