// One task after another: look, say so, be asked, write. Notes stay in this browser, whatever becomes of the server.
const LOST = 6000; // ms after which a task that was asked for is not coming
const PAUSE = 2000; // ms of silence after which what is being written goes to the room
const AGAIN = 5000; // ms after which it goes once more, where the room does not have it

/**
 * @typedef {Root & {
 *   work: Work, drawn: string, asked: number | null, send: Send<workshop.Events>, room: workshop.Room | null,
 *   typed: number, sent: { what: string, when: number },
 * }} Panel
 */

/** @param {Shown<workshop.Workshop, workshop.Events>} component */
export default function (component) {
  const { data, setTriggerValue } = component;
  const root = /** @type {Panel} */ (rootOf(component));
  // What belongs to a page with its frame.
  document.removeEventListener("keydown", document.spineKeys);
  window.explorerStage?.end();
  root.work = workOf(stored(data.slug), data.tasks.length, data.longest);
  root.asked = null;
  root.send = setTriggerValue;
  root.room = data.room;
  const shown = JSON.stringify([data.slug, data.now, data.labels, ended(data.slug), data.room?.code]);
  if (root.drawn === shown) {
    aboutRoom(root, data); // whoever is writing is not disturbed
    return toRoom(root);
  }
  const first = root.drawn === undefined;
  root.drawn = shown;
  draw(root, data, setTriggerValue);
  toRoom(root);
  if (!first) root.querySelector("h1").focus({ preventScroll: true });
}

/**
 * @param {Panel} root
 * @param {workshop.Workshop} data
 * @param {Send<workshop.Events>} send
 */
function draw(root, data, send) {
  const end = ended(data.slug);
  document.documentElement.dataset.workshop = end ? "end" : "task";
  redraw(root, head(data, end, send), ...(end ? summary(root, data, send) : task(root, data, send)));
  aboutRoom(root, data);
  document.querySelector(".stMain")?.scrollTo({ top: 0 });
}

/**
 * @param {workshop.Workshop} data
 * @param {boolean} end
 * @param {Send<workshop.Events>} send
 */
function head({ slug, title, tasks, now, labels }, end, send) {
  const count = labels.count.replace("{n}", String(now + 1)).replace("{of}", String(tasks.length));
  const steps = tasks.map((_task, n) => el("i", { class: n < now || end ? "done" : n === now ? "now" : null }));
  const leave = () => {
    finish(slug, false);
    send("leave", true);
  };
  return el(
    "header",
    {},
    el("span", { class: "of" }, el("bdi", {}, title)),
    el("span", { class: "steps", "aria-hidden": "true" }, ...steps),
    end ? null : el("span", { class: "count" }, count),
    button("leave", labels.leave, leave),
  );
}

/**
 * @param {Panel} root
 * @param {workshop.Workshop} data
 * @param {Send<workshop.Events>} send
 */
function task(root, data, send) {
  const { tasks, now, labels, slug } = data;
  const { title, do: instruction, ask, hint } = tasks[now];
  const seen = root.work.seen.includes(now);
  const said = el("p", { class: "news", role: "status" });
  const turn = (/** @type {number} */ n) => {
    const untold = data.room && !versionsOf(root.work, data.room.code)[now] && !root.work.notes[now]?.trim();
    if (n > now && untold) noted(root, slug, now);
    if (n < tasks.length)
      return open(
        root,
        n,
        () => send("turn", n),
        () => (said.textContent = labels.offline),
      );
    finish(slug, true);
    again(root, data, send);
    toRoom(root, true);
  };
  const see = () => {
    root.work.seen.push(now);
    noted(root, slug, now);
    draw(root, data, send);
    toRoom(root, true);
    root.querySelector("textarea").focus({ preventScroll: true });
  };
  const onward = now + 1 < tasks.length ? labels.on : labels.finish;
  const row = el(
    "div",
    { class: "row" },
    seen ? button("on main", onward, () => turn(now + 1)) : button("see main", labels.see, see),
    ...present([
      now > 0 && button("back", labels.back, () => turn(now - 1)),
      !seen && button("skip", labels.skip, () => turn(now + 1)),
    ]),
    said,
  );
  const look = el(
    "div",
    { class: "look" },
    el("h1", { tabindex: "-1" }, el("bdi", {}, title)),
    el("p", {}, instruction),
    hint ? el("details", {}, el("summary", { "data-focus": "hint" }, labels.hint), el("p", {}, hint)) : null,
  );
  const asked = seen && [el("p", { class: "ask", id: "ask" }, ask), field(root, data, said)];
  const others = el("div", { class: "others" });
  return [el("div", { class: seen ? "task seen" : "task" }, look, el("div", {}, ...(asked || []), row, others))];
}

