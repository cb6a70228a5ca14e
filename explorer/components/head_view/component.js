// One head. Left its pattern, query rows and key columns; the tokens that ask stand at the end of their rows, and arcs
// lead from there to the tokens that are looked at. Pointing at a token or a row lights up where it looks, here in the
// browser; a click selects the token for every page.
const ARCS = 64; // more tokens than this show only the arcs of the one that is pointed at
const LINE = 14; // px that a label needs
const NARROW = 600;
const PERCENT = 54;
const BAR = 56; // px of a share of 100 %

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const view = root.view ?? (root.view = build(root));
  Object.assign(view, { data, n: data.tokens.length, weight: reader(data), active: null });
  view.send = (position) => setTriggerValue("position", position);
  view.stage.setAttribute("aria-label", data.labels.view);
  view.notes.replaceChildren(...data.notes.map((note) => el("p", { class: "note" }, note)));
  legend(view);
  draw(view);
}

// (query, key) -> share of attention, from 16-bit values.
function reader({ weights, tokens, causal }) {
  const shares = new Uint16Array(bytesOf(weights).buffer);
  const n = tokens.length;
  if (!causal) return (query, key) => shares[query * n + key] / 65535;
  return (query, key) => (key > query ? 0 : shares[(query * (query + 1)) / 2 + key] / 65535);
}

function build(root) {
  const canvas = { heat: el("canvas"), arcs: el("canvas") };
  const marks = el("div", { "aria-hidden": "true" });
  const tip = el("div", { class: "tip", hidden: true, "aria-hidden": "true" });
  const stage = el("div", { class: "stage", tabindex: 0, role: "slider", "aria-orientation": "vertical" }, canvas.heat, canvas.arcs, marks, tip);
  const view = { root, stage, canvas, marks, tip, legend: el("div", { class: "foot" }), notes: el("div") };
  stage.addEventListener("pointermove", (event) => point(view, event));
  stage.addEventListener("pointerleave", () => light(view, null));
  stage.addEventListener("click", (event) => point(view, event) && view.send(view.active.at));
  stage.addEventListener("keydown", (event) => step(view, event));
  stage.addEventListener("blur", () => light(view, null));
  root.replaceChildren(stage, view.legend, view.notes);
  new ResizeObserver(() => view.data && draw(view)).observe(root);
  // Labels measured before their font has arrived are measured wrongly.
  document.fonts.ready.then(() => view.data && draw(view));
  return view;
}

// Where everything stands, in CSS pixels. `asks` are the columns of query tokens: one beside the heatmap, which the arcs
// share where there is room for both side by side.
function placed(view) {
  const { n } = view;
  const width = view.root.clientWidth;
  const text = Math.min(104, Math.max(36, 10 + widest(view)));
  const answer = text + PERCENT + BAR;
  const narrow = width < NARROW;
  const top = Math.min(text, 84) + 4;
  const wished = Math.min(Math.max(Math.min(34 * n, 300), Math.min(22 * n, 340), 13 * n), Math.max(440, Math.min(n, 560)));
  const side = Math.max(1, Math.min(wished, narrow ? width - text - 6 : width - text - answer - 96));
  if (!narrow) {
    const left = side + text + 12;
    const right = Math.min(width - answer, left + Math.max(150, 0.6 * side));
    return { top, side, text, answer, height: top + side, asks: [{ x: side + 6, y: top, side }], arcs: { left, right, y: top, side } };
  }
  const y = top + side + 34;
  const tall = Math.min(LINE * Math.max(n, 2), 460);
  const asks = [{ x: side + 6, y: top, side }, { x: 0, y, side: tall }];
  return { top, side, text, answer, height: y + tall, asks, arcs: { left: text + 6, right: width - answer, y, side: tall } };
}

function widest({ root, data }) {
  const context = document.createElement("canvas").getContext("2d");
  context.font = `12px ${getComputedStyle(root).getPropertyValue("--st-code-font")}`;
  return Math.ceil(Math.max(...data.tokens.map((token) => context.measureText(token).width)));
}

