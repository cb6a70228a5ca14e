"""One head: its pattern as a heatmap, arcs from each token to those it looks at, and the text shaded by shares."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import shares16


def head_view(
    weights: NDArray[np.float32],
    texts: Sequence[str],
    *,
    key: str,
    position: int,
    causal: bool,
    window: int | None,
    without_first: bool,
    labels: dict[str, str],
    notes: Sequence[str] = (),
    on_select: Callable[[int], None],
) -> None:
    """`weights`: (T, T) attention pattern, query rows and key columns; `position`: the selected query.

    `causal`: no key after the query is seen; `window`: none so many positions away or farther.
    `without_first`: the first key was taken out, so its column is crossed out. `labels`: "view" (what it is), "query"
    and "key" (the axes), "masked", "left_out", "looks", "unseen" and "far" (sentences with {query}, {key} and
    {share} in them), "share" (what the colours show) and "how" (what to do). `notes` stand beneath.
    """
    data: dict[str, Any] = {
        "weights": shares16(weights, lower=causal),
        "tokens": list(texts),
        "position": position,
        "causal": causal,
        "window": window,
        "without_first": without_first,
        "labels": labels,
        "notes": list(notes),
        "scale": list(palette(shown()).attention_scale),
    }
    mount("head_view", key=key, data=data, on={"position": lambda: on_select(triggered(key, "position"))})
