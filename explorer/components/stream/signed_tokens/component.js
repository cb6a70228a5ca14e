// A text whose tokens are painted by a signed number each; hover says the number.
/** @param {Shown<signed_tokens.SignedTokens>} component */
export default function (component) {
  const { data } = component;
  const chips = data.tokens.map((token, i) => chipOf(token, i === data.selected, data));
  const heading = el(
    "div",
    { class: "head" },
    el("strong", {}, data.labels.name),
    el("span", { class: "note" }, data.labels.note),
  );
  const text = el(
    "div",
    { class: data.all_told ? "text" : "text long", role: "list", tabindex: 0, "aria-label": data.labels.name },
    ...chips,
  );
  redraw(rootOf(component), heading, text);
  reveal(text, data);
}

/**
 * A long text is scrolled to where most is said.
 * @param {HTMLElement} text
 * @param {signed_tokens.SignedTokens} data
 */
function reveal(text, { tokens, most }) {
  const chip = text.children[tokens.findIndex(({ value }) => Math.abs(value) === most)];
  if (chip && text.scrollHeight > text.clientHeight)
    text.scrollTop += chip.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 2;
}

/**
 * @param {signed_tokens.SignedToken} token
 * @param {boolean} selected
 * @param {signed_tokens.SignedTokens & Look} data
 */
function chipOf({ text, value, told }, selected, { most, scales, colors }) {
  const paper = along(scales.change, 0.5 + value / (2 * most));
  const said = signed(value);
  return el(
    "span",
    { class: selected ? "chip selected" : "chip", role: "listitem", title: said, "aria-label": `${text}: ${said}` },
    el("bdi", { class: "mono", style: { background: `rgb(${paper.join(" ")})`, color: inkOn(paper, colors) } }, text),
    told ? el("span", { class: "value" }, said) : null,
  );
}
