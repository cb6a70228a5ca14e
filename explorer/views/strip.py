"""The run's tokens in one line, for views that follow the selection."""

from explorer.components.tokens.token_strip import token_strip
from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.scope import Scope
from explorer.words import _


def strip(run: Run, scope: Scope, *, key: str) -> None:
    token_strip(
        run.tokens,
        key=scope.key(key),
        label=_("Tokens of this run"),
        selected=run.position,
        n_prompt=len(run.generation.prompt_ids),
        ids=False,
        line=True,
        on_select=lambda position: state.change(position=position),
    )
