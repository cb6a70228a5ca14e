"""What every view of ⑤ does before it is drawn, but the one in which the text is played."""

from functools import wraps

from explorer.engine.runs import Run
from explorer.session import branch_store, player
from explorer.views.scope import Scope
from explorer.views.view import Show


def at_rest(show: Show) -> Show:
    """The text stands still where nobody sees it written; what is written is kept as a branch."""

    @wraps(show)
    def shown(run: Run, scope: Scope) -> None:
        player.touched()
        player.pause()
        branch_store.keep(run)
        show(run, scope)

    return shown
