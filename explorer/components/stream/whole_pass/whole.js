// The whole model: tokens from top to bottom, layers from left to right, the last token's looks as arcs.
const ROW = 20;
const SVG = "http://www.w3.org/2000/svg";
const WIDE = 12; // layers that all are drawn in full; of more, the ones around the stage, and the others as thin strips
const AROUND = 7; // of those

/**
 * @param {Pass} pass
 * @param {any} at
 * @param {Zoom} zoom
 */
function wholeOf(pass, at, zoom) {
  const { labels, tokens, layers, colors } = pass;
  const reached = (kind, layer = null) => at >= pass.stages.findIndex((s) => s.kind === kind && s.layer === layer);
  const done = { tokens: reached("tokens"), ids: reached("ids"), vectors: reached("vectors") };
  const now = pass.stages[at];
  const column = (title, body, shown, extra = "") =>
    el(
      "div",
      { class: `column ${extra} ${shown ? "" : "ahead"}`, inert: !shown },
      el("div", { class: "title" }, title),
      body,
    );
  const chips = done.tokens
    ? tokens.map(({ text }) => el("div", { class: "cell" }, el("bdi", { class: "chip mono" }, text)))
    : [el("div", { class: "uncut mono", style: { "min-height": `${ROW * pass.n}px` } }, el("bdi", {}, pass.text))];
  if (pass.hidden)
    chips[0].prepend(el("small", { class: "hidden", title: filled(labels.hidden, { n: pass.hidden }) }, "… "));
  const chosen = pass.guesses.find((guess) => guess.chosen);
  if (chosen && reached("choice"))
    chips.push(el("div", { class: "cell" }, el("bdi", { class: "chip mono new" }, chosen.text)));
  const ids = tokens.map(({ id }) => el("div", { class: "cell id" }, String(id)));
  const strip = (values) =>
    el(
      "div",
      { class: "strip", style: { "min-height": `${ROW * pass.n}px` } },
      signedCanvas(values, pass.n, pass.cells, colors),
    );
  const wide = inFull(now, layers.length);
  const columns = layers.map((layer, i) => {
    const button = el(
      "button",
      { type: "button", class: "title", "data-focus": `layer-${i}`, onclick: () => zoom({ level: 1, layer: i }) },
      layers.length > WIDE ? String(i + 1) : filled(labels.layer, { layer: i + 1 }),
    );
    const busy = (now.layer === i ? ` now ${now.kind}` : "") + (wide(i) ? "" : " thin");
    const shown = reached("attention", i);
    return el(
      "div",
      {
        class: `column layer${busy} ${shown ? "" : "ahead"}`,
        title: filled(labels.layer, { layer: i + 1 }),
        inert: !shown,
        onclick: () => zoom({ level: 1, layer: i }),
      },
      button,
      el(
        "div",
        { class: "inside" },
        wide(i) ? arcsOf(pass, i) : null,
        el("div", { class: reached("mlp", i) ? "" : "ahead" }, strip(layer.after)),
      ),
    );
  });
  const picture = el(
    "div",
    { class: layers.length > WIDE ? "whole many" : "whole", role: "group", "aria-label": labels.picture },
    column(labels.tokens, el("div", {}, ...chips), true, "tokens"),
    column(labels.ids, el("div", {}, ...ids), done.ids),
    column(labels.vectors, strip(pass.vectors), done.vectors, "vectors"),
    ...columns,
    pass.guesses.length ? column(labels.next, guessesOf(pass, reached, zoom), reached("logits"), "guesses") : null,
  );
  return [
    picture,
    el("p", { class: "note" }, [labels.cells, labels.zoom, pass.last && labels.guess].filter(Boolean).join(" ")),
  ];
}

/**
 * Which layers are drawn in full: those around the one where something happens; before any the first, after all the last.
 * @param {whole_pass.Stage} now
 * @param {number} n
 * @returns {(layer: number) => boolean}
 */
function inFull({ layer, kind }, n) {
  if (n <= WIDE) return () => true;
  const early = ["characters", "tokens", "ids", "vectors"].includes(kind);
  const middle = layer ?? (early ? 0 : n - 1);
  const first = Math.max(0, Math.min(middle - Math.floor(AROUND / 2), n - AROUND));
  return (at) => at >= first && at < first + AROUND;
}

/**
 * From every token on screen to the last one, as wide as the layer's heads on average look there.
 * @param {Pass} pass
 * @param {number} index
 */
function arcsOf(pass, index) {
  const { n, nHeads } = pass;
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 40 ${ROW * n}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("class", "arcs");
  svg.style.height = `${ROW * n}px`;
  const end = ROW * (n - 0.5);
  for (let key = 0; key < n; key++) {
    let share = 0;
    for (let head = 0; head < nHeads; head++) share += pass.layers[index].looks[head * n + key] / nHeads;
    if (share < 0.01) continue;
    const start = ROW * (key + 0.5);
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", `M0 ${start} C 22 ${start}, 18 ${end}, 40 ${end}`);
    path.setAttribute("stroke-width", String(1 + 7 * share));
    svg.append(path);
  }
  return svg;
}

/**
 * @param {Pass} pass
 * @param {any} reached
 * @param {Zoom} zoom
 */
function guessesOf(pass, reached, zoom) {
  const most = Math.max(...pass.guesses.map(({ share }) => share), 1e-12);
  const rows = pass.guesses.map(({ text, logit, share, percent, chosen, row }, guess) =>
    el(
      "button",
      {
        type: "button",
        class: `guess ${chosen && reached("choice") ? "chosen" : ""}`,
        "data-focus": `guess-${guess}`,
        disabled: !row,
        onclick: () => zoom({ level: 1, guess }),
      },
      el("bdi", { class: "chip mono" }, text),
      el("span", {}, reached("probabilities") ? percent : logit),
      el("i", { style: { width: reached("probabilities") ? `${(100 * share) / most}%` : "0" } }),
    ),
  );
  return el("div", {}, ...rows);
}
