"""All figures as a table, with their sources."""

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.tree.table import figure_table
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    say.markdown(
        _(
            "What its makers say of each model, with a note for each source. Words, tokens and bytes of text are "
            "different measures, and some models have read the same text several times: compare with care."
        )
    )
    mount(scope.key("figures"), figure_table(run))
