"""The animated pass of this run, from characters to the chosen token."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.home.whole_pass import whole_pass
from explorer.session import state
from explorer.views import chat_marks
from explorer.views.scope import Scope


def show(run: Run, scope: Scope) -> None:
    whole = chat_marks.pick(run, scope)
    mount(scope.key("home-pass"), whole_pass(run, whole=whole), zoom=choose)


def choose(head: tuple[int, int]) -> None:
    """Select a layer and a head, on every page."""
    state.change(layer=head[0], head=head[1])
