// Probabilities end to end, likeliest first; the random number is a needle that falls on one of them.
/** @param {Shown<draw_line.DrawLine>} component */
export default function (component) {
  const { segments, place, label, colors } = component.data;
  const root = rootOf(component);
  const line = el("div", { class: "line", role: "img", "aria-label": label }, ...segments.map(segmentOf));
  line.style.setProperty("--on", inkOn(rgbOf(colors.probability), colors));
  const needle = el("i", { class: "needle", style: { left: `${100 * place}%` }, "aria-hidden": "true" });
  redraw(root, el("div", { class: "label" }, label), el("div", { class: "draw" }, line, needle));
}

/** @param {draw_line.Segment} segment */
function segmentOf({ text, share, chosen, title }) {
  const classes = ["segment", "mono", chosen && "chosen", text === "" && "rest", share < 0.02 && "thin"]
    .filter(Boolean)
    .join(" ");
  return el("bdi", { class: classes, title, style: { width: `${100 * share}%` } }, share > 0.035 ? text : "");
}
