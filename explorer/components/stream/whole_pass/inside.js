// Closer: one layer, one head of it, one score of the head, one multiplication of the score; or a guess's logit, and one of its.
const PRODUCTS = 64;

/**
 * @param {Pass} pass
 * @param {Place} place
 * @param {Zoom} zoom
 */
function layerOf(pass, { layer }, zoom) {
  const { labels, cells, colors } = pass;
  const { sizes, attention, mlp, after, looks, most } = pass.layers[layer];
  const before = layer ? pass.layers[layer - 1].after : pass.vectors;
  const last = (values) => values.subarray((pass.n - 1) * cells);
  const part = (name, sign, title, values) =>
    el(
      "div",
      { class: `part ${name}` },
      el("span", { class: "sign" }, sign),
      el(
        "div",
        {},
        el("strong", {}, title),
        el("div", { class: "strip wide" }, signedCanvas(values, 1, cells, colors)),
        el("small", {}, filled(labels.length, { n: sizes[name] })),
      ),
    );
  const sum = el(
    "div",
    { class: "sum" },
    part("before", "", labels.comes, last(before)),
    part("attention", "+", labels.attention, attention),
    part("mlp", "+", labels.mlp, mlp),
    part("after", "→", labels.goes, last(after)),
  );
  const heads = most.map(([text, share], head) => {
    const row = looks.subarray(head * pass.n, (head + 1) * pass.n);
    return el(
      "button",
      { type: "button", class: "head", "data-focus": `head-${head}`, onclick: () => zoom({ level: 2, layer, head }) },
      el("span", {}, filled(labels.head, { head: head + 1 })),
      lookCanvas(row, colors),
      el("bdi", { class: "mono" }, text),
      el("small", {}, shareOf(share)),
    );
  });
  return [sum, el("p", { class: "note" }, labels.heads), el("div", { class: "heads" }, ...heads)];
}

function lookCanvas(row, colors) {
  const shares = Uint8Array.from(row, (share) => Math.round(255 * Math.sqrt(Math.min(1, share))));
  return el("div", { class: "strip look" }, cellsCanvas(shares, 1, row.length, colors.attention));
}

/**
 * @param {Pass} pass
 * @param {Place} place
 * @param {Zoom} zoom
 */
function headOf(pass, place, zoom) {
  const { labels, head, tokens } = pass;
  const rows = tokens.map(({ text }, key) =>
    el(
      "tr",
      {
        tabindex: 0,
        "data-focus": `key-${key}`,
        onclick: () => zoom({ ...place, level: 3, key }),
        onkeydown: (event) => event.key === "Enter" && zoom({ ...place, level: 3, key }),
      },
      el("td", {}, el("bdi", { class: "chip mono" }, text)),
      el("td", {}, written(head.dots[key])),
      el("td", {}, written(head.scores[key])),
      barOf(head.shares[key]),
    ),
  );
  // What the tokens before those on screen get together, so that the shares make a whole.
  const before = pass.layers[head.layer].rest[head.head];
  if (pass.hidden)
    rows.unshift(
      el(
        "tr",
        { class: "before" },
        el("td", { title: filled(labels.hidden, { n: pass.hidden }) }, "…"),
        el("td", {}),
        el("td", {}),
        barOf(before),
      ),
    );
  const table = el(
    "table",
    {},
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", {}, labels.tokens),
        el("th", {}, labels.dot),
        el("th", {}, labels.scaled),
        el("th", { class: "bar" }, labels.share),
      ),
    ),
    el("tbody", {}, ...rows),
  );
  return [el("p", { class: "note" }, labels.scores), el("div", { class: "scroll" }, table)];
}

function barOf(share) {
  return el("td", { class: "bar" }, el("i", { style: { width: `${100 * share}%` } }), el("span", {}, shareOf(share)));
}

/**
 * @param {Pass} pass
 * @param {Place} place
 * @param {Zoom} zoom
 */
