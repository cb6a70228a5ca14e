"""What the pass ends with: the likeliest next tokens, and where their logits come from."""

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Floats32
from explorer.components.stream.whole_pass import Guess
from explorer.decoding.top import likeliest
from explorer.engine.runs import Run
from explorer.figures.numbers import percent

GUESSES = 5

Floats = NDArray[np.floating]


def guesses(run: Run) -> list[Guess]:
    """The likeliest next tokens, and the chosen one, likeliest first; none where nothing is written on."""
    if not run.model.causal:
        return []
    probs, chosen = run.pipeline.probs, run.next_id
    best = likeliest(probs, GUESSES).tolist()
    shown = best if chosen in best else [*best[:-1], chosen]
    return [_guess(run, id, text) for id, text in zip(shown, run.texts_of(shown), strict=True)]


def _guess(run: Run, id: int, text: str) -> Guess:
    share = float(run.pipeline.probs[id])
    row, bias = _row(run, id)
    logit = f"{run.trace.logits[-1, id]:.2f}"
    return Guess(text, logit, share, percent(share), id == run.next_id, None if row is None else Floats32(row), bias)


def _row(run: Run, id: int) -> tuple[Floats | None, float]:
    """What the last vector is multiplied by to give this token's logit, and what is added."""
    head = run.model.unembedding
    if head is None:
        return None, 0.0
    return head.W_U[id], 0.0 if head.b_U is None else float(head.b_U[id])


def last_vector(run: Run) -> Floats | None:
    """(D,) after the final norm; None where the head is more than a norm and a matrix."""
    head = run.model.unembedding
    return None if head is None else head.normed(run.trace.resid(run.model.shape.n_layers)[-1])
