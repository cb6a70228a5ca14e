"""The way into a room, as a picture and as words."""

from explorer.components.play.room_door import Labels, RoomDoor
from explorer.figures.qr import code_of
from explorer.rooms.looking import Sight
from explorer.words import _, ngettext

PARAMETER, DESK = "room", "desk"
"""Of a link: the room's code, and the key of its presenter."""


def door(sight: Sight, base: str) -> RoomDoor:
    link = f"{base}?{PARAMETER}={sight.code}"
    n = len(sight.given)
    return RoomDoor(
        square=code_of(link),
        link=link,
        address=base.partition("//")[2].rstrip("/"),
        code=sight.code,
        players=ngettext("{n} player", "{n} players", sight.players),
        answered=ngettext("{n} answer", "{n} answers", n) if sight.round else "",
        share=n / sight.players if sight.players else 0.0,
        labels=Labels(scan=_("Scan to join"), address=_("or open"), code=_("and type the code")),
    )