/**
 * @param {Panel} root
 * @param {workshop.Workshop} data
 * @param {HTMLElement} said
 */
function field(root, { slug, now, longest, labels }, said) {
  const area = el("textarea", {
    rows: 2,
    maxlength: longest,
    placeholder: labels.write,
    "aria-label": labels.write,
    "aria-describedby": "ask",
    dir: "auto",
    "data-focus": "note",
  });
  area.value = root.work.notes[now] ?? "";
  area.addEventListener("keydown", (event) => event.stopPropagation());
  area.addEventListener("input", () => {
    root.work.notes[now] = area.value;
    root.typed = Date.now();
    said.textContent = noted(root, slug, now) ? labels.kept : labels.unkept;
    if (root.room) setTimeout(() => toRoom(root), PAUSE + 50);
  });
  area.addEventListener("change", () => toRoom(root, true));
  return area;
}

/**
 * Keep what has changed in a task; whether the browser keeps it over a reload.
 * @param {Panel} root
 * @param {string} slug
 * @param {number} task
 */
function noted(root, slug, task) {
  changed(root.work, root.room, task);
  return store(slug, root.work);
}

/**
 * Send what the room does not have yet; not in the middle of a word, unless whoever writes it goes on (`now`).
 * @param {Panel} root
 * @param {boolean} now
 */
function toRoom(root, now = false) {
  if (!root.isConnected || (!now && Date.now() - (root.typed ?? 0) < PAUSE)) return;
  const rows = unsent(root.work, root.room);
  const what = JSON.stringify(rows);
  if (!rows.length || (root.sent?.what === what && Date.now() - root.sent.when < AGAIN)) return;
  root.sent = { what, when: Date.now() };
  root.send("told", rows);
}

/**
 * Whether the room has it, and what others wrote there.
 * @param {Panel} root
 * @param {workshop.Workshop} data
 */
function aboutRoom(root, { room, now, labels }) {
  const said = root.querySelector(".news");
  const others = root.querySelector(".others");
  if (!room || !said || !others) return;
  const all = room.versions[now] > 0 && !unsent(root.work, room).some(([task]) => task === now);
  if (all && !room.lost && root.work.notes[now]?.trim()) said.textContent = labels.sent;
  const wanted = JSON.stringify([room.lost, room.others]);
  if (others.getAttribute("data-shown") === wanted) return;
  others.setAttribute("data-shown", wanted);
  others.replaceChildren(
    ...present([
      room.lost && el("p", { class: "lost", role: "status" }, room.lost),
      room.others.length > 0 && el("p", { class: "whose" }, labels.others),
      room.others.length > 0 && el("ul", {}, ...room.others.map((line) => el("li", { dir: "auto" }, line))),
    ]),
  );
}

/**
 * Ask the server for another task, and say so where it does not answer.
 * @param {Panel} root
 * @param {number} n
 * @param {() => void} ask
 * @param {() => void} lost
 */
function open(root, n, ask, lost) {
  if (root.asked !== null) return;
  root.asked = n;
  ask();
  setTimeout(() => {
    if (root.asked !== n || !root.isConnected) return;
    root.asked = null;
    lost();
  }, LOST);
}

