// What is known of one model, each figure with its source, and the ways from there.

/** @param {Family} family */
function cardOf(family) {
  const { nodes, labels } = family.data;
  const node = nodes[family.at];
  const parents = node.ties.map(({ to, said }) => el("li", {}, wayTo(family, to), ` ${said}`));
  const children = nodes.flatMap(({ ties }, index) => (ties.some(({ to }) => to === family.at) ? [index] : []));
  return present([
    el("h3", {}, node.name, ...present([node.now && el("small", {}, ` ${labels.now}`)])),
    el("p", { class: "about" }, node.about),
    el("dl", {}, ...node.rows.flatMap(rowOf)),
    parents.length > 0 && el("h4", {}, labels.parents),
    parents.length > 0 && el("ul", {}, ...parents),
    children.length > 0 && el("h4", {}, labels.children),
    children.length > 0 && el("ul", { class: "row" }, ...children.map((child) => el("li", {}, wayTo(family, child)))),
    el(
      "button",
      { type: "button", class: "door", "data-focus": "door", onclick: () => family.send("go", family.at) },
      `${node.door} →`,
    ),
  ]);
}

/** @param {family_tree.Row} row */
function rowOf({ name, said, source, link }) {
  const cited = link && el("a", { href: link, target: "_blank", rel: "noreferrer" }, source);
  return [el("dt", {}, name), el("dd", {}, said, ...present([cited && el("small", {}, cited)]))];
}

/**
 * @param {Family} family
 * @param {number} index
 */
function wayTo(family, index) {
  const choose = () => change(family, { at: index, off: new Set() });
  return el("button", { type: "button", class: "way", onclick: choose }, family.data.nodes[index].name);
}
