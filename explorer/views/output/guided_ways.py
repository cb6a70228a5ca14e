"""How to guide what is written: against a weaker model, or so that it fits."""

from explorer.engine.runs import Run
from explorer.views.output import contrasts, guided
from explorer.views.output.at_rest import at_rest
from explorer.views.output.room import has_room
from explorer.views.output.ways import pick_way
from explorer.views.scope import Scope
from explorer.words import _


@at_rest
def show(run: Run, scope: Scope) -> None:
    ways = {"contrast": _("Against a weaker model"), "choices": _("One of a list"), "pattern": _("By a pattern")}
    way = pick_way(scope.key("guided_way"), ways)
    if not has_room(run):
        return
    if way == "contrast":
        contrasts.show(run, scope)
    else:
        guided.show(run, scope, choices=way == "choices")
