// What goes to the room, beside this browser. Each change of a task is a version; the room says which one it has, and what
// is newer here is sent again until it is there.

/**
 * The versions that belong to this room: of what was written before it, nothing is sent.
 * @param {Work} work
 * @param {string} code
 */
function versionsOf(work, code) {
  return (work.rooms[code] ??= {});
}

/**
 * Something has changed in a task, or its participant goes on from it.
 * @param {Work} work
 * @param {workshop.Room | null} room
 * @param {number} task
 */
function changed(work, room, task) {
  if (!room) return;
  const versions = versionsOf(work, room.code);
  versions[task] = Math.max(versions[task] ?? 0, room.versions[task] ?? 0) + 1;
}

/**
 * What the room does not have yet: task, version, whether it was seen, and what was written.
 * @param {Work} work
 * @param {workshop.Room | null} room
 * @returns {[number, number, boolean, string][]}
 */
function unsent(work, room) {
  if (!room) return [];
  const versions = versionsOf(work, room.code);
  return room.versions.flatMap((has, task) =>
    (versions[task] ?? 0) > has
      ? [
          /** @type {[number, number, boolean, string]} */ ([
            task,
            versions[task],
            work.seen.includes(task),
            work.notes[task] ?? "",
          ]),
        ]
      : [],
  );
}

/**
 * Of what a browser has kept, the versions in each room, as far as they are such.
 * @param {any} kept
 * @param {number} count of tasks
 * @returns {Work["rooms"]}
 */
function keptRooms(kept, count) {
  /** @type {Work["rooms"]} */
  const rooms = {};
  for (const [code, versions] of Object.entries(kept ?? {})) {
    if (!/^[A-Z]{5}$/.test(code)) continue;
    rooms[code] = {};
    for (let n = 0; n < count; n++) {
      const version = versions?.[n];
      if (Number.isInteger(version) && version > 0 && version < 1e9) rooms[code][n] = version;
    }
  }
  return rooms;
}
