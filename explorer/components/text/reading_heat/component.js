// A text with the heat of its prediction. The map above shows all of it, pooled to pixels; beneath it stands one part.
const PART = 900; // tokens that stand on screen at once
const MAP = 26; // height of the map in pixels

const SHADES = {
  surprisal: (piece) => piece.bits / 12,
  entropy: (piece) => piece.entropy / 12,
  rank: (piece) => Math.log2(piece.rank) / 12,
};

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
      : { look: root.state?.look ?? "surprisal", from: 0, at: Math.min(1, data.pieces.length - 1) };
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
  };
  const draw = () => show(data, state, parts, setTriggerValue);
  const many = data.pieces.length > 60;
  redraw(
    root,
    el(
      "div",
      { class: "tools" },
      ...data.looks.map((look) => lookButton(look, data, state, root, draw)),
      el("span", { class: "scale" }, el("span", {}, data.labels.low), el("i"), el("span", {}, data.labels.high)),
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
 * @param {Data["looks"][number]} look
 * @param {Data} data
 * @param {State} state
 * @param {Root} root
 * @param {() => void} draw
 */
function lookButton(look, data, state, root, draw) {
  const choose = () => {
    state.look = look;
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".look")))
      button.setAttribute("aria-pressed", String(button.dataset.look === look));
    draw();
  };
  return el(
    "button",
    {
      type: "button",
      class: "look",
      "data-look": look,
      "data-focus": `look-${look}`,
      title: data.labels[`${look}_title`],
      "aria-pressed": String(state.look === look),
      onclick: choose,
    },
    data.labels[look],
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
  parts.text.onpointerleave = () => say(state.at, data, state, parts);
  parts.text.onkeydown = (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = spans.indexOf(event.target.closest(".piece"));
    if (!way || at < 0) return;
    spans[at + way]?.focus();
    event.preventDefault();
  };
  mapOf(parts.map, data, state);
  say(state.at, data, state, parts);
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
  const span = el(
    "span",
    {
      class: "piece",
      role: "option",
      tabindex: index === Math.max(state.at, state.from) ? 0 : -1,
      "data-focus": `piece-${index}`,
      "data-index": index,
      style: { "--shade": shadeOf(piece, state.look) },
    },
    el("bdi", {}, piece.text),
  );
  const look = () => say(index, data, state, parts);
  const choose = () => {
    state.at = index;
    look();
    send("position", piece.at);
  };
  span.addEventListener("pointerenter", look);
  span.addEventListener("focus", look);
  span.addEventListener("click", choose);
  span.addEventListener("keydown", (event) => event.key === "Enter" && choose());
  return span;
}

/**
 * @param {reading_heat.Piece} piece
 * @param {Data["looks"][number]} look
 */
function shadeOf(piece, look) {
  return piece.bits === null ? "0%" : `${Math.round(100 * Math.min(1, Math.max(0, SHADES[look](piece))))}%`;
}

/**
 * @param {number} index
 * @param {Data} data
 * @param {State} state
 * @param {State} parts
 */
function say(index, data, state, parts) {
  const { labels } = data;
  const piece = data.pieces[index];
  for (const span of parts.text.children) span.classList.toggle("shown", Number(span.dataset.index) === index);
  if (!piece) return;
  if (piece.bits === null)
    return parts.panel.replaceChildren(
      el("p", { class: "word mono" }, el("bdi", {}, piece.shown)),
      el("p", { class: "note" }, labels.first),
    );
  const rows = piece.expected.map(([id, share]) =>
    el(
      "li",
      { class: piece.ids.includes(id) && piece.ids.length === 1 ? "came" : null },
      el("bdi", { class: "mono" }, data.words[id]),
      el("span", { class: "share" }, percent(share)),
      el("i", { style: { width: `${100 * share}%` } }),
    ),
  );
  const number = (name, text) => [el("dt", {}, labels[name]), el("dd", {}, text)];
  parts.panel.replaceChildren(
    el("p", { class: "word mono" }, el("bdi", {}, piece.shown)),
    el(
      "dl",
      {},
      ...number("probability", percent(piece.share)),
      ...number("surprisal", `${piece.bits.toFixed(1)} ${labels.bits}`),
      ...number("rank", piece.rank.toLocaleString("en")),
      ...number("entropy", `${piece.entropy.toFixed(1)} ${labels.bits}`),
    ),
    el("p", { class: "note" }, piece.ids.length > 1 ? labels.group : labels.expected),
    el("ol", {}, ...rows),
  );
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
  const [red, green, blue] = rgbOf(data.colors.probability);
  for (let x = 0; x < width; x++) {
    let most = 0;
    for (
      let i = Math.floor((x * n) / width);
      i < Math.max(Math.floor((x * n) / width) + 1, Math.floor(((x + 1) * n) / width));
      i++
    ) {
      const piece = data.pieces[i];
      if (piece && piece.bits !== null) most = Math.max(most, SHADES[state.look](piece));
    }
    context.fillStyle = `rgba(${red}, ${green}, ${blue}, ${Math.min(1, most)})`;
    context.fillRect(x, 0, 1, MAP - 4);
  }
  context.fillStyle = data.colors.query;
  context.fillRect((state.from / n) * width, MAP - 3, (Math.min(PART, n - state.from) / n) * width, 3);
}
