"""How to write faster: a small model drafts, or keys and values are kept."""

from explorer.engine.runs import Run
from explorer.views.output import cache_speed, speculation
from explorer.views.output.at_rest import at_rest
from explorer.views.output.room import has_room
from explorer.views.output.ways import pick_way
from explorer.views.scope import Scope
from explorer.words import _


@at_rest
def show(run: Run, scope: Scope) -> None:
    ways = {"draft": _("A small model drafts"), "cache": _("The KV cache")}
    way = pick_way(scope.key("faster_way"), ways)
    if way == "cache":
        cache_speed.show(run, scope)
    elif has_room(run):
        speculation.show(run, scope)
