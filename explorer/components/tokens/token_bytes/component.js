// The selected token: what it is called, and which bytes of which characters it holds.
/** @param {Shown<token_bytes.TokenBytes>} component */
export default function (component) {
  const { data } = component;
  redraw(
    rootOf(component),
    el(
      "section",
      { class: "card", "aria-label": data.label },
      el("div", { class: "head" }, el("bdi", { class: "text mono" }, data.text), factsOf(data.facts)),
      data.characters.length
        ? el(
            "div",
            { class: "characters" },
            ...data.characters.map(characterOf),
            data.more ? el("span", { class: "more" }, data.more) : null,
          )
        : null,
      el("p", { class: "said" }, ...data.said.map(wordOf)),
    ),
  );
}

/** @param {token_bytes.TokenBytes["facts"]} facts */
function factsOf(facts) {
  const rows = facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", { class: "mono" }, value)));
  return el("dl", { class: "facts" }, ...rows);
}

/** @param {token_bytes.Character} character */
function characterOf({ glyph, code, bytes, mine }) {
  const cells = bytes.map((hex, i) => el("span", { class: mine[i] ? "byte mine" : "byte" }, hex));
  return el(
    "span",
    { class: "character mono" },
    el("bdi", { class: "glyph" }, glyph),
    el("span", { class: "code" }, code || "–"),
    el("span", { class: "bytes" }, ...cells),
  );
}
