"""What keeping keys and values is worth: tokens a second with the KV cache and without, measured live."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.cache import once, put
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.speed_lines import Speeds, speed_lines
from explorer.models.model import Model
from explorer.views.output.progress import progress
from explorer.views.sentence import sentence
from explorer.words import _

LENGTHS = (16, 64, 128, 256, 480, 960)
REPEATS = 3
BARE = {"displayModeBar": False}


@dataclass(frozen=True)
class Measured:
    lengths: tuple[int, ...]
    cached: tuple[float, ...]
    """Seconds a token, by length."""
    anew: tuple[float, ...]


def show(run: Run) -> None:
    st.markdown(
        _(
            "A new token needs the keys and values of all tokens before it. Kept from step to step, they are computed "
            "once; otherwise the whole text is read again for every token."
        )
    )
    pressed = st.button(_("Measure now"), key="cache_measure", icon=":material/timer:")
    key = ("cache speed", run.model.fingerprint)
    found = put(key, measure(run.model)) if pressed else once(key, lambda: measure(run.model))
    _figure(found)
    sentence(verdict(found), key="cache_verdict", strong=True)
    st.caption(
        _(
            "Each point is the median of {n} tokens on this machine as it is now; others may be using it, too.",
            n=REPEATS,
        )
    )


def measure(model: Model) -> Measured:
    lengths, seconds = lengths_for(model), partial(engine.seconds_a_token, model.fingerprint)
    token = min(model.ends, default=0)
    cached, anew = [], []
    with progress(_("Writing at {n} lengths, with the cache and without…", n=len(lengths))) as told:
        for done, length in enumerate(lengths, start=1):
            ids = (token,) * length
            cached.append(seconds(ids, cached=True, n=REPEATS))
            anew.append(seconds(ids, cached=False, n=REPEATS))
            told(done / len(lengths))
    return Measured(lengths, tuple(cached), tuple(anew))


def lengths_for(model: Model) -> tuple[int, ...]:
    """Those that leave room for the tokens that are timed."""
    most = model.shape.n_ctx - REPEATS
    fitting = tuple(length for length in LENGTHS if length <= most)
    return fitting or (max(1, most),)


def _figure(found: Measured) -> None:
    kept = Speeds(_("with the cache"), found.lengths, tuple(1 / seconds for seconds in found.cached))
    again = Speeds(_("without"), found.lengths, tuple(1 / seconds for seconds in found.anew))
    st.plotly_chart(
        speed_lines((kept, again), _("tokens in the text already"), _("tokens a second"), palette(shown())),
        key="cache_figure",
        config=BARE,
        alt=_("Tokens a second by the length of the text, with the KV cache and without"),
    )


def verdict(found: Measured) -> str:
    cached, anew = found.cached[-1], found.anew[-1]
    return _(
        "After {n} tokens the next one takes {cached} ms with the cache and {anew} ms without: {times} times as long.",
        n=found.lengths[-1],
        cached=f"{1000 * cached:.1f}",
        anew=f"{1000 * anew:.1f}",
        times=f"{anew / cached:.1f}",
    )
