// A tree of continuations. A click on a token goes there; a leaf can be compared with another, or cut off.
/** @param {Shown<branch_tree.BranchTree, branch_tree.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  root.send = component.setTriggerValue;
  const scrolled = root.querySelector(".tree")?.scrollLeft ?? 0;
  const tree = el(
    "div",
    { class: "tree", role: "tree", "aria-label": data.labels.tree, tabindex: -1 },
    nodeOf(root, data.root, data.labels, 1),
  );
  tree.addEventListener("keydown", (event) => move(event, tree));
  redraw(root, tree);
  tree.scrollLeft = scrolled;
  const here = tree.querySelector(".box.here");
  const drawn = JSON.stringify(data.root);
  if (here && root.drawn !== drawn && !inSight(here, tree))
    tree.scrollLeft += here.getBoundingClientRect().right - tree.getBoundingClientRect().right + 24;
  root.drawn = drawn;
}

/**
 * @param {Root} root
 * @param {branch_tree.Box} node
 * @param {branch_tree.Labels} labels
 * @param {number} level
 */
function nodeOf(root, node, labels, level) {
  const children = node.children.map((child) => nodeOf(root, child, labels, level + 1));
  return el(
    "div",
    {
      class: node.on ? "node on" : "node",
      role: "treeitem",
      "aria-level": level,
      "aria-selected": node.here ? "true" : "false",
      "aria-label": node.alt,
    },
    boxOf(root, node, labels),
    children.length ? el("div", { class: "children", role: "group" }, ...children) : null,
  );
}

/**
 * @param {Root} root
 * @param {branch_tree.Box} node
 * @param {branch_tree.Labels} labels
 */
function boxOf(root, node, labels) {
  const tokens = node.tokens.map((token) =>
    el(
      "button",
      {
        type: "button",
        class: "token mono",
        title: token.title,
        "data-focus": `go-${token.go}`,
        style: { "--shade": `${Math.round(100 * token.shade)}%` },
        onclick: () => root.send("go", token.go),
      },
      el("bdi", {}, token.text),
    ),
  );
  return el(
    "div",
    { class: node.here ? "box here" : "box" },
    node.mark ? el("b", { class: "mark" }, node.mark) : null,
    el("div", { class: "tokens" }, ...tokens),
    el(
      "div",
      { class: "foot" },
      el("span", { class: "says" }, node.says),
      node.leaf === null ? null : buttonsOf(root, node, labels),
    ),
  );
}

/**
 * @param {Root} root
 * @param {branch_tree.Box} node
 * @param {branch_tree.Labels} labels
 */
function buttonsOf(root, node, labels) {
  const button = (name, sign) =>
    el(
      "button",
      {
        type: "button",
        class: name,
        title: labels[name],
        "aria-label": labels[name],
        "data-focus": `${name}-${node.leaf}`,
        onclick: () => root.send(name, node.leaf),
      },
      sign,
    );
  return el("span", { class: "buttons" }, button("compare", "⇄"), button("cut", "✕"));
}

/**
 * The arrow keys go from token to token, in the order in which they stand.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} tree
 */
function move(event, tree) {
  const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const at = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest(".token"));
  if (!way || !at) return;
  const tokens = [.../** @type {NodeListOf<HTMLElement>} */ (tree.querySelectorAll(".token"))];
  tokens[tokens.indexOf(at) + way]?.focus();
  event.preventDefault();
}

/**
 * @param {Element} box
 * @param {HTMLElement} tree
 */
function inSight(box, tree) {
  const [inner, outer] = [box, tree].map((part) => part.getBoundingClientRect());
  return inner.left >= outer.left && inner.right <= outer.right;
}