function scoreOf(pass, place, zoom) {
  const { labels, head } = pass;
  const width = head.q.length;
  const key = head.k.subarray(place.key * width, (place.key + 1) * width);
  const sum = el("p", { class: "total" }, `${labels.sum} = q · k = `, el("strong", {}, written(head.dots[place.key])));
  return [
    el("p", { class: "note" }, labels.products),
    ...productsOf(labels, head.q, key, (i) => zoom({ ...place, level: 4, i })),
    sum,
  ];
}

/**
 * The products of two vectors, number by number; of many the largest, and what all others make together.
 * @param {whole_pass.Labels} labels
 * @param {any} left
 * @param {any} right
 * @param {(i: number) => void} go
 */
function productsOf(labels, left, right, go) {
  const made = [...left.keys()].map((i) => left[i] * right[i]);
  const bySize = [...made.keys()].sort((a, b) => Math.abs(made[b]) - Math.abs(made[a]));
  const shown = bySize.slice(0, PRODUCTS).sort((a, b) => a - b);
  const most = Math.abs(made[bySize[0]]) || 1;
  const cells = shown.map((i) =>
    el(
      "button",
      {
        type: "button",
        class: "product",
        "data-focus": `product-${i}`,
        onclick: () => go(i),
        style: {
          "--share": `${Math.round((60 * Math.abs(made[i])) / most)}%`,
          "--ink": made[i] < 0 ? "var(--loss)" : "var(--gain)",
        },
      },
      el("small", {}, String(i + 1)),
      el("span", { class: "q" }, written(left[i])),
      el("span", { class: "k" }, `× ${written(right[i])}`),
      el("strong", {}, written(made[i])),
    ),
  );
  const others = bySize.slice(PRODUCTS);
  const rest = others.reduce((sum, i) => sum + made[i], 0);
  const note = others.length
    ? el("p", { class: "note rest" }, `${filled(labels.rest, { n: others.length })}: `, el("strong", {}, written(rest)))
    : null;
  return [el("div", { class: "products" }, ...cells), note];
}

/**
 * @param {Pass} pass
 * @param {Place} place
 */
function productOf(pass, place) {
  const { labels, head } = pass;
  const { key, i } = place;
  const chain = {
    sum: written(head.dots[key]),
    score: written(head.scores[key]),
    share: shareOf(head.shares[key]),
    token: pass.tokens[key].text,
  };
  return oneOf(["q", head.q[i]], ["k", head.k[key * head.q.length + i]], i, filled(labels.chain, chain), labels.one);
}

// One multiplication, of what it is a part, and what it is.
function oneOf([left, x], [right, y], i, chain, note) {
  const factor = (name, kind, value) =>
    el("span", { class: `factor ${kind}` }, el("small", {}, `${name}${i + 1}`), exact(value));
  return [
    el(
      "p",
      { class: "one" },
      factor(left, "q", x),
      " × ",
      factor(right, "k", y),
      " = ",
      el("strong", {}, exact(Math.fround(x * y))),
    ),
    el("p", { class: "chain" }, chain),
    el("p", { class: "note" }, filled(note, { i: i + 1 })),
  ];
}

/**
 * @param {Pass} pass
 * @param {Place} place
 * @param {Zoom} zoom
 */
function logitOf(pass, place, zoom) {
  const { labels, last } = pass;
  const { row, bias } = pass.guesses[place.guess];
  const added = bias ? ` + ${labels.bias} ${written(bias)}` : "";
  const sum = row.reduce((total, weight, i) => total + weight * last[i], 0);
  return [
    el("p", { class: "note" }, labels.logits),
    ...productsOf(labels, last, row, (i) => zoom({ ...place, level: 2, i })),
    el("p", { class: "total" }, `${labels.sum} = x · w${added} = `, el("strong", {}, written(sum + bias))),
  ];
}

/**
 * @param {Pass} pass
 * @param {Place} place
 */
function logitProductOf(pass, { guess, i }) {
  const { text, logit, percent, row } = pass.guesses[guess];
  const ends = filled(pass.labels.ends, { logit, token: text, share: percent });
  return oneOf(["x", pass.last[i]], ["w", row[i]], i, ends, pass.labels.last);
}
