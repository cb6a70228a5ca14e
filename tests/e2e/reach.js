// What somebody who sees little, or has no mouse, would complain of: found in the page itself, through every shadow
// root. Needs looks.js.

const WORKS = "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=option], [role=slider]";

function* everything(node) {
  if (node.nodeType === Node.ELEMENT_NODE) yield node;
  if (node.shadowRoot) yield* everything(node.shadowRoot);
  for (const child of node.children ?? []) yield* everything(child);
}

const nameOf = (element) => {
  const own = element.getAttribute("aria-label") ?? element.innerText ?? "";
  const holder = [...upwards(element)].map((at) => /st-key-([\w-]+)/.exec(at.className?.baseVal ?? at.className ?? "")).find(Boolean);
  return `${element.tagName.toLowerCase()}.${element.getAttribute("class")?.slice(0, 30) ?? ""} “${own.slice(0, 30).replaceAll("\n", " ")}” in ${holder?.[1] ?? "?"}`;
};

// The same whatever its state, of which its classes may tell.
const plainName = (element) => nameOf(element).replace(/\.[^“]*“/, " “");

const isSeen = (element) => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
};

// What its place on screen is clipped to: an element that scrolls or hides what is beyond it.
const clips = (style) => style.overflowX !== "visible" && style.display !== "inline";

// What floats above the page, and what only those hear who do not see it.
const isAside = (element) => [...upwards(element)].some((at) => {
  const style = getComputedStyle(at);
  return style.position === "fixed" || style.position === "sticky" || style.clipPath === "inset(50%)" || at.matches("[role=tooltip], [data-testid=stSkipToContent]");
});

// Texts that are cut off where nothing scrolls, and whatever goes beyond the screen and cannot be brought there. Drawn:
// also those of plotly's figures.
function lost(root, drawn) {
  const found = [];
  for (const text of [...textsIn(root)].filter(({ owner }) => !isAside(owner) && (drawn || !owner.closest(".main-svg")))) {
    for (const at of upwards(text.owner)) {
      const style = getComputedStyle(at);
      if (style.overflowX === "auto" || style.overflowX === "scroll") break;
      const inner = at === document.documentElement ? new DOMRect(0, 0, innerWidth, 1e9) : at.getBoundingClientRect();
      const beyond = text.box.right > inner.right + 1.5 || text.box.left < inner.left - 1.5;
      if ((clips(style) || at === document.documentElement) && beyond) {
        if (style.textOverflow !== "ellipsis") found.push(`${text.text} in ${nameOf(at)}`);
        break;
      }
    }
  }
  return found;
}

// What is left of a box within all that clips it.
function within(box, owner) {
  let [left, top, right, bottom] = [box.left, box.top, box.right, box.bottom];
  for (const at of upwards(owner)) {
    if (!clips(getComputedStyle(at))) continue;
    const inner = at.getBoundingClientRect();
    [left, top] = [Math.max(left, inner.left), Math.max(top, inner.top)];
    [right, bottom] = [Math.min(right, inner.right), Math.min(bottom, inner.bottom)];
  }
  return right > left && bottom > top ? new DOMRect(left, top, right - left, bottom - top) : null;
}

// Pairs of texts, written one over the other, line by line.
function overlapping(root) {
  const lines = [...textsIn(root)].filter(({ owner }) => !isAside(owner))
    .flatMap(({ text, lines, owner }) => lines.map((line) => ({ text, owner, box: within(line, owner) }))).filter(({ box }) => box)
    .sort((one, other) => one.box.top - other.box.top);
  const found = new Set();
  lines.forEach((one, i) => {
    for (const other of lines.slice(i + 1)) {
      if (other.box.top > one.box.bottom) break;
      if (one.owner.contains(other.owner) || other.owner.contains(one.owner)) continue;
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      const least = Math.min(one.box.height, other.box.height);
      if (wide > 3 && high > 0.45 * least) found.add(`${one.text} × ${other.text} (${nameOf(one.owner)}, ${nameOf(other.owner)})`);
    }
  });
  return [...found];
}

// What only a mouse can do: what listens to a click, and neither takes the keyboard nor stands in or around what does.
// Plotly listens on its legends and notes, where figures/figure.py has no click do anything. What is hidden from readers
// is a second picture of what stands beside it, where the keyboard does the same.
function mouseOnly(root) {
  const heard = window.explorerHeard ?? new Set();
  const takes = (element) => element.matches(`${WORKS}, label`) && !element.matches("main, [role=region]");
  return [...everything(root)]
    .filter((element) => heard.has(element) && isSeen(element) && !element.closest(".infolayer, [aria-hidden=true]"))
    .filter((element) => ![...upwards(element)].some(takes) && ![...everything(element)].some(takes))
    .map(nameOf);
}

// The least of what is touched: 24 × 24 px, or a circle of that size around it in which nothing else is (WCAG 2.5.8).
function tiny(root, least) {
  const touched = [...everything(root)].filter((element) => element.matches(WORKS) && isSeen(element) && !element.matches(":disabled, [tabindex='-1']:not(button, a, input)"))
    .filter((element) => !["INPUT", "TEXTAREA"].includes(element.tagName) || element.type === "range")
    .filter((element) => !element.matches("a.term, a[href^='#term-'], bdi, [data-testid=stSkipToContent]"))
    .filter((element) => !element.matches("a") || getComputedStyle(element).display !== "inline")
    .filter((element) => !element.matches("[role=region], [role=tree], [role=listbox], [role=group], [role=list]"))
    .map((element) => ({ element, box: element.getBoundingClientRect() }));
  const small = ({ box }) => box.width < least - 0.5 || box.height < least - 0.5;
  const middle = ({ box }) => [box.left + box.width / 2, box.top + box.height / 2];
  const apart = ([x, y], { box }) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
  return touched.filter(small).filter((one) => {
    const [x, y] = middle(one);
    return touched.some((other) => {
      if (other === one || other.element.contains(one.element) || one.element.contains(other.element)) return false;
      const [u, v] = middle(other);
      return apart([x, y], other) < least / 2 - 0.5 || (small(other) && Math.hypot(u - x, v - y) < least - 0.5);
    });
  }).map(({ element, box }) => `${nameOf(element)}: ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`);
}

