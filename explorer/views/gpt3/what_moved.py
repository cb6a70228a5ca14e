"""What moved."""

from explorer.engine.runs import Run
from explorer.views import say
from explorer.views.scope import Scope


def show(run: Run, scope: Scope) -> None:
    say.info("To be replaced.")
