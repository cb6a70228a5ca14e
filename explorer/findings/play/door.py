"""The way into a room, as a picture and as words; and the presenter's own way to what waits in it."""

from urllib.parse import urlencode

from explorer.components.play.room_door import Labels, RoomDoor
from explorer.figures.qr import code_of
from explorer.rooms.looking import Sight
from explorer.session.link import DESK, ROOM
from explorer.words import _, language, ngettext


def door(sight: Sight, base: str, waiting: int = 0) -> RoomDoor:
    """base: the app's own address. waiting: how many texts nobody has let through."""
    link = f"{base}?{urlencode(_leading_to(sight))}"
    n = len({note.player for note in sight.notes if note.text} or sight.given)
    return RoomDoor(
        square=code_of(link),
        link=link,
        address=base.partition("//")[2].rstrip("/"),
        code=sight.code,
        players=_come(sight),
        answered=_answered(sight),
        share=n / sight.players if sight.players else 0.0,
        desk=f"{base}?{urlencode({ROOM: sight.code, DESK: 1, 'lang': language()})}" if waiting else "",
        labels=Labels(
            scan=_("Scan to join"),
            address=_("or open"),
            code=_("and type the code"),
            desk=ngettext("Look through {n} answer", "Look through {n} answers", waiting),
        ),
    )


def _leading_to(sight: Sight) -> dict[str, str]:
    return ({"workshop": sight.workshop} if sight.workshop else {}) | {ROOM: sight.code}


def _come(sight: Sight) -> str:
    if sight.workshop:
        return ngettext("{n} person", "{n} people", sight.players)
    return ngettext("{n} player", "{n} players", sight.players)


def _answered(sight: Sight) -> str:
    n = sum(bool(note.text) for note in sight.notes) if sight.workshop else len(sight.given)
    return ngettext("{n} answer", "{n} answers", n) if sight.round or sight.workshop else ""
