// The door of a room. The QR code stays where it is while the numbers beneath it change.
/** @param {Shown<room_door.RoomDoor, room_door.Events>} component */
export default function (component) {
  const { data } = component;
  const root = rootOf(component);
  if (root.link !== data.link) {
    root.link = data.link;
    root.code = codeOf(data);
  }
  // A window that is new gets a copy of what this tab keeps, and with it the presenter's key: no address has it. So each
  // room has one of its own.
  const look = () => window.open(root.shown.desk, `explorer-desk-${root.shown.code}`, "popup,width=560,height=720");
  redraw(
    root,
    el(
      "div",
      { class: "door" },
      root.code,
      el(
        "div",
        { class: "words" },
        el("p", { class: "say" }, data.labels.scan),
        el("p", { class: "say" }, data.labels.address, " ", el("bdi", { class: "address mono" }, data.address)),
        el("p", { class: "letters", "aria-label": `${data.labels.code} ${data.code}` }, data.code),
        el(
          "div",
          { class: "came", role: "status" },
          el("b", {}, data.players),
          el("span", {}, data.answered),
          el("i", { class: "track", "aria-hidden": "true" }, el("i", { style: { width: `${100 * data.share}%` } })),
        ),
        data.desk
          ? el("button", { type: "button", class: "look", "data-focus": "look", onclick: look }, data.labels.desk)
          : null,
      ),
    ),
  );
}

/** @param {room_door.RoomDoor} data */
function codeOf({ square, link, labels }) {
  return el(
    "a",
    { class: "code", href: link, target: "_blank", rel: "noopener" },
    square && qrOf(square, `${labels.scan} ${link}`),
  );
}