/**
 * @param {Panel} root
 * @param {workshop.Workshop} data
 * @param {Send<workshop.Events>} send
 */
function again(root, data, send) {
  draw(root, data, send);
  root.querySelector("h1").focus({ preventScroll: true });
}

/**
 * @param {Panel} root
 * @param {workshop.Workshop} data
 * @param {Send<workshop.Events>} send
 */
function summary(root, data, send) {
  const { tasks, labels, slug, title } = data;
  const { notes } = root.work;
  const rows = tasks.map((task, n) =>
    el(
      "li",
      {},
      el("h2", {}, el("bdi", {}, task.title)),
      el("p", { class: "ask" }, task.ask),
      notes[n]?.trim()
        ? el("p", { class: "note", dir: "auto" }, notes[n].trim())
        : el("p", { class: "nothing" }, labels.nothing),
    ),
  );
  const clear = button("clear", labels.clear, () => {
    if (clear.textContent !== labels.sure) return void (clear.textContent = labels.sure);
    root.work = { notes: {}, seen: [], rooms: root.work.rooms };
    const sent = root.room ? versionsOf(root.work, root.room.code) : {};
    for (let n = 0; n < tasks.length; n++) if (sent[n]) noted(root, slug, n);
    store(slug, root.work);
    toRoom(root, true);
    finish(slug, false);
    if (data.now === 0) again(root, data, send);
    else send("turn", 0);
  });
  const back = () => {
    finish(slug, false);
    again(root, data, send);
  };
  return [
    el("h1", { tabindex: "-1" }, labels.summary),
    el("p", { class: "print-only" }, title),
    el(
      "div",
      { class: "row" },
      button("take main", labels.download, () => save(`${slug}.md`, markdownOf(data, notes, addressOf))),
      button("print", labels.print, () => window.print()),
      button("again", labels.again, back),
      clear,
    ),
    el("ol", {}, ...rows),
  ];
}

/**
 * The address of a task, for whoever wants to look again.
 * @param {number} n
 */
function addressOf(n) {
  const at = new URL(location.href);
  const [lang, slug] = ["lang", "workshop"].map((name) => at.searchParams.get(name) ?? "");
  at.search = String(new URLSearchParams({ lang, workshop: slug, scene: String(n) }));
  return at.href;
}

/**
 * @param {string} name
 * @param {string} text
 */
function save(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 1000);
}

/**
 * @param {string} name
 * @param {string} label
 * @param {() => void} onclick
 */
function button(name, label, onclick) {
  return el("button", { type: "button", class: name, "data-focus": name, onclick }, label);
}

/** Where a browser keeps nothing, for as long as the page is open. @type {Record<string, string>} */
const MEMORY = {};

/** @param {string} slug */
function keyOf(slug) {
  return `llm-explorer-workshop-${slug}`;
}

/**
 * @param {string} slug
 * @returns {string | null}
 */
function stored(slug) {
  try {
    return localStorage.getItem(keyOf(slug)) ?? MEMORY[slug] ?? null;
  } catch {
    return MEMORY[slug] ?? null;
  }
}

/**
 * Whether the browser keeps it over a reload.
 * @param {string} slug
 * @param {Work} work
 */
function store(slug, work) {
  MEMORY[slug] = JSON.stringify(work);
  try {
    localStorage.setItem(keyOf(slug), MEMORY[slug]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether this tab is at the summary.
 * @param {string} slug
 */
function ended(slug) {
  try {
    return sessionStorage.getItem(keyOf(slug)) === "end";
  } catch {
    return MEMORY[`${slug}-end`] === "end";
  }
}

/**
 * @param {string} slug
 * @param {boolean} end
 */
function finish(slug, end) {
  MEMORY[`${slug}-end`] = end ? "end" : "";
  try {
    sessionStorage.setItem(keyOf(slug), end ? "end" : "");
  } catch {}
}
