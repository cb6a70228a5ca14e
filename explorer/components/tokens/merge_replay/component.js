// The merges of one word. Where the visitor is among them lives here: stepping needs no round trip.
const TICK = 700;

/**
 * @typedef {merge_replay.MergeReplay} Data
 * @typedef {merge_replay.Merge | null} Newest
 * @typedef {HTMLElement & { span: Span }} Word
 */

/** @param {Shown<merge_replay.MergeReplay, merge_replay.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const word = JSON.stringify([data.bytes, data.merges.map((merge) => merge.rank)]);
  if (root.word !== word) Object.assign(root, { word, step: data.merges.length, playing: stop(root), tallest: 0 });
  root.draw = () => draw(root, data, setTriggerValue);
  root.draw();
  hearHover(root, (span) => {
    for (const word of /** @type {NodeListOf<Word>} */ (root.querySelectorAll(".word")))
      word.classList.toggle("lit", touch(word.span, span));
  });
  return () => (root.playing = stop(root));
}

/**
 * @param {Root} root
 * @param {Data} data
 * @param {Send<merge_replay.Events>} setTriggerValue
 */
function draw(root, data, setTriggerValue) {
  const pieces = piecesAt(data, root.step);
  const newest = root.step ? data.merges[root.step - 1] : null;
  redraw(
    root,
    data.words.length ? wordsOf(data, setTriggerValue) : null,
    el(
      "div",
      { class: "bench" },
      el(
        "div",
        { class: "now" },
        controlsOf(root, data),
        el("p", { class: "told", "aria-live": root.playing ? null : "polite" }, ...toldOf(data, root.step)),
        stageOf(pieces, newest, data),
        el("p", { class: "hint" }, data.labels.hint),
      ),
      ladderOf(pieces, newest, root.step, data),
    ),
  );
  keepHeight(root, root.querySelector(".bench"));
}

/**
 * What stands below stays where it is while pieces become fewer.
 * @param {Root} root
 * @param {HTMLElement} bench
 */
function keepHeight(root, bench) {
  root.tallest = Math.max(root.tallest, bench.offsetHeight);
  bench.style.minHeight = `${root.tallest}px`;
}

/**
 * @param {Data} data
 * @param {Send<merge_replay.Events>} setTriggerValue
 */
function wordsOf({ words, labels }, setTriggerValue) {
  const buttons = words.map(({ text, start, end, here }) => {
    const made = el(
      "button",
      {
        type: "button",
        class: here ? "word mono here" : "word mono",
        "aria-pressed": here ? "true" : "false",
        "data-focus": `word-${start}`,
        onclick: () => setTriggerValue("character", start),
        onmouseenter: () => sayHover([start, end]),
        onmouseleave: () => sayHover(null),
      },
      el("bdi", {}, text),
    );
    return Object.assign(made, { span: [start, end] });
  });
  return el("div", { class: "words" }, el("span", { class: "label" }, labels.words), ...buttons);
}

/**
 * The pieces after so many merges, as [start, end] in bytes.
 * @param {Data} data
 * @param {number} step
 */
function piecesAt({ bytes, merges }, step) {
  const pieces = bytes.map((_, i) => /** @type {Span} */ ([i, i + 1]));
  for (const { start, end } of merges.slice(0, step)) {
    const first = pieces.findIndex((piece) => piece[0] === start);
    const last = pieces.findIndex((piece) => piece[1] === end);
    pieces.splice(first, last - first + 1, [start, end]);
  }
  return pieces;
}

/**
 * @param {Root} root
 * @param {Data} data
 */
function controlsOf(root, { merges, labels }) {
  const go = (/** @type {number} */ step) => {
    root.playing = stop(root);
    root.step = Math.max(0, Math.min(merges.length, step));
    root.draw();
  };
  /** @type {(name: string, text: string, label: string, disabled: boolean, onclick: () => void) => HTMLElement} */
  const button = (name, text, label, disabled, onclick) =>
    el(
      "button",
      { type: "button", class: name, title: label, "aria-label": label, disabled, onclick, "data-focus": name },
      text,
    );
  const range = el("input", {
    type: "range",
    min: 0,
    max: merges.length,
    "aria-label": labels.scrub,
    "data-focus": "range",
    disabled: !merges.length,
    oninput: () => go(Number(range.value)),
  });
  range.value = root.step;
  const play = root.playing ? labels.pause : labels.play;
  return el(
    "div",
    { class: "controls" },
    button("play", `${root.playing ? "‖" : "▶"} ${play}`, play, !merges.length, () =>
      root.playing ? go(root.step) : start(root, merges),
    ),
    button("back", "◀", labels.back, root.step === 0, () => go(root.step - 1)),
    range,
    button("forward", "▶", labels.forward, root.step === merges.length, () => go(root.step + 1)),
    el("span", { class: "count" }, `${root.step} / ${merges.length}`),
  );
}

