// A sentence in words: a click hides one. What follows the gap can be edited in its place. Beneath, a card a reader.
/** @typedef {Send<two_readers.Events>} Tell */

/** @param {Shown<two_readers.TwoReaders, two_readers.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = rootOf(component);
  const place = JSON.stringify([data.at, data.pieces.slice(0, data.at + 1)]);
  if (root.place !== place) root.editing = false;
  root.place = place;
  const again = () => draw(root, data, setTriggerValue, again);
  again();
}

/**
 * @param {Root} root
 * @param {two_readers.TwoReaders} data
 * @param {Tell} send
 * @param {() => void} again
 */
function draw(root, data, send, again) {
  const { at, labels } = data;
  const shown = root.editing ? data.pieces.slice(0, at + 1) : data.pieces;
  const label = { role: "group", "aria-label": labels.words };
  const words = el(
    "div",
    { class: data.spaced ? "words spaced" : "words", ...label },
    ...shown.map((piece, index) => wordButton(piece, index, data, send)),
    root.editing ? field(data, send) : null,
  );
  redraw(
    root,
    words,
    tools(root, data, send, again),
    el("div", { class: "readers" }, ...data.cards.map((card) => cardOf(card, data))),
  );
}

/**
 * @param {two_readers.Piece} piece
 * @param {number} index
 * @param {two_readers.TwoReaders} data
 * @param {Tell} send
 */
function wordButton(piece, index, data, send) {
  const here = index === data.at;
  const classes = ["word", piece.hidden && "gap", here && "here", piece.edited && "edited"];
  const title = filled(data.labels.hide, { word: piece.text });
  return el(
    "button",
    {
      type: "button",
      class: classes.filter(Boolean).join(" "),
      title,
      "aria-label": title,
      "aria-pressed": String(piece.hidden),
      "data-focus": `word-${index}`,
      onclick: () => send("word", index),
    },
    el("bdi", {}, piece.hidden ? "?" : piece.text),
  );
}

/**
 * What follows the gap, to be written anew. Enter that ends a conversion of kana is none.
 * @param {two_readers.TwoReaders} data
 * @param {Tell} send
 */
function field(data, send) {
  const about = {
    type: "text",
    class: "right",
    maxlength: 400,
    "data-focus": "right",
    "aria-label": data.labels.right,
  };
  const input = /** @type {HTMLInputElement} */ (el("input", { ...about, value: data.right, size: 30 }));
  const tell = () => input.value !== data.right && send("follow", input.value);
  input.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && !event.isComposing) tell();
  });
  input.addEventListener("blur", tell);
  return input;
}

/**
 * @param {Root} root
 * @param {two_readers.TwoReaders} data
 * @param {Tell} send
 * @param {() => void} again
 */
function tools(root, data, send, again) {
  const { labels } = data;
  const edit = () => {
    root.editing = !root.editing;
    again();
    if (root.editing) root.querySelector("input")?.focus();
  };
  return el(
    "div",
    { class: "tools" },
    tool(labels.edit, "edit", Boolean(root.editing), edit),
    data.edited ? tool(labels.back, "back", null, () => send("undo", true)) : null,
    tool(labels.several, "several", data.several, () => send("more", !data.several)),
  );
}

/**
 * @param {string} text
 * @param {string} name
 * @param {boolean | null} pressed
 * @param {() => void} onclick
 */
function tool(text, name, pressed, onclick) {
  const about = { type: "button", class: "tool", "data-focus": name, onclick };
  return el("button", pressed === null ? about : { ...about, "aria-pressed": String(pressed) }, text);
}

/**
 * @param {two_readers.Card} card
 * @param {two_readers.TwoReaders} data
 */
function cardOf(card, data) {
  const cells = card.sight.map((seen, index) =>
    el("i", { class: [seen ? "seen" : "unseen", index === data.at && "place"].filter(Boolean).join(" ") }),
  );
  return el(
    "section",
    { class: "card" },
    el("h4", {}, el("bdi", {}, card.name), el("span", { class: "sees" }, card.sees)),
    el("div", { class: "sight", "aria-hidden": "true" }, ...cells),
    card.rows.length ? el("ol", {}, ...card.rows.map((row) => rowOf(row, data.labels))) : null,
    card.told ? el("p", { class: card.same ? "told same" : "told" }, card.told) : null,
  );
}

/**
 * @param {two_readers.Row} row
 * @param {two_readers.Labels} labels
 */
function rowOf(row, labels) {
  const width = (/** @type {number} */ share) => ({ width: `${100 * share}%` });
  return el(
    "li",
    { class: row.word ? "was" : null },
    el("bdi", { class: "mono" }, row.text),
    el("span", { class: "about" }, [row.word ? labels.was : "", row.earlier].filter(Boolean).join(" · ")),
    el("span", { class: "share" }, row.told),
    el(
      "span",
      { class: "track", "aria-hidden": "true" },
      el("i", { style: width(row.share) }),
      row.before === null ? null : el("b", { style: { left: `${100 * row.before}%` } }),
    ),
  );
}
