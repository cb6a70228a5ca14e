"""The calibration curve of the model on screen, on text that it was not trained on."""

import streamlit as st

from explorer.analysis.calibration import TEMPERATURES, Reliability, reliability
from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.figures.reliability_bars import Bins, reliability_bars
from explorer.findings.output import calibration
from explorer.session.sticky import sticky
from explorer.trace.edits import everywhere
from explorer.views import say
from explorer.views.output.at_rest import at_rest
from explorer.views.output.progress import progress
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal


@at_rest
def show(run: Run, scope: Scope) -> None:
    text, temperature = _settings(scope)
    try:
        languages = calibration.LANGUAGES if text == "both" else (text,)
        guessed = calibration.guesses_on(run.model, languages, everywhere(run.question.edits), progress)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    row = TEMPERATURES.index(temperature)
    bins = reliability(guessed.confidence[row], guessed.right)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _figure(bins, scope)
    with right:
        sentence(calibration.answer(bins), key=scope.key("calibration_answer"), strong=True)
        sentence(calibration.score(guessed, bins, row), key=scope.key("calibration_score"))
        sentence(calibration.best(guessed), key=scope.key("calibration_best"))
        say.caption(calibration.source(run.model))


def _settings(scope: Scope) -> tuple[str, float]:
    left, right = st.columns(2, gap="medium")
    names = {"both": _("both languages"), "en": _("English"), "ja": _("Japanese")}
    kept = sticky(scope.key("calibration_text"), "both")
    text = left.segmented_control(_("Text"), list(names), required=True, format_func=names.__getitem__, **kept)
    temperature = right.select_slider(
        _("Temperature"),
        TEMPERATURES,
        help=_("Below 1 the model speaks more surely than it was trained to, above 1 less; its first guess stays."),
        **sticky(scope.key("calibration_temperature"), 1.0),
    )
    return text or "both", temperature


def _figure(bins: Reliability, scope: Scope) -> None:
    drawn = Bins(bins.n, bins.confidence, bins.accuracy, bins.low, bins.high)
    plotted(
        reliability_bars(drawn, calibration.labels(), palette(shown())),
        key=scope.key("calibration_figure"),
        alt=calibration.spoken(bins),
    )
