"""The workshops: what each is for, a link for the room, and where to start."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.talks.workshop_shelf import counted_workshops, workshop_shelf
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.tasks import every, turn_to
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    workshops = every()
    sentence(counted_workshops(workshops), key=scope.key("workshops-counted"), strong=True)
    mount(
        scope.key("workshop_shelf"),
        workshop_shelf(workshops),
        start=lambda sent: turn_to(workshops[sent[0]], sent[1]),
    )
    say.caption(
        _(
            "Give the link to everybody in the room. What they write stays in their own browser, over a reload and a "
            "lost connection; at the end each downloads or prints a summary of their own."
        )
    )
