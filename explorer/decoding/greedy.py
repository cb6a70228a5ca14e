"""The likeliest token every time, of whoever gives logits."""

from collections.abc import Collection

import numpy as np
from numpy.typing import ArrayLike

from explorer.decoding.beam import Onward


def greedy(first: ArrayLike, onward: Onward, *, n: int, ends: Collection[int]) -> tuple[int, ...]:
    """`first`: (V,) logits of the first token; `n`: the most tokens. The last one is an end, where one was reached."""
    written: list[int] = []
    logits = np.asarray(first)
    while len(written) < n:
        written.append(int(logits.argmax()))
        if written[-1] in ends or len(written) == n:
            break
        logits = onward([0], written[-1:])[0]
    return tuple(written)
