"""Whether anything can be written after the text on screen: what every view asks that goes on with it."""

from explorer.engine.runs import Run
from explorer.session import player
from explorer.views import say
from explorer.words import _


def has_room(run: Run) -> bool:
    """Where there is none, the page says why."""
    ending = player.ending(run)
    if ending == "end":
        say.info(
            _("The text has ended here: to go on, take a step back, or put another token in its last one's place.")
        )
    elif ending is not None:
        say.info(_("The context is full: to go on, take a shorter prompt, or take some steps back."))
    return ending is None
