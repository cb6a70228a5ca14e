"""The family drawn to scale, with the visitor's own model in it."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.tree.doors import door
from explorer.findings.tree.drawn import family_tree
from explorer.findings.tree.members import members
from explorer.findings.tree.striking import how_much_more
from explorer.session import state
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


def show(run: Run, scope: Scope) -> None:
    striking = how_much_more(run)
    sentence(striking.said, key=scope.key("tree-striking"), strong=True)
    everybody = members(run)

    def go(place: int) -> None:
        way = door(everybody[place])
        state.change(view="", **({"model": way.model} if way.model else {}))
        state.go(way.page)

    mount(scope.key("tree"), family_tree(run), go=go)
    say.caption(striking.sources)