function draw(view) {
  if (!view.root.clientWidth) return;
  const at = (view.at = placed(view));
  view.stage.style.height = `${at.height}px`;
  heat(view, at);
  backdrop(view, at);
  light(view, null);
}

function heat({ canvas, n, weight, data }, { top, side }) {
  const paint = surface(canvas.heat, side, side);
  canvas.heat.style.top = `${top}px`;
  const pixels = Math.round(side * paint.ratio);
  paint.context.putImageData(strongest(weight, n, pixels, inksOf(data.scale)), 0, 0);
  const row = side / n;
  const cells = data.without_first ? [[0, 0, row, side]] : [];
  for (let i = 0; i < n; i++) {
    const [first, last] = sight(data, n, i);
    cells.push([0, i * row, first * row, row], [(last + 1) * row, i * row, (n - 1 - last) * row, row]);
  }
  hatch(paint.context, cells, side, data.colors);
  paint.context.strokeStyle = data.colors.line;
  paint.context.strokeRect(0.5, 0.5, side - 1, side - 1);
}

// The first and the last key that a query sees.
function sight({ causal, window }, n, query) {
  return [window ? Math.max(0, query - window + 1) : 0, causal ? query : window ? Math.min(n - 1, query + window - 1) : n - 1];
}

function hidden(data, n, query, key) {
  const [first, last] = sight(data, n, query);
  return key < first || key > last;
}

// Cells that hold no number, crossed out by thin slanting lines.
function hatch(context, cells, side, colors) {
  context.save();
  context.beginPath();
  for (const [x, y, width, height] of cells) context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  for (let x = -side; x < side; x += 7) {
    context.moveTo(x, side);
    context.lineTo(x + side, 0);
  }
  context.strokeStyle = colors.line;
  context.stroke();
  context.restore();
}

// All arcs, faint: drawn once, and put beneath the strong ones.
function backdrop(view, { arcs, height }) {
  const faint = (view.faint = document.createElement("canvas"));
  const { context } = surface(faint, arcs.right - arcs.left, height);
  if (view.n > ARCS) return;
  for (let query = 0; query < view.n; query++) {
    for (let key = 0; key < view.n; key++) arc(context, view, query, key, 0.22 * Math.min(1, (16 / view.n) ** 1.5));
  }
}

function arc(context, { weight, n, at: { arcs }, data }, query, key, strength) {
  const share = weight(query, key);
  if (share < 0.004) return;
  const [from, to] = [query, key].map((index) => arcs.y + ((index + 0.5) * arcs.side) / n);
  const width = arcs.right - arcs.left;
  context.beginPath();
  context.moveTo(0, from);
  context.bezierCurveTo(width / 2, from, width / 2, to, width, to);
  context.strokeStyle = data.colors.attention;
  context.globalAlpha = strength * (0.3 + 0.7 * Math.sqrt(share));
  context.lineWidth = 0.7 + 6 * share;
  context.stroke();
}

// Show where one query looks, or which queries look at one key: active is {at, kind: "query" | "key"}.
function light(view, active) {
  const { data, at, n } = view;
  if (!at) return;
  view.active = active;
  const { at: index, kind } = active ?? { at: data.position, kind: "query" };
  const { context, ratio } = surface(view.canvas.arcs, at.arcs.right - at.arcs.left, at.height);
  view.canvas.arcs.style.left = `${at.arcs.left}px`;
  context.drawImage(view.faint, 0, 0, view.faint.width / ratio, view.faint.height / ratio);
  for (let other = 0; other < n; other++) {
    if (kind === "query") arc(context, view, index, other, 1);
    else arc(context, view, other, index, 1);
  }
  view.marks.replaceChildren(...bands(view, index, kind), ...columns(view, index, kind), ...questions(view, index, kind), ...answers(view, index, kind), ...heads(view));
  if (!active) view.tip.hidden = true;
  view.stage.setAttribute("aria-valuemin", 1);
  view.stage.setAttribute("aria-valuemax", n);
  view.stage.setAttribute("aria-valuenow", index + 1);
  view.stage.setAttribute("aria-valuetext", spoken(view, index));
}

