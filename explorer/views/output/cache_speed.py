"""What keeping keys and values is worth: the time of the next token with the KV cache and without, measured live."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.cache_times import REPEATS, Measured, key_of, known, measure
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.speed_lines import speed_lines
from explorer.findings.output.cache_speed import how_they_grow, lines, spoken, verdict
from explorer.views import jobs, say
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    say.markdown(
        _(
            "A new token needs the keys and values of all tokens before it. Kept from step to step, they are computed "
            "once; otherwise the whole text is read again for every token."
        )
    )
    if st.button(_("Measure now"), key=scope.key("cache_measure"), icon=":material/timer:"):
        jobs.anew(key_of(run.model), measure, run.model)
    done = jobs.result_of(key_of(run.model), measure, run.model, name=scope.key("cache_speed"))
    seconds = known(run.model) if done is None else done
    if seconds is not None:
        _measured(seconds, scope)


def _measured(seconds: Measured, scope: Scope) -> None:
    plotted(
        speed_lines(lines(seconds), _("tokens in the text already"), _("milliseconds a token"), palette(shown())),
        key=scope.key("cache_figure"),
        alt=spoken(seconds),
    )
    sentence(verdict(seconds), key=scope.key("cache_verdict"), strong=True)
    sentence(how_they_grow(seconds), key=scope.key("cache_growth"))
    say.caption(
        _(
            "Each point is the median of {n} tokens on this machine as it is now; others may be using it, too.",
            n=REPEATS,
        )
    )
    door("gpt4", _("What is kept, layer by layer"), view="kv-cache", key=scope.key("cache_kept"))
