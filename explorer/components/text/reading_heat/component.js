// A text with the heat of its prediction. The map above shows all of it, pooled to pixels; beneath it stands one part.
const PART = 900; // tokens that stand on screen at once
const MAP = 26; // height of the map in pixels
const CONTRAST = 4.6; // of the text's ink on the deepest shade, a little more than WCAG asks for

/**
 * @typedef {reading_heat.ReadingHeat & Look} Data
 * @typedef {Record<string, any>} State
 */

/** @param {Shown<reading_heat.ReadingHeat, reading_heat.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const drawn = JSON.stringify([data.pieces.length, data.pieces.map((piece) => piece.at + piece.text)]);
  const state =
    root.drawn === drawn
      ? root.state
      : { look: root.state?.look ?? 0, from: 0, at: Math.min(1, data.pieces.length - 1) };
  if (data.selected !== null && (root.drawn !== drawn || root.selected !== data.selected))
    state.at = Math.max(
      0,
      data.pieces.findLastIndex((piece) => piece.at <= data.selected),
    );
  if (state.at < state.from || state.at >= state.from + PART) state.from = startOf(state.at, data);
  root.drawn = drawn;
  root.selected = data.selected;
  root.state = state;
  const parts = {
    map: el("canvas", { class: "map", role: "img", "aria-label": data.labels.map, title: data.labels.map }),
    text: el("p", { class: "text", role: "listbox", "aria-label": data.labels.text }),
    panel: el("aside", { class: "panel", "aria-live": "polite" }),
    scale: el("span", { class: "scale" }),
  };
  const draw = () => show(data, state, parts, setTriggerValue);
  const many = data.pieces.length > 60;
  redraw(
    root,
    el(
      "div",
      { class: "tools" },
      ...data.looks.map((look, index) => lookButton(look, index, state, root, draw)),
      parts.scale,
    ),
    many ? parts.map : null,
    el("div", { class: "reading" }, parts.text, parts.panel),
  );
  if (many) {
    parts.map.addEventListener("click", (event) =>
      goTo(Math.floor((event.offsetX / parts.map.clientWidth) * data.pieces.length), data, state, parts, draw),
    );
    root.watch?.disconnect();
    root.watch = new ResizeObserver(() => mapOf(parts.map, data, state));
    root.watch.observe(parts.map.parentElement);
  }
  draw();
}

/**
 * @param {reading_heat.Look} look
 * @param {number} index
 * @param {State} state
 * @param {Root} root
 * @param {() => void} draw
 */
function lookButton(look, index, state, root, draw) {
  const choose = () => {
    state.look = index;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".look")))
      button.setAttribute("aria-pressed", String(button.dataset.look === String(index)));
    draw();
  };
  return el(
    "button",
    {
      type: "button",
      class: "look",
      "data-look": String(index),
      "data-focus": `look-${index}`,
      title: look.title,
      "aria-pressed": String(state.look === index),
      onclick: choose,
    },
    look.name,
  );
}

/**
 * What the shades mean.
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 */
function scaleOf(data, state, parts) {
  const look = data.looks[state.look];
  const never = data.labels.never && data.pieces.some((piece) => piece.shades[state.look] < 0);
  const stops = [0, 0.25, 0.5, 0.75, 1].map((share) => cssOf(inkOf(share, data)));
  parts.scale.replaceChildren(
    el("span", {}, look.low),
    el("i", { style: { background: `linear-gradient(to right, ${stops.join(", ")})` } }),
    el("span", {}, look.high),
    ...(never ? [el("i", { class: "never" }), el("span", {}, data.labels.never)] : []),
  );
}

/**
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 * @param {Send<reading_heat.Events>} send
 */
function show(data, state, parts, send) {
  const pieces = data.pieces.slice(state.from, state.from + PART);
  const spans = pieces.map((piece, i) => spanOf(piece, state.from + i, data, state, parts, send));
  parts.text.replaceChildren(...spans);
  parts.text.onpointerleave = () => say(state.at, data, state, parts, send);
  parts.text.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = spans.indexOf(event.target.closest(".piece"));
    if (!way || at < 0) return;
    spans[at + way]?.focus();
    event.preventDefault();
  };
  mapOf(parts.map, data, state);
  scaleOf(data, state, parts);
  say(state.at, data, state, parts, send);
}

/**
 * @param {reading_heat.Piece} piece
 * @param {number} index
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 * @param {Send<reading_heat.Events>} send
 */
