// Every head of every layer as a thumbnail of its pattern. A click chooses a head, and so do the arrow keys.
const GUTTER = 22;
const LARGEST = 72;
const TALLEST = 400;
const REST = 220; // ms that a walk with the arrow keys must rest before the page redraws

export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const wall = root.wall ?? (root.wall = build(root));
  wall.send = () => setTriggerValue("head", wall.at);
  wall.data = data;
  wall.cells = bytesOf(data.cells);
  wall.board.setAttribute("aria-label", data.labels.wall);
  wall.note.textContent = data.labels.note;
  wall.guides.replaceChildren(...guidesOf(wall));
  // A walk that has not come to rest is not called back by the answer to its last step.
  if (!wall.walking) wall.at = data.selected;
  draw(wall);
}

function build(root) {
  const canvas = el("canvas", { "aria-hidden": "true" });
  const chosen = el("div", { class: "frame chosen" });
  const under = el("div", { class: "frame under", hidden: true });
  const said = el("p", { class: "said", "aria-live": "polite" });
  const note = el("p", { class: "note" });
  const guides = el("div", { class: "guides" });
  const board = el("div", { class: "wall", tabindex: 0, role: "application" }, canvas, under, chosen);
  const wall = { root, board, canvas, chosen, under, said, note, guides, walking: null };
  board.addEventListener("pointermove", (event) => hover(wall, cellAt(wall, event)));
  board.addEventListener("pointerleave", () => hover(wall, null));
  board.addEventListener("click", (event) => choose(wall, cellAt(wall, event), 0));
  board.addEventListener("keydown", (event) => walk(wall, event));
  root.replaceChildren(board, said, note, guides);
  new ResizeObserver(() => wall.data && draw(wall)).observe(root);
  return wall;
}

function draw(wall) {
  // On the way out of the page there is no room left to draw in.
  if (!wall.root.clientWidth) return;
  const { layers, heads, size, scale, labels } = wall.data;
  const pitch = Math.min((wall.root.clientWidth - GUTTER) / heads, TALLEST / layers, LARGEST);
  const cell = pitch - Math.max(1, Math.min(4, 0.08 * pitch));
  Object.assign(wall, { pitch, cell });
  const paint = surface(wall.canvas, GUTTER + pitch * heads, GUTTER + pitch * layers);
  const inks = inksOf(scale);
  const pixels = Math.round(cell * paint.ratio);
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      const start = (layer * heads + head) * size * size;
      const share = (row, column) => wall.cells[start + row * size + column] / 255;
      const picture = strongest(share, size, pixels, inks);
      paint.context.putImageData(picture, ...placeOf(wall, layer, head).map((at) => Math.round(at * paint.ratio)));
    }
  }
  numerals(paint.context, wall, labels);
  place(wall.chosen, wall, wall.at);
  say(wall, wall.at);
}

// Heads of this run that do something one can name.
function guidesOf(wall) {
  const { guides, labels } = wall.data;
  const button = ({ said, at }) => el("button", { type: "button", class: "guide", onclick: () => choose(wall, at, 0) }, said);
  return guides.length ? [el("span", {}, labels.guides), ...guides.map(button)] : [];
}

// The numbers of layers and heads along the two edges, as many as there is room for.
function numerals(context, { data, pitch, root }, labels) {
  const style = getComputedStyle(root);
  context.font = `11px ${style.fontFamily}`;
  context.fillStyle = style.getPropertyValue("--muted");
  context.textBaseline = "middle";
  const every = Math.ceil(16 / pitch);
  context.textAlign = "center";
  for (let head = 0; head < data.heads; head += every) {
    context.fillText(String(head + 1), GUTTER + pitch * (head + 0.5), GUTTER / 2);
  }
  context.textAlign = "right";
  for (let layer = 0; layer < data.layers; layer += every) {
    context.fillText(String(layer + 1), GUTTER - 7, GUTTER + pitch * (layer + 0.5));
  }
}

function placeOf({ pitch, cell }, layer, head) {
  const inset = (pitch - cell) / 2;
  return [GUTTER + pitch * head + inset, GUTTER + pitch * layer + inset];
}

function place(frame, wall, [layer, head]) {
  const [left, top] = placeOf(wall, layer, head);
  const out = 2;
  for (const [name, value] of Object.entries({ left: left - out, top: top - out, width: wall.cell + 2 * out, height: wall.cell + 2 * out })) {
    frame.style[name] = `${value}px`;
  }
}

function cellAt(wall, event) {
  const box = wall.board.getBoundingClientRect();
  const layer = Math.floor((event.clientY - box.top - GUTTER) / wall.pitch);
  const head = Math.floor((event.clientX - box.left - GUTTER) / wall.pitch);
  return layer >= 0 && layer < wall.data.layers && head >= 0 && head < wall.data.heads ? [layer, head] : null;
}

function hover(wall, at) {
  wall.under.hidden = !at;
  if (at) place(wall.under, wall, at);
  say(wall, at ?? wall.at);
}

function say(wall, [layer, head]) {
  wall.said.textContent = wall.data.titles[layer * wall.data.heads + head];
}

// Frame it at once, and tell the page when the walk rests.
function choose(wall, at, after = REST) {
  if (!at) return;
  wall.at = at;
  place(wall.chosen, wall, at);
  say(wall, at);
  clearTimeout(wall.walking);
  wall.walking = setTimeout(() => {
    wall.walking = null;
    wall.send();
  }, after);
}

function walk(wall, event) {
  const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
  if (!step) return;
  event.preventDefault();
  const within = (value, count) => Math.max(0, Math.min(count - 1, value));
  choose(wall, [within(wall.at[0] + step[0], wall.data.layers), within(wall.at[1] + step[1], wall.data.heads)]);
}
