// What was written, as a text to take home.
const SIGNS = /[\\`*_[\]<>#|~]/g; // by which Markdown would take somebody's words for markup

/**
 * Somebody's words in Markdown, such that they are read as they were written; each line stays a line.
 * @param {string} text
 */
function asWritten(text) {
  return text
    .trim()
    .replace(SIGNS, "\\$&")
    .replace(/^(\s*\d*)([-+=.)])/gm, "$1\\$2")
    .replace(/\n/g, "  \n");
}

/**
 * @param {workshop.Workshop} data
 * @param {Record<number, string>} notes
 * @param {(n: number) => string} address of a task
 */
function markdownOf({ title, tasks, labels }, notes, address) {
  const parts = tasks.map((task, n) =>
    [
      `## ${n + 1}. ${task.title}`,
      `<${address(n)}>`,
      task.do,
      `**${task.ask}**`,
      notes[n]?.trim() ? asWritten(notes[n]) : `*${labels.nothing}*`,
    ].join("\n\n"),
  );
  return [`# ${title}`, ...parts].join("\n\n") + "\n";
}

/**
 * What a browser has kept, as far as it can be that: anything may stand there.
 * @param {string | null} text
 * @param {number} count of tasks
 * @param {number} longest
 * @returns {Work}
 */
function workOf(text, count, longest) {
  /** @type {any} */
  let kept = null;
  try {
    kept = JSON.parse(text ?? "null");
  } catch {}
  /** @type {Work} */
  const work = { notes: {}, seen: [], rooms: keptRooms(kept?.rooms, count) };
  for (let n = 0; n < count; n++) {
    if (typeof kept?.notes?.[n] === "string") work.notes[n] = kept.notes[n].slice(0, longest);
    if (Array.isArray(kept?.seen) && kept.seen.includes(n)) work.seen.push(n);
  }
  return work;
}

/**
 * @typedef {{ notes: Record<number, string>, seen: number[], rooms: Record<string, Record<number, number>> }} Work
 */
