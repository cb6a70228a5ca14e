"""The animated pass of this run, from characters to the chosen token."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.home.whole_pass import whole_pass
from explorer.session import chat_marks, state
from explorer.views import chat_marks as switch
from explorer.views.scope import Scope


def show(run: Run, scope: Scope) -> None:
    mount(scope.key("home-pass"), whole_pass(run, whole=chat_marks.shown()), zoom=choose)
    switch.pick(run, scope)


def choose(head: tuple[int, int]) -> None:
    """Select a layer and a head, on every page."""
    state.change(layer=head[0], head=head[1])