function bands({ data, at: { top, side }, n }, index, kind) {
  const row = side / n;
  const band = (name, place) => el("div", { class: name, style: Object.fromEntries(Object.entries(place).map(([k, v]) => [k, `${v}px`])) });
  const thin = Math.max(row, 3);
  const across = (query) => band("band", { left: -2, top: top + (query + 0.5) * row - thin / 2 - 1, width: side + 4, height: thin + 2 });
  if (kind === "query") return [across(index)];
  return [across(data.position), band("band key", { left: (index + 0.5) * row - thin / 2 - 1, top: top - 2, width: thin + 2, height: side + 4 })];
}

// Which of n labels along `side` pixels have room, the most wanted first.
function roomFor(n, side, wanted) {
  const row = side / n;
  if (row >= LINE - 1) return Array.from({ length: n }, (_, i) => i);
  const taken = [];
  for (const index of wanted) {
    if (taken.every((other) => Math.abs(other - index) * row >= LINE)) taken.push(index);
    if (taken.length > side / LINE) break;
  }
  return taken;
}

// The active label first, then every so many.
function spread(n, side, ...first) {
  const every = Math.ceil((LINE * n) / side);
  return [...first, ...Array.from({ length: Math.ceil(n / every) }, (_, i) => i * every)];
}

function questions({ n, data, at: { text, asks } }, index, kind) {
  const active = kind === "query" ? index : data.position;
  return asks.flatMap(({ x, y, side }) =>
    roomFor(n, side, spread(n, side, active)).map((i) =>
      label(`label mono asks${i === active ? " active" : ""}`, data.tokens[i], { left: x, top: y + ((i + 0.5) * side) / n, width: text }),
    ),
  );
}

function columns({ n, data, weight, at: { top, side } }, index, kind) {
  const best = kind === "key" ? [index] : ranked(n, (key) => weight(index, key)).slice(0, 1);
  return roomFor(n, side, spread(n, side, ...best)).map((i) =>
    label(`label mono column${best.includes(i) ? " active" : ""}`, data.tokens[i], { left: ((i + 0.5) * side) / n - 7.5, top: top - 4, width: top - 6 }),
  );
}

function answers({ n, data, weight, at: { arcs, answer } }, index, kind) {
  const share = (key) => weight(index, key);
  const [best] = ranked(n, share);
  const shown = kind === "key" ? roomFor(n, arcs.side, spread(n, arcs.side, index)) : roomFor(n, arcs.side, ranked(n, share));
  return shown.map((i) => {
    const masked = hidden(data, n, index, i);
    const unread = masked || (data.without_first && i === 0);
    const faded = kind === "query" ? unread : i !== index;
    const place = { left: arcs.right + 4, top: arcs.y + ((i + 0.5) * arcs.side) / n, width: answer - 4 };
    const most = kind === "query" ? i === best : i === index;
    const made = label(`label mono answer${faded ? " masked" : ""}${most ? " active" : ""}`, data.tokens[i], place);
    if (kind === "query") {
      made.append(el("span", { class: "share" }, masked ? data.labels.masked : unread ? data.labels.left_out : percent(share(i))));
      made.append(el("span", { class: "bar" }, el("i", { style: { width: `${BAR * share(i)}px` } })));
    }
    return made;
  });
}

function heads({ data: { labels }, at: { asks, arcs, answer } }) {
  const head = (words, role, place) => label(`head ${role}`, words, place, { color: `var(--${role})` });
  return [
    head(labels.query, "query", { left: asks.at(-1).x, top: arcs.y - 4, width: arcs.right - asks.at(-1).x - 8 }),
    head(labels.key, "key", { left: arcs.right + 4, top: arcs.y - 4, width: answer }),
  ];
}