/**
 * @param {Root} root
 * @param {merge_replay.Merge[]} merges
 */
function start(root, merges) {
  if (root.step === merges.length) root.step = 0;
  const pace = Math.max(120, Math.min(TICK, 9000 / merges.length));
  root.playing = setInterval(() => {
    root.step += 1;
    if (root.step >= merges.length || !root.isConnected) root.playing = stop(root);
    root.draw();
  }, pace);
  root.draw();
}

/**
 * @param {Data} data
 * @param {number} step
 */
function toldOf({ merges, labels }, step) {
  if (!merges.length) return [labels.nothing];
  if (!step) return [labels.begin];
  return merges[step - 1].said.map(wordOf);
}

/**
 * The pieces in a row, and between any two the rank of the pair they make; the lowest is merged next.
 * @param {Span[]} pieces
 * @param {Newest} newest
 * @param {Data} data
 */
function stageOf(pieces, newest, data) {
  const ranks = pieces.slice(1).map(([middle, end], i) => data.pairs[`${pieces[i][0]}-${middle}-${end}`] ?? null);
  const lowest = Math.min(...ranks.filter((rank) => rank !== null));
  const first = ranks.indexOf(lowest);
  const row = pieces.flatMap((piece, i) => {
    const made = el("bdi", { class: isNew(piece, newest) ? "piece new" : "piece" }, textOf(piece, data));
    if (i === ranks.length) return [made];
    return [
      made,
      el("span", { class: i === first ? "rank lowest" : "rank" }, ranks[i] === null ? "·" : String(ranks[i])),
    ];
  });
  return el(
    "div",
    { class: "stage mono", role: "img", "aria-label": pieces.map((piece) => textOf(piece, data)).join(" | ") },
    ...row,
  );
}

/**
 * All merges at once: bytes on top, and under them what they became, as wide as its bytes.
 * @param {Span[]} pieces
 * @param {Newest} newest
 * @param {number} step
 * @param {Data} data
 */
function ladderOf(pieces, newest, step, data) {
  const now = new Set(pieces.map(([start, end]) => `${start}-${end}`));
  const columns = { "grid-template-columns": `repeat(${data.bytes.length}, minmax(26px, 52px))` };
  const leaves = data.bytes.map(({ hex, text }, i) =>
    el(
      "span",
      { class: "brick byte", style: { "grid-row": "1", "grid-column": `${i + 1} / ${i + 2}` } },
      text ? el("bdi", {}, text) : null,
      text ? el("small", {}, hex) : el("span", {}, hex),
    ),
  );
  const bricks = data.merges.map((merge, i) => {
    const { start, end, level, text, rank } = merge;
    const state = i >= step ? "later" : merge === newest ? "new" : now.has(`${start}-${end}`) ? "piece-now" : "";
    return el(
      "span",
      {
        class: `brick ${state}`,
        title: i < step ? `${text} · ${data.labels.rank} ${rank}` : null,
        style: { "grid-row": String(level + 1), "grid-column": `${start + 1} / ${end + 1}` },
      },
      el("span", {}, text),
    );
  });
  return el("div", { class: "ladder mono", style: columns, "aria-hidden": "true" }, ...leaves, ...bricks);
}

/** @type {(piece: Span, newest: Newest) => boolean} */
const isNew = ([start, end], newest) => newest !== null && newest.start === start && newest.end === end;

/**
 * @param {Span} piece
 * @param {Data} data
 */
function textOf([start, end], { bytes, merges }) {
  if (end - start === 1) return bytes[start].text || `‹${bytes[start].hex}›`;
  return merges.find((merge) => merge.start === start && merge.end === end).text;
}
