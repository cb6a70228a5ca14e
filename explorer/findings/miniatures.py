"""A run's real data, small: what the spine shows of each step."""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import logit_lens
from explorer.analysis.norms import residual_norms
from explorer.engine.runs import Run
from explorer.figures.pooling import max_pooled
from explorer.words import _, ngettext

CHIPS = 14
BARS = 4
LAYERS = 8
CELLS = 24


def miniatures(run: Run) -> dict[str, dict[str, Any]]:
    """The run's real data, small: plain values that JSON can carry."""
    return {
        "tokens": _chips(run),
        "context": _pattern(run),
        "features": {"words": _lens(run) if run.model.unembedding else _lengths(run)},
        "decoding": {"bars": _bars(run)} if run.model.causal else {"bars": [], "none": _("It fills gaps.")},
        "output": _next(run) if run.model.causal else {"text": "", "none": _("It has no next token.")},
    }


def _chips(run: Run) -> dict[str, Any]:
    shown = run.tokens[-CHIPS:]
    return {"chips": [token.text for token in shown], "more": ngettext("{n} token", "{n} tokens", len(run.tokens))}


def _pattern(run: Run) -> dict[str, Any]:
    pattern = max_pooled(run.trace.pattern(run.layer)[run.head], most=CELLS)
    # The square root, so that a share of a few percent can be seen.
    return {"cells": encoded(np.sqrt(pattern)), "size": len(pattern)}


def _lens(run: Run) -> list[dict[str, Any]]:
    assert run.model.unembedding is not None
    lens = logit_lens(run.trace, run.model.unembedding, positions=(run.position,), k=1)
    return _by_layer(run.texts_of(lens.ids[:, 0, 0]), lens.probs[:, 0, 0].tolist())


def _lengths(run: Run) -> list[dict[str, Any]]:
    """For a model whose layers cannot be read as words: the length of the token's vector."""
    lengths = residual_norms(run.trace)[:, run.position]
    return _by_layer([f"{length:.1f}" for length in lengths], (lengths / lengths.max()).tolist())


def _by_layer(texts: Sequence[str], shares: Sequence[float]) -> list[dict[str, Any]]:
    words = [
        {"layer": layer, "text": text, "share": p} for layer, (text, p) in enumerate(zip(texts, shares, strict=True))
    ]
    return words[-LAYERS:]


def _bars(run: Run) -> list[dict[str, Any]]:
    probs = run.pipeline.probs
    best = np.argsort(-probs, kind="stable")[:BARS]
    texts = run.texts_of(best)
    return [{"text": text, "share": float(probs[i])} for text, i in zip(texts, best, strict=True)]


def _next(run: Run) -> dict[str, Any]:
    """The token that these settings and this seed choose at this step."""
    chosen = run.next_id
    return {"text": run.texts_of([chosen])[0], "share": f"{100 * float(run.pipeline.probs[chosen]):.1f} %"}


def encoded(shares: NDArray[np.float32]) -> str:
    """Values 0..1 as base64 of 8-bit integers: what the components' canvases read."""
    return base64.b64encode(np.round(255 * np.clip(shares, 0, 1)).astype(np.uint8).tobytes()).decode()
