"""A run's real data, small: what the spine shows of each step."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import logit_lens
from explorer.analysis.norms import residual_norms
from explorer.components.frame.spine import Bar, Bars, Chips, Minis, Next, Pattern, Word
from explorer.components.payload import Shares8
from explorer.decoding.filters import softmax
from explorer.decoding.top import likeliest
from explorer.engine.runs import Run
from explorer.figures.pooling import max_pooled
from explorer.findings.gaps import fills_gaps, guess, hidden
from explorer.words import _, ngettext

CHIPS = 14
BARS = 4
LAYERS = 8
CELLS = 24


def miniatures(run: Run) -> Minis:
    return Minis(
        tokens=_chips(run),
        context=_pattern(run),
        features=_lens(run) if run.model.unembedding else _lengths(run),
        decoding=_bars(run),
        output=_next(run),
    )


def _chips(run: Run) -> Chips:
    shown = run.tokens[-CHIPS:]
    more = ngettext("{n} token", "{n} tokens", len(run.tokens))
    return Chips(tuple(token.text for token in shown), more, cut=len(shown) < len(run.tokens))


def _pattern(run: Run) -> Pattern:
    pattern = max_pooled(run.trace.pattern(run.layer)[run.head], most=CELLS)
    # The square root, so that a share of a few percent can be seen.
    return Pattern(Shares8(np.sqrt(pattern)), len(pattern))


def _lens(run: Run) -> tuple[Word, ...]:
    assert run.model.unembedding is not None
    lens = logit_lens(run.trace, run.model.unembedding, positions=(run.position,), k=1)
    return _by_layer(run.texts_of(lens.ids[:, 0, 0]), lens.probs[:, 0, 0].tolist())


def _lengths(run: Run) -> tuple[Word, ...]:
    """For a model whose layers cannot be read as words: the length of the token's vector."""
    lengths = residual_norms(run.trace)[:, run.position]
    return _by_layer([f"{length:.1f}" for length in lengths], (lengths / lengths.max()).tolist())


def _by_layer(texts: Sequence[str], shares: Sequence[float]) -> tuple[Word, ...]:
    words = tuple(Word(layer, text, p) for layer, (text, p) in enumerate(zip(texts, shares, strict=True)))
    return words[-LAYERS:]


def _bars(run: Run) -> Bars:
    probs = _probs(run)
    if probs is None:
        return Bars(none=_("It fills gaps."))
    best = likeliest(probs, BARS)
    return Bars(tuple(Bar(text, float(probs[i])) for text, i in zip(run.texts_of(best), best, strict=True)))


def _next(run: Run) -> Next:
    """The token that these settings and this seed choose at this step; of an encoder its first guess for the gap."""
    probs = _probs(run)
    if probs is None:
        return Next(none=_("It has no next token."))
    chosen = run.next_id if run.model.causal else int(probs.argmax())
    return Next(run.texts_of([chosen])[0], f"{100 * float(probs[chosen]):.1f} %")


def _probs(run: Run) -> NDArray[np.float32] | None:
    """(V,) of what comes next; of an encoder, of what fits into the gap; None where it cannot be asked."""
    if run.model.causal:
        return run.pipeline.probs
    return softmax(guess(run, hidden(run))) if fills_gaps(run.model) else None
