"""How probable a continuation is, token by token: one pass over it, remembered."""

import numpy as np

from explorer.analysis.surprisal import log_probs
from explorer.decoding.branches import Path
from explorer.engine.cache import once
from explorer.engine.growing import GrowingText
from explorer.models.model import Model
from explorer.trace.edits import Edit


def scores(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...] = ()) -> tuple[float, ...]:
    """Of each token of a continuation, the natural logarithm of what the model gave it."""
    return once(("scores", model.fingerprint, prompt, path, edits), lambda: _measured(model, prompt, path, edits))


def joint(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...] = ()) -> float:
    """The natural logarithm of the probability of a whole continuation."""
    return float(np.sum(scores(model, prompt, path, edits)))


def _measured(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...]) -> tuple[float, ...]:
    if not path:
        return ()
    rows = GrowingText(model, edits=edits).rows((*prompt, *path)[:-1], len(path))
    return tuple(float(log_probs(row)[token]) for row, token in zip(rows, path, strict=True))
