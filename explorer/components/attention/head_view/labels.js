// What is written around the canvases, made anew for each token that is pointed at.

/**
 * @param {View} view
 * @param {number} index
 * @param {Kind} kind
 */
function bands({ data, at: { top, side }, n }, index, kind) {
  const row = side / n;
  const band = (/** @type {string} */ name, /** @type {Record<string, number>} */ place) =>
    el("div", { class: name, style: Object.fromEntries(Object.entries(place).map(([k, v]) => [k, `${v}px`])) });
  const thin = Math.max(row, 3);
  const across = (/** @type {number} */ query) =>
    band("band", { left: -2, top: top + (query + 0.5) * row - thin / 2 - 1, width: side + 4, height: thin + 2 });
  if (kind === "query") return [across(index)];
  return [
    across(data.position),
    band("band key", { left: (index + 0.5) * row - thin / 2 - 1, top: top - 2, width: thin + 2, height: side + 4 }),
  ];
}

/**
 * @param {View} view
 * @param {number} index
 * @param {Kind} kind
 */
function questions(view, index, kind) {
  const {
    n,
    data,
    at: { text, asks },
  } = view;
  const active = kind === "query" ? index : data.position;
  return asks.flatMap(({ x, y, side }) =>
    roomFor(n, side, spread(n, side, active))
      .filter((i) => i < asking(view))
      .map((i) =>
        label(`label mono asks${i === active ? " active" : ""}`, data.tokens[i], {
          left: x,
          top: y + ((i + 0.5) * side) / n,
          width: text,
        }),
      ),
  );
}

/**
 * @param {View} view
 * @param {number} index
 * @param {Kind} kind
 */
function columns({ n, data, weight, at: { top, side } }, index, kind) {
  const best = kind === "key" ? [index] : ranked(n, (key) => weight(index, key)).slice(0, 1);
  return roomFor(n, side, spread(n, side, ...best)).map((i) =>
    label(`label mono column${best.includes(i) ? " active" : ""}`, data.tokens[i], {
      left: ((i + 0.5) * side) / n - enlarged(7.5),
      top: top - 4,
      width: top - 6,
    }),
  );
}

/**
 * @param {View} view
 * @param {number} index
 * @param {Kind} kind
 */
function answers({ n, data, weight, at: { arcs, answer } }, index, kind) {
  const share = (/** @type {number} */ key) => weight(index, key);
  const [best] = ranked(n, share);
  const shown =
    kind === "key" ? roomFor(n, arcs.side, spread(n, arcs.side, index)) : roomFor(n, arcs.side, ranked(n, share));
  return shown.map((i) => {
    const masked = hidden(data, n, index, i);
    const unread = masked || (data.without_first && i === 0);
    const faded = kind === "query" ? unread : i !== index;
    const place = { left: arcs.right + 4, top: arcs.y + ((i + 0.5) * arcs.side) / n, width: answer - 4 };
    const most = kind === "query" ? i === best : i === index;
    const made = label(`label mono answer${faded ? " masked" : ""}${most ? " active" : ""}`, data.tokens[i], place);
    if (kind === "query") {
      made.append(
        el("span", { class: "share" }, masked ? data.labels.masked : unread ? data.labels.left_out : percent(share(i))),
      );
      made.append(el("span", { class: "bar" }, el("i", { style: { width: `${enlarged(BAR) * share(i)}px` } })));
    }
    return made;
  });
}

/** @param {View} view */
function heads({ data: { labels }, at: { asks, arcs, answer } }) {
  /** @type {(words: string, role: string, place: Record<string, number>) => HTMLElement} */
  const head = (words, role, place) => label(`head ${role}`, words, place, { color: `var(--${role})` });
  return [
    head(labels.query, "query", { left: asks.at(-1).x, top: arcs.y - 4, width: arcs.right - asks.at(-1).x - 8 }),
    head(labels.key, "key", { left: arcs.right + 4, top: arcs.y - 4, width: answer }),
  ];
}

/**
 * @param {string} names
 * @param {string} text
 * @param {Record<string, number>} place
 * @param {Record<string, string>} style
 */
function label(names, text, place, style = {}) {
  const pixels = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, `${value}px`]));
  return el("div", { class: names, style: { ...pixels, ...style } }, el("bdi", {}, text));
}

/**
 * @param {View} view
 * @param {number[] | null} cell
 * @param {number} x
 * @param {number} y
 */
function hint({ tip, data, weight, root, n }, cell, x, y) {
  tip.hidden = !cell;
  if (!cell) return;
  const [query, key] = cell;
  const words = hidden(data, n, query, key) ? (key > query ? data.labels.unseen : data.labels.far) : data.labels.looks;
  const places = { query: data.tokens[query], key: data.tokens[key], share: percent(weight(query, key)) };
  tip.textContent = filled(words, places);
  tip.style.left = `${Math.min(x + 14, root.clientWidth - tip.offsetWidth)}px`;
  tip.style.top = `${y + 16}px`;
}

/**
 * What the keyboard's reader hears: the three keys that one query looks at most.
 * @param {View} view
 * @param {number} query
 */
function spoken({ n, data, weight }, query) {
  const best = ranked(n, (key) => weight(query, key))
    .slice(0, 3)
    .filter((key) => weight(query, key) > 0);
  return `${data.tokens[query]}: ${best.map((key) => `${data.tokens[key]} ${percent(weight(query, key))}`).join(", ")}`;
}

/**
 * The text itself, each token shaded by its share.
 * @param {View} view
 */
function words({ text, data }) {
  text.replaceChildren(...data.tokens.map((token, i) => el("bdi", { class: "word mono", "data-at": i }, token)));
}

/**
 * @param {View} view
 * @param {number} index
 * @param {Kind} kind
 */
function shade({ text, data, weight, n }, index, kind) {
  const role = kind === "query" ? "query" : "key";
  for (let i = 0; i < n; i++) {
    const word = text.children[i];
    const share = kind === "query" ? weight(index, i) : weight(i, index);
    const unread = kind === "query" ? hidden(data, n, index, i) : hidden(data, n, i, index);
    word.style.setProperty("--share", `${100 * Math.sqrt(share)}%`);
    word.className = `word mono${share > 0.5 ? " strong" : ""}${unread ? " unread" : ""}${i === index ? ` asked ${role}` : ""}`;
  }
}

/**
 * The token of the text that the pointer is on.
 * @param {Event} event
 * @returns {Active | null}
 */
function wordUnder(event) {
  const at = /** @type {HTMLElement} */ (event.target).closest?.(".word");
  return at instanceof HTMLElement ? { at: Number(at.dataset.at), kind: "query" } : null;
}

/** @param {View} view */
function legend({ legend, data }) {
  // The ramp is even to the eye; the shares along it grow by the square.
  const ramp = el("span", {
    class: "ramp",
    "aria-hidden": "true",
    style: { background: `linear-gradient(to right, ${data.scales.attention.join(", ")})` },
  });
  legend.replaceChildren(
    el("span", { class: "legend" }, "0 %", ramp, "100 %"),
    el("span", {}, data.labels.share),
    el("span", {}, data.labels.how),
  );
}
