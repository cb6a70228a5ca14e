// What lies over the slide: the blank, the laser's dot, the list of keys, and short notices.
const TOP = "2147483000";
const NOTICE = 4000; // ms
/** From side to side as wide as what is in it. */
const CENTRED = { left: "0", right: "0", width: "fit-content", "margin-inline": "auto" };

/**
 * @param {any} stage
 * @param {string} name
 * @param {Record<string, string>} style
 * @param {...Child} children
 */
function lay(stage, name, style, ...children) {
  stage.over[name]?.remove();
  const layer = el(
    "div",
    { "data-stage-layer": name, style: { position: "fixed", "z-index": TOP, ...style } },
    ...children,
  );
  stage.over[name] = layer;
  document.body.append(layer);
  return layer;
}

/**
 * @param {any} stage
 * @param {string} name
 */
function lift(stage, name) {
  stage.over[name]?.remove();
  delete stage.over[name];
}

/**
 * @param {any} stage
 * @param {string} text
 */
function notice(stage, text) {
  const { paper, ink } = stage.data.colors;
  const look = { background: ink, color: paper, padding: "0.4rem 0.9rem", "border-radius": "0.3rem" };
  const place = { ...CENTRED, bottom: "1.2rem", "max-width": "90vw", "pointer-events": "none" };
  const layer = lay(stage, "notice", { ...look, ...place, font: "0.8rem/1.4 var(--stage-font, sans-serif)" }, text);
  layer.setAttribute("role", "status");
  clearTimeout(stage.noticed);
  stage.noticed = setTimeout(() => lift(stage, "notice"), NOTICE);
}

/** @param {any} stage */
function blank(stage) {
  if (stage.over.blank) lift(stage, "blank");
  else lay(stage, "blank", { inset: "0", background: "#000000" });
}

/** @param {any} stage */
function laser(stage) {
  if (stage.over.laser) return lift(stage, "laser");
  const dot = {
    width: "18px",
    height: "18px",
    margin: "-9px 0 0 -9px",
    "border-radius": "50%",
    "pointer-events": "none",
  };
  const light = { background: "#FF2D2D", "box-shadow": "0 0 14px 5px rgb(255 45 45 / 0.55)" };
  const [x, y] = stage.pointer;
  lay(stage, "laser", { ...dot, ...light, left: `${x}px`, top: `${y}px` });
}

/**
 * The dot is where the pointer is, also before it has been switched on.
 * @param {any} stage
 * @param {PointerEvent} event
 */
function follow(stage, { clientX, clientY }) {
  stage.pointer = [clientX, clientY];
  if (!stage.over.laser) return;
  stage.over.laser.style.left = `${clientX}px`;
  stage.over.laser.style.top = `${clientY}px`;
}

/** @param {any} stage */
function keyList(stage) {
  if (stage.over.keys) return lift(stage, "keys");
  const { colors, labels } = stage.data;
  const rows = labels.list.map((/** @type {stage.KeyName} */ { keys, does }) =>
    el("tr", {}, el("th", { scope: "row", style: HEAD }, keys), el("td", {}, does)),
  );
  const look = {
    background: colors.paper,
    color: colors.ink,
    border: `1px solid ${colors.muted}`,
    "border-radius": "0.4rem",
    padding: "0.8rem 1.2rem",
    font: "0.75rem/1.45 var(--stage-font, sans-serif)",
  };
  const place = { ...CENTRED, top: "50%", transform: "translateY(-50%)", "max-width": "94vw", "max-height": "94vh" };
  const layer = lay(
    stage,
    "keys",
    { ...look, ...place, overflow: "auto" },
    el("strong", {}, labels.keys),
    el("table", { style: { "border-spacing": "0", "margin-top": "0.3rem" } }, ...rows),
  );
  for (const [name, value] of [
    ["role", "dialog"],
    ["aria-label", labels.keys],
    ["tabindex", "-1"],
  ])
    layer.setAttribute(name, value);
  layer.focus();
}

const HEAD = { "text-align": "left", "padding-right": "1.2rem", "white-space": "nowrap", "font-weight": "600" };
