"""One axis of time: the loss, what the predictions are like, the heads, the in-context score."""

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.learning_phases import learning_phases
from explorer.figures.palette import palette
from explorer.findings.growth import phases
from explorer.session import state
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
    sentence(phases.striking(history), key=scope.key("growth_striking"), strong=True)
    figure = learning_phases(
        history.series.step,
        history.kept,
        phases.panels(history),
        phases.band(history),
        palette(shown()),
        x=_("steps of the training, evenly by their logarithm"),
        marks=phases.marks(history),
        slide=state.current().stage,
    )
    plotted(
        figure,
        key=scope.key("growth_phases"),
        alt=phases.spoken(history),
    )
    doors(history, scope)
    sentence(phases.order(history), key=scope.key("growth_order"))
    say.caption(phases.rule(history))
    say.caption(whose(history))
