"""How long a model takes for its next token, measured here and now."""

from collections.abc import Sequence
from time import perf_counter

import numpy as np

from explorer.models.cached_logits import CachedLogits
from explorer.models.forward import forward
from explorer.models.model import Model


def seconds_a_token(model: Model, ids: Sequence[int], *, cached: bool, n: int = 3) -> float:
    """The median of n new tokens after `ids`. With the cache one position is read, without it the whole text."""
    reader, text = CachedLogits(model), list(ids)
    if cached:
        reader(text)
    return float(np.median([_timed(model, reader if cached else None, text) for _ in range(n)]))


def _timed(model: Model, reader: CachedLogits | None, text: list[int]) -> float:
    """One token more; it is always the same one, since which it is makes no difference to the work."""
    text.append(text[-1])
    began = perf_counter()
    if reader is None:
        forward(model.module, text, last=1)
    else:
        reader(text)
    return perf_counter() - began
