// The buttons: what the selected shape is, and what else can be done.
/**
 * What the selected shape is.
 * @param {Canvas} canvas
 */
function toolsOf(canvas) {
  const { data } = canvas;
  const { labels } = data;
  const shape = canvas.shapes[canvas.at];
  const css = colourOf(data, shape.colour);
  const set = (/** @type {Partial<picture.Shape>} */ to) => {
    Object.assign(shape, to);
    changed(canvas);
  };
  return el(
    "div",
    { class: "tools" },
    row(
      labels.kind,
      data.kinds.map(({ name, label }) =>
        tool("kind", name, label, name === shape.kind, () => set({ kind: name }), iconOf(data, name, 9, css)),
      ),
    ),
    row(
      labels.size,
      data.sizes.map(({ name, label, radius }) =>
        tool(
          "size",
          name,
          label,
          name === shape.size,
          () => set({ size: name }),
          iconOf(data, shape.kind, radius, css),
        ),
      ),
    ),
    row(
      labels.colour,
      data.colours.map(({ name, label, css }) =>
        tool(
          "colour",
          name,
          label,
          name === shape.colour,
          () => set({ colour: name }),
          iconOf(data, shape.kind, 9, css),
        ),
      ),
    ),
  );
}

/**
 * @param {string} label
 * @param {HTMLElement[]} tools
 */
function row(label, tools) {
  return el("div", { class: "row", role: "group", "aria-label": label }, ...tools);
}

/**
 * @param {string} what
 * @param {string} name
 * @param {string} label
 * @param {boolean} on
 * @param {() => void} use
 * @param {Element} icon
 */
function tool(what, name, label, on, use, icon) {
  const state = { class: on ? "tool on" : "tool", "aria-pressed": String(on), "data-focus": `${what}-${name}` };
  return el("button", { type: "button", title: label, "aria-label": label, ...state, onclick: use }, icon);
}

/**
 * @param {picture_canvas.PictureCanvas} data
 * @param {string} kind
 * @param {number} radius
 * @param {string} css
 */
function iconOf(data, kind, radius, css) {
  return svg("svg", { viewBox: "-11 -11 22 22", "aria-hidden": "true" }, outlineOf(data, kind, radius, css));
}

/**
 * Add, remove, another picture, a file.
 * @param {Canvas} canvas
 */
function actionsOf(canvas) {
  const { data, shapes } = canvas;
  const { labels } = data;
  const input = /** @type {HTMLInputElement} */ (el("input", { type: "file", accept: "image/*", hidden: true }));
  input.addEventListener("change", () => open(canvas, input.files[0], canvas.root.querySelector("output")));
  const button = (
    /** @type {string} */ name,
    /** @type {string} */ label,
    /** @type {() => void} */ use,
    off = false,
  ) => el("button", { type: "button", class: "action", "data-focus": name, disabled: off, onclick: use }, label);
  const placing = [
    button("add", labels.add, () => add(canvas), shapes.length >= data.most),
    button("remove", labels.remove, () => remove(canvas, canvas.at), shapes.length < 2),
  ];
  return el(
    "div",
    { class: "actions" },
    ...(data.photo ? [button("back", labels.back, () => ask(canvas, "back", true))] : placing),
    button("another", labels.another, () => ask(canvas, "another", true)),
    button("file", labels.file, () => input.click()),
    input,
  );
}
