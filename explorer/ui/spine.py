"""What the spine shows of a run: five nodes, each with a miniature of real data."""

import base64
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import logit_lens
from explorer.analysis.norms import residual_norms
from explorer.decoding.choice import choose
from explorer.text.token import token_alone
from explorer.ui.runs import Run
from explorer.ui.words import _, ngettext
from explorer.view.pooling import max_pooled

PAGES = ("tokens", "context", "features", "decoding", "output")
NUMBERS = "①②③④⑤"
CHIPS = 14
BARS = 4
LAYERS = 8
CELLS = 24


def names() -> dict[str, str]:
    """The five steps, in the reader's language."""
    steps = (_("Tokens"), _("Context"), _("Features"), _("Decoding"), _("Output"))
    return dict(zip(PAGES, steps, strict=True))


def titles() -> dict[str, str]:
    """What each step does, in a line."""
    lines = (
        _("Step 1, tokenization: the text is cut into tokens"),
        _("Step 2, understanding context: how each token relates to the others"),
        _("Step 3, encoding: features are extracted, layer by layer"),
        _("Step 4, decoding: from features to the next token's probabilities"),
        _("Step 5, output: one token is chosen, and everything begins again"),
    )
    return dict(zip(PAGES, lines, strict=True))


def nodes(minis: dict[str, dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The five nodes; without miniatures they are navigation alone."""
    called, told = names(), titles()
    return [
        {
            "page": page,
            "number": number,
            "name": called[page],
            "title": told[page],
            "alt": told[page],
            "mini": (minis or EMPTY)[page],
        }
        for page, number in zip(PAGES, NUMBERS, strict=True)
    ]


EMPTY: dict[str, dict[str, Any]] = {
    "tokens": {"chips": [], "more": ""},
    "context": {"cells": "", "size": 0},
    "features": {"words": []},
    "decoding": {"bars": [], "none": ""},
    "output": {"text": "", "share": "", "none": ""},
}


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
    return _by_layer(tokens_of_each(run, lens.ids[:, 0, 0]), lens.probs[:, 0, 0].tolist())


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
    texts = tokens_of_each(run, best)
    return [{"text": text, "share": float(probs[i])} for text, i in zip(texts, best, strict=True)]


def _next(run: Run) -> dict[str, Any]:
    """The token that these settings and this seed choose at this step."""
    chosen = next_id(run)
    return {"text": tokens_of_each(run, [chosen])[0], "share": f"{100 * float(run.pipeline.probs[chosen]):.1f} %"}


def next_id(run: Run) -> int:
    """The id that the run's sampling and seed choose after its last token."""
    return choose(run.pipeline.probs, seed=run.here.sampling.seed, step=run.generation.step)


def tokens_of_each(run: Run, ids) -> list[str]:
    """The display form of tokens that stand alone, not in a row."""
    return [token_alone(i, run.model.tokenizer).text for i in ids]


def encoded(shares: NDArray[np.float32]) -> str:
    """Values 0..1 as base64 of 8-bit integers: what the components' canvases read."""
    return base64.b64encode(np.round(255 * np.clip(shares, 0, 1)).astype(np.uint8).tobytes()).decode()
