// The presenter's own window: what to say, the clock, and what comes next. It is this page's, so it needs no server.
const SECOND = 1000;

/** @param {any} stage */
function openNotes(stage) {
  if (stage.notes && !stage.notes.closed) return stage.notes.focus();
  const opened = window.open("", "explorer-notes", "popup,width=680,height=620");
  if (!opened) return notice(stage, stage.data.labels.blocked);
  stage.notes = opened;
  stage.since = Date.now();
  opened.addEventListener("keydown", (event) => stage.press(event));
  clearInterval(stage.ticking);
  stage.ticking = setInterval(() => tick(stage), SECOND);
  writeNotes(stage);
}

/** @param {any} stage */
function closeNotes(stage) {
  clearInterval(stage.ticking);
  stage.notes?.close();
  stage.notes = null;
}

/** @param {any} stage */
function writeNotes(stage) {
  if (!stage.notes || stage.notes.closed) return;
  const { title, notes, after, count, labels, colors } = stage.data;
  const page = stage.notes.document;
  page.title = labels.notes;
  page.documentElement.lang = document.documentElement.lang;
  page.body.style.cssText = `margin:24px;background:${colors.paper};color:${colors.ink};font:20px/1.5 sans-serif`;
  const paragraphs = notes.split(/\n{2,}/).map((/** @type {string} */ text) => el("p", {}, text));
  page.body.replaceChildren(
    el("p", { id: "clock", style: { "font-variant-numeric": "tabular-nums", "font-size": "28px", margin: "0" } }),
    el("h1", { style: { "font-size": "26px" } }, [count, title].filter(Boolean).join(" · ")),
    el("div", { id: "notes" }, ...paragraphs),
    el(
      "p",
      { id: "next", style: { "border-top": `1px solid ${colors.line}`, "padding-top": "12px" } },
      after ? el("strong", {}, `${labels.next}: `) : null,
      after || labels.last,
    ),
  );
  tick(stage);
}

/** @param {any} stage */
function tick(stage) {
  const clock = stage.notes?.document?.getElementById("clock");
  if (!clock) return;
  const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  clock.textContent = `${now} · ${filled(stage.data.labels.begun, { minutes: elapsed(Date.now() - stage.since) })}`;
}

/**
 * Milliseconds as minutes and seconds.
 * @param {number} ms
 */
function elapsed(ms) {
  const seconds = Math.floor(ms / SECOND);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
