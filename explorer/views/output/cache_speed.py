"""What keeping keys and values is worth: tokens a second with the KV cache and without, measured live."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.speed_lines import speed_lines
from explorer.findings.output.cache_speed import REPEATS, lines, measured, verdict
from explorer.views import say
from explorer.views.door import door
from explorer.views.output.progress import progress
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
    again = st.button(_("Measure now"), key=scope.key("cache_measure"), icon=":material/timer:")
    seconds = measured(run.model, again=again, progress=progress)
    st.plotly_chart(
        speed_lines(lines(seconds), _("tokens in the text already"), _("tokens a second"), palette(shown())),
        key=scope.key("cache_figure"),
        config={"displayModeBar": False},
        alt=_("Tokens a second by the length of the text, with the KV cache and without"),
    )
    sentence(verdict(seconds), key=scope.key("cache_verdict"), strong=True)
    say.caption(
        _(
            "Each point is the median of {n} tokens on this machine as it is now; others may be using it, too.",
            n=REPEATS,
        )
    )
    door("gpt4", _("What is kept, layer by layer"), view="kv-cache", key=scope.key("cache_kept"))
