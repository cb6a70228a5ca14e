"""Every head's scores at every moment of the training."""

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.heads_over_time import heads_over_time
from explorer.figures.palette import palette
from explorer.findings.growth import heads, phases
from explorer.views import say
from explorer.views.growth.watched import doors, watched, whose
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    history = watched()
    if history is None:
        return
    sentence(heads.striking(history), key=scope.key("growth_heads_striking"), strong=True)
    figure = heads_over_time(
        heads.boards(history),
        heads.names(history),
        history.series.step,
        phases.band(history),
        palette(shown()),
        x=_("steps of the training, evenly by their logarithm"),
    )
    plotted(
        figure,
        key=scope.key("growth_heads"),
        alt=heads.spoken(history),
    )
    doors(history, scope)
    say.caption(whose(history))
