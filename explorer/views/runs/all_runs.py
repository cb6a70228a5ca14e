"""All runs by the one recipe, against what was made large."""

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.run_lines import run_lines
from explorer.findings.runs import own
from explorer.findings.runs.drawn import spoken
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    sentence(own.striking(), key=scope.key("own-striking"), strong=True)
    key = scope.key("own-axis")
    axis = choice(_("Against"), own.axes(), key=key, place=f"{key}_kept")
    lines, bands, axes = own.picture(axis)
    plotted(
        run_lines(lines, axes, palette(shown()), bands=bands),
        key=scope.key(f"own-{axis}"),
        alt=spoken(lines, axes),
    )
    sentence(own.law_said(), key=scope.key("own-law"))
    if lacks := own.what_lacks():
        sentence(lacks, key=scope.key("own-lacks"))
    say.caption(own.how())
    door("runs", _("Could the largest have been predicted?"), key=scope.key("own-door"), view="predict-reveal")