const SHOWS = ["outlineStyle", "outlineWidth", "outlineColor", "outlineOffset", "boxShadow", "borderTopColor", "borderTopWidth", "backgroundColor", "opacity", "stroke", "strokeWidth"];

// What may show that an element has the keyboard: itself and what is around it; of a node of a drawing and of a label also
// its parts.
const showing = (element) => [
  ...[...upwards(element)].slice(0, 5),
  ...(element instanceof SVGElement ? element.children : element.closest("label")?.querySelectorAll("*") ?? []),
];

const lookOf = (part) => {
  const style = getComputedStyle(part);
  const look = Object.fromEntries(SHOWS.map((name) => [name, style.outlineStyle === "none" && name.startsWith("outline") ? "" : style[name]]));
  return { ...look, part };
};

// Streamlit hides what takes the keyboard behind what it draws.
const isDrawn = (element) => isSeen(element) && ![...upwards(element)].some((at) => {
  const { clipPath, clip } = getComputedStyle(at);
  return clipPath === "inset(50%)" || clip === "rect(0px, 0px, 0px, 0px)";
});

// How much stood out what showed that something had the keyboard, of which these are the looks: WCAG's contrast of its
// colour with what is beside it and with what is there without (1.4.11, 2.4.13), of whatever stood out most.
function stoodOut(looks) {
  return Math.max(1, ...looks.flatMap((was) => signs(was, lookOf(was.part))));
}

// The contrasts of all by which a part's look with the keyboard differs from that without. A halo that reaches beyond an
// outline parts it from what is around it.
function signs(was, is) {
  const [inside, outside] = [groundOf(was.part), groundOf(above(was.part) ?? was.part)];
  const drawn = (color, ground) => ratio(over(rgba(color), ground), ground);
  const switched = (name) => ratio(over(rgba(was[name]), outside), over(rgba(is[name]), outside));
  const changed = (...names) => names.some((name) => was[name] !== is[name]);
  const [width, offset] = [parseFloat(was.outlineWidth), parseFloat(was.outlineOffset)];
  const shadows = changed("boxShadow") ? shadowsOf(was.boxShadow) : [];
  const halo = shadows.find(({ spread, inset }) => !inset && spread > width + offset + 0.5);
  const found = shadows.map(({ color, inset }) => drawn(color, inset ? inside : outside));
  if (changed("outlineStyle", "outlineColor", "outlineWidth") && width >= 1)
    found.push(drawn(was.outlineColor, offset < 0 ? inside : halo ? over(rgba(halo.color), outside) : outside));
  if (changed("borderTopColor") && parseFloat(was.borderTopWidth) >= 1)
    found.push(Math.min(drawn(was.borderTopColor, outside), switched("borderTopColor")));
  if (changed("backgroundColor")) found.push(switched("backgroundColor"));
  if (changed("stroke", "strokeWidth") && was.stroke !== "none") found.push(drawn(was.stroke, outside));
  return found;
}

// As getComputedStyle writes them: "rgb(0, 0, 0) 0px 0px 0px 3px inset, …".
const shadowsOf = (text) => [...text.matchAll(/(\w+\([^)]*\)) \S+ \S+ \S+ (\S+)px( inset)?/g)]
  .map(([, color, spread, inset]) => ({ color, spread: parseFloat(spread), inset: Boolean(inset) }));

const focusedNow = () => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at;
};

let before = null;
let numbers = new Map();
let names = new Set();

// The element that has the keyboard: its name, number and whether it is seen; and of the one before, which has it no more,
// how much it stood out.
function step() {
  const at = focusedNow();
  const left = before?.element.isConnected ? { name: nameOf(before.element), ratio: stoodOut(before.looks) } : null;
  const none = !at || at === document.body || at === document.documentElement;
  before = none ? null : { element: at, looks: showing(at).filter(isDrawn).map(lookOf) };
  if (none) return { at: null, left };
  if (!numbers.has(at)) numbers.set(at, numbers.size);
  names.add(plainName(at));
  const box = at.getBoundingClientRect();
  const covered = box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth;
  return { at: nameOf(at), n: numbers.get(at), left, hidden: !isSeen(at) || covered };
}

// What the keyboard never came to, although it can be pressed: of things of which one is chosen, one is come to, and the
// arrows lead on. By their names, because what is drawn anew is another element.
function missed(root) {
  return [...everything(root)].filter((element) => element.matches("a[href], button:enabled, input:enabled, select, textarea, summary, [tabindex='0']"))
    .filter((element) => !element.matches("[role=radio], [aria-checked]") && isSeen(element) && element.tabIndex >= 0)
    .filter((element) => ![...upwards(element)].some((at) => at.inert))
    .filter((element) => !names.has(plainName(element))).map(nameOf);
}

window.reach = { lost, overlapping, mouseOnly, tiny, step, missed, anew: () => { before = null; numbers = new Map(); names = new Set(); } };
