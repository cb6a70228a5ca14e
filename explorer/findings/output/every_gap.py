"""Every token of a text hidden in turn, and what an encoder would put in its place (Salazar et al. 2020)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.analysis.surprisal import log_probs
from explorer.components.tokens.token_strip import TokenStrip, byte_title, strip_of
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.gaps import guess
from explorer.findings.token_names import told
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

MOST = 48
"""Gaps: each is a pass through the model."""
DEEPEST = 12.0
"""Bits at which a token has the full colour, as in a text that is written."""
RIGHT = "✓"


@dataclass(frozen=True)
class Filled:
    """One gap."""

    place: int
    bits: float
    """Surprise at what stood there: -log2 p."""
    best: int
    """The id of the first guess."""
    share: float
    """Its probability."""


def filled(run: Run) -> tuple[Filled, ...]:
    """Each of the text's own tokens hidden alone; of a long text the MOST around the selected one. Computed once."""
    places = _places(run)
    key = ("every gap", run.model.fingerprint, run.trace.identity, places[:1])
    return once(key, lambda: tuple(_fill(run, place) for place in places))


def _places(run: Run) -> tuple[int, ...]:
    own = [place for place, token in enumerate(run.tokens) if not token.special]
    before = sum(place < run.position for place in own)
    start = max(0, min(before - MOST // 2, len(own) - MOST))
    return tuple(own[start : start + MOST])


def _fill(run: Run, place: int) -> Filled:
    logs = log_probs(guess(run, place)) / np.log(2)
    best = int(logs.argmax())
    return Filled(place, float(-logs[run.trace.ids[place]]), best, float(2 ** logs[best]))


def strip(run: Run, gaps: Sequence[Filled]) -> TokenStrip:
    """The text; beneath each token what the model would have put there, or that it would have put the same."""
    by_place = {one.place: one for one in gaps}
    guesses = dict(zip(by_place, run.texts_of([one.best for one in gaps]), strict=True))
    right = {place for place, one in by_place.items() if one.best == run.trace.ids[place]}
    shades = [by_place[i].bits / DEEPEST if i in by_place else 0.0 for i in range(len(run.tokens))]
    return strip_of(
        run.tokens,
        label=_("Every token hidden in turn; beneath it, what the model would put there"),
        selected=run.position,
        shades=np.clip(shades, 0, 1).round(2).tolist(),
        notes=["–" if i not in by_place else RIGHT if i in right else guesses[i] for i in range(len(run.tokens))],
        titles=[_title(run, i, by_place.get(i), guesses.get(i, "")) for i in range(len(run.tokens))],
    )


def _title(run: Run, place: int, one: Filled | None, guess: str) -> str:
    said = byte_title(run.tokens[place])
    if one is None:
        return said
    known = _(
        "{bits} bits: hidden, it gets {share}; first guess “{guess}” ({other})",
        bits=f"{one.bits:.2f}",
        share=percent(2**-one.bits),
        guess=guess,
        other=percent(one.share),
    )
    return f"{known} · {said}"


def finding(run: Run, gaps: Sequence[Filled]) -> str:
    """How many it finds, and where it was farthest off."""
    n, most = len(gaps), max(gaps, key=lambda one: one.bits)
    found = sum(one.best == run.trace.ids[one.place] for one in gaps)
    said = ngettext(
        "{n} token was hidden: {found} of {n} is what the model would put there.",
        "Each of these {n} tokens was hidden in turn: {found} of them are what the model would put there.",
        n,
        found=found,
    )
    worst = _(
        "It was farthest off at {token} ({bits} bits), where it expected {guess}.",
        token=told(run.tokens, most.place),
        bits=f"{most.bits:.1f}",
        guess=chip(run.texts_of([most.best])[0]),
    )
    return joined(said, worst if most.best != run.trace.ids[most.place] else "")
