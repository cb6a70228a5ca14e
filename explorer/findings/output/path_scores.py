"""How probable a continuation is, token by token: one pass over it, remembered."""

import numpy as np

from explorer.analysis.surprisal import log_probs
from explorer.decoding.branches import Path
from explorer.engine.runs import Recent
from explorer.models.model import Model

_scored: Recent[tuple[float, ...]] = Recent(size=512)


def scores(model: Model, prompt: Path, path: Path) -> tuple[float, ...]:
    """Of each token of a continuation, the natural logarithm of what the model gave it."""
    key = (model.name, prompt, path)
    known = _scored.get(key)
    return known if known is not None else _scored.put(key, _measured(model, prompt, path))


def joint(model: Model, prompt: Path, path: Path) -> float:
    """The natural logarithm of the probability of a whole continuation."""
    return float(np.sum(scores(model, prompt, path)))


def _measured(model: Model, prompt: Path, path: Path) -> tuple[float, ...]:
    from explorer.models.cached_logits import CachedLogits

    if not path:
        return ()
    rows = CachedLogits(model).rows((*prompt, *path)[:-1], len(path))
    return tuple(float(log_probs(row)[token]) for row, token in zip(rows, path, strict=True))