function label(names, text, place, style = {}) {
  const pixels = Object.fromEntries(Object.entries(place).map(([name, value]) => [name, `${value}px`]));
  return el("div", { class: names, style: { ...pixels, ...style } }, el("bdi", {}, text));
}

function ranked(n, share) {
  return Array.from({ length: n }, (_, i) => i).sort((a, b) => share(b) - share(a) || a - b);
}

function percent(share) {
  return share > 0 && share < 0.0005 ? "< 0.1 %" : `${(100 * share).toFixed(1)} %`;
}

// What the keyboard's reader hears: the three keys that one query looks at most.
function spoken({ n, data, weight }, query) {
  const best = ranked(n, (key) => weight(query, key)).slice(0, 3).filter((key) => weight(query, key) > 0);
  return `${data.tokens[query]}: ${best.map((key) => `${data.tokens[key]} ${percent(weight(query, key))}`).join(", ")}`;
}

// What lies under the pointer; true where that is a token.
function point(view, event) {
  const { n, at } = view;
  const box = view.stage.getBoundingClientRect();
  const [x, y] = [event.clientX - box.left, event.clientY - box.top];
  const nth = (value, side) => (value >= 0 && value < side ? Math.floor((value * n) / side) : null);
  const [row, column] = [nth(y - at.top, at.side), nth(x, at.side)];
  const asked = at.asks.find((asks) => x >= asks.x && x < asks.x + at.text && nth(y - asks.y, asks.side) !== null);
  const answered = x >= at.arcs.right ? nth(y - at.arcs.y, at.arcs.side) : null;
  const over = row !== null && column !== null;
  let active = null;
  if (over) active = { at: row, kind: "query" };
  else if (asked) active = { at: nth(y - asked.y, asked.side), kind: "query" };
  else if (column !== null && y < at.top && y >= 0) active = { at: column, kind: "key" };
  else if (answered !== null) active = { at: answered, kind: "key" };
  light(view, active);
  view.stage.classList.toggle("aims", active !== null);
  hint(view, over ? [row, column] : null, x, y);
  return active !== null;
}

function hint({ tip, data, weight, root, n }, cell, x, y) {
  tip.hidden = !cell;
  if (!cell) return;
  const [query, key] = cell;
  const words = hidden(data, n, query, key) ? (key > query ? data.labels.unseen : data.labels.far) : data.labels.looks;
  const filled = { query: data.tokens[query], key: data.tokens[key], share: percent(weight(query, key)) };
  tip.textContent = words.replace(/\{(\w+)\}/g, (place, name) => filled[name] ?? place);
  tip.style.left = `${Math.min(x + 14, root.clientWidth - tip.offsetWidth)}px`;
  tip.style.top = `${y + 16}px`;
}

// Up and down walk through the queries, Enter selects.
function step(view, event) {
  const by = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
  const at = view.active?.kind === "query" ? view.active.at : view.data.position;
  if (by) light(view, { at: Math.max(0, Math.min(view.n - 1, at + by)), kind: "query" });
  else if (event.key === "Enter" || event.key === " ") view.send(at);
  else return;
  event.preventDefault();
}

function legend({ legend, data }) {
  const ramp = el("canvas", { class: "ramp", width: 120, height: 1, "aria-hidden": "true" });
  const image = new ImageData(120, 1);
  const inks = inksOf(data.scale);
  // The ramp is even to the eye, so the shares along it grow by the square.
  for (let x = 0; x < 120; x++) for (let c = 0; c < 4; c++) image.data[4 * x + c] = inks[4 * Math.round(255 * (x / 119) ** 2) + c];
  ramp.getContext("2d").putImageData(image, 0, 0);
  legend.replaceChildren(
    el("span", { class: "legend" }, "0 %", ramp, "100 %"),
    el("span", {}, data.labels.share),
    el("span", {}, data.labels.how),
  );
}
