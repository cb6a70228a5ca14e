// Closer: one layer, one head of it, one score of the head, one multiplication of the score.
function layerOf(pass, { layer }, zoom) {
  const { labels, cells, colors } = pass;
  const { sizes, attention, mlp, after, looks, rest } = pass.layers[layer];
  const before = layer ? pass.layers[layer - 1].after : pass.vectors;
  const last = (values) => values.subarray((pass.n - 1) * cells);
  const part = (name, sign, title, values) =>
    el(
      "div",
      { class: `part ${name}` },
      el("span", { class: "sign" }, sign),
      el("div", {}, el("strong", {}, title), el("div", { class: "strip wide" }, signedCanvas(values, 1, cells, colors)), el("small", {}, filled(labels.length, { n: sizes[name] }))),
    );
  const sum = el(
    "div",
    { class: "sum" },
    part("before", "", labels.comes, last(before)),
    part("attention", "+", labels.attention, attention),
    part("mlp", "+", labels.mlp, mlp),
    part("after", "→", labels.goes, last(after)),
  );
  const heads = [...rest.keys()].map((head) => {
    const row = looks.subarray(head * pass.n, (head + 1) * pass.n);
    const best = row.indexOf(Math.max(...row));
    return el(
      "button",
      { type: "button", class: "head", "data-focus": `head-${head}`, onclick: () => zoom({ level: 2, layer, head }) },
      el("span", {}, filled(labels.head, { head: head + 1 })),
      lookCanvas(row, colors),
      el("bdi", { class: "mono" }, pass.tokens[best].text),
      el("small", {}, shareOf(row[best])),
    );
  });
  return [sum, el("p", { class: "note" }, labels.heads), el("div", { class: "heads" }, ...heads)];
}

function lookCanvas(row, colors) {
  const shares = Uint8Array.from(row, (share) => Math.round(255 * Math.sqrt(Math.min(1, share))));
  return el("div", { class: "strip look" }, cellsCanvas(shares, 1, row.length, colors.attention));
}

function headOf(pass, place, zoom) {
  const { labels, head, tokens } = pass;
  const rows = tokens.map(({ text }, key) =>
    el(
      "tr",
      { tabindex: 0, "data-focus": `key-${key}`, onclick: () => zoom({ ...place, level: 3, key }), onkeydown: (event) => event.key === "Enter" && zoom({ ...place, level: 3, key }) },
      el("td", {}, el("bdi", { class: "chip mono" }, text)),
      el("td", {}, written(head.dots[key])),
      el("td", {}, written(head.scores[key])),
      el("td", { class: "bar" }, el("i", { style: { width: `${100 * head.shares[key]}%` } }), el("span", {}, shareOf(head.shares[key]))),
    ),
  );
  const table = el(
    "table",
    {},
    el("thead", {}, el("tr", {}, el("th", {}, labels.tokens), el("th", {}, labels.dot), el("th", {}, labels.scaled), el("th", { class: "bar" }, labels.share))),
    el("tbody", {}, ...rows),
  );
  return [el("p", { class: "note" }, labels.scores), el("div", { class: "scroll" }, table)];
}

function scoreOf(pass, place, zoom) {
  const { labels, head } = pass;
  const width = head.q.length;
  const key = head.k.subarray(place.key * width, (place.key + 1) * width);
  const most = largest(head.q.map((q, i) => q * key[i]));
  const cells = [...head.q.keys()].map((i) => {
    const product = head.q[i] * key[i];
    const share = Math.abs(product) / most;
    return el(
      "button",
      { type: "button", class: "product", "data-focus": `product-${i}`, onclick: () => zoom({ ...place, level: 4, i }), style: { "--share": `${Math.round(60 * share)}%`, "--ink": product < 0 ? "var(--loss)" : "var(--gain)" } },
      el("small", {}, String(i + 1)),
      el("span", { class: "q" }, written(head.q[i])),
      el("span", { class: "k" }, `× ${written(key[i])}`),
      el("strong", {}, written(product)),
    );
  });
  const sum = el("p", { class: "total" }, `${labels.sum} = q · k = `, el("strong", {}, written(head.dots[place.key])));
  return [el("p", { class: "note" }, labels.products), el("div", { class: "products" }, ...cells), sum];
}

function productOf(pass, place) {
  const { labels, head } = pass;
  const [q, k] = [head.q[place.i], head.k[place.key * head.q.length + place.i]];
  const { key } = place;
  const chain = { sum: written(head.dots[key]), score: written(head.scores[key]), share: shareOf(head.shares[key]), token: pass.tokens[key].text };
  const factor = (name, value) => el("span", { class: `factor ${name}` }, el("small", {}, `${name === "q" ? "q" : "k"}${place.i + 1}`), exact(value));
  return [
    el("p", { class: "one" }, factor("q", q), " × ", factor("k", k), " = ", el("strong", {}, exact(Math.fround(q * k)))),
    el("p", { class: "chain" }, filled(labels.chain, chain)),
    el("p", { class: "note" }, filled(labels.one, { i: place.i + 1 })),
  ];
}