function spanOf(piece, index, data, state, parts, send) {
  // A span, unlike a button, breaks where the text breaks.
  const shade = piece.shades[state.look];
  const span = el(
    "span",
    {
      class: ["piece", shade < 0 && "never", !piece.written && "next"].filter(Boolean).join(" "),
      role: "option",
      tabindex: index === Math.max(state.at, state.from) ? 0 : -1,
      "data-focus": `piece-${index}`,
      "data-index": index,
      style: shade > 0 ? { background: cssOf(inkOf(shade, data)) } : {},
    },
    el("bdi", {}, piece.text),
  );
  const look = () => say(index, data, state, parts, send);
  const choose = () => {
    state.at = index;
    look();
    if (piece.written) send("position", piece.at);
  };
  span.addEventListener("pointerenter", look);
  span.addEventListener("focus", look);
  span.addEventListener("click", choose);
  span.addEventListener("keydown", (event) => event.key === "Enter" && choose());
  return span;
}

/**
 * @param {number} index
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 * @param {Send<reading_heat.Events>} send
 */
function say(index, data, state, parts, send) {
  const { labels } = data;
  const piece = data.pieces[index];
  for (const span of parts.text.children) span.classList.toggle("shown", Number(span.dataset.index) === index);
  if (!piece) return;
  const word = el("p", { class: "word mono" }, el("bdi", {}, piece.shown));
  if (!piece.shades.length) return parts.panel.replaceChildren(word, el("p", { class: "note" }, labels.first));
  const rows = piece.expected.map(([id, share]) =>
    el(
      "li",
      { class: piece.ids.includes(id) && piece.ids.length === 1 ? "came" : null },
      el("bdi", { class: "mono" }, data.words[id]),
      el("span", { class: "share" }, percent(share)),
      el("i", { style: { width: `${100 * share}%` } }),
    ),
  );
  const numbers = piece.numbers.flatMap((text, i) => [el("dt", {}, data.numbers[i]), el("dd", {}, text)]);
  const door = el(
    "button",
    { type: "button", class: "door", "data-focus": "door", onclick: () => send("door", piece.at) },
    labels.door,
  );
  parts.panel.replaceChildren(
    word,
    ...(piece.written ? [] : [el("p", { class: "note" }, labels.next)]),
    el("dl", {}, ...numbers),
    ...(labels.door ? [door] : []),
    el("p", { class: "note" }, piece.ids.length > 1 ? labels.group : labels.expected),
    el("ol", {}, ...rows),
  );
}

/**
 * The colour of a shade: as far along the scale as text can be read on it.
 * @param {number} shade
 * @param {Data} data
 * @returns {Rgb}
 */
function inkOf(shade, data) {
  const scale = data.scales.probability;
  const ink = luminance(rgbOf(data.colors.ink)) + 0.05;
  const readable = (/** @type {number} */ share) => {
    const paper = luminance(along(scale, share)) + 0.05;
    return Math.max(ink / paper, paper / ink) >= CONTRAST;
  };
  let deepest = 1;
  while (deepest > 0.1 && !readable(deepest)) deepest -= 0.02;
  return along(scale, shade * deepest);
}

/**
 * Where the part begins that has a piece in its middle.
 * @param {number} index
 * @param {Data} data
 */
function startOf(index, data) {
  return Math.floor(Math.max(0, Math.min(index - PART / 2, data.pieces.length - PART)));
}

/**
 * @param {number} index
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 * @param {() => void} draw
 */
function goTo(index, data, state, parts, draw) {
  state.from = startOf(index, data);
  state.at = Math.min(index, data.pieces.length - 1);
  draw();
  parts.text.querySelector(`[data-index="${state.at}"]`)?.scrollIntoView({ block: "center" });
}

/**
 * The whole text in a line of pixels, each as dark as the strongest token that it stands for.
 * @param {HTMLCanvasElement} canvas
 * @param {Data} data
 * @param {State} state
 */
function mapOf(canvas, data, state) {
  const width = canvas.parentElement?.clientWidth;
  if (!width) return;
  const { context } = surface(canvas, width, MAP);
  const n = data.pieces.length;
  for (let x = 0; x < width; x++) {
    let most = 0;
    let never = false;
    for (
      let i = Math.floor((x * n) / width);
      i < Math.max(Math.floor((x * n) / width) + 1, Math.floor(((x + 1) * n) / width));
      i++
    ) {
      const shade = data.pieces[i]?.shades[state.look] ?? 0;
      most = Math.max(most, shade);
      never ||= shade < 0;
    }
    context.fillStyle = never ? data.colors.removed : cssOf(inkOf(most, data));
    context.fillRect(x, 0, 1, MAP - 4);
  }
  context.fillStyle = data.colors.query;
  context.fillRect((state.from / n) * width, MAP - 3, (Math.min(PART, n - state.from) / n) * width, 3);
}
