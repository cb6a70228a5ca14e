"""Several patterns side by side: the row that is pointed at in one lights up in all, each with its largest shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import shares16


@dataclass(frozen=True, eq=False)
class Panel:
    title: str
    note: str
    """Beneath the title: what the shares are shares of."""
    weights: NDArray[np.float32]
    """(n, n) query rows and key columns, 0..1."""
    texts: Sequence[str]
    causal: bool
    window: int | None = None
    """No key so many places away or farther is seen."""
    rows: Sequence[int] | None = None
    """Where the other panels' rows are in this one; None where they are the same."""

    def __post_init__(self) -> None:
        n = len(self.texts)
        if self.weights.shape != (n, n):
            raise ValueError(f"weights {self.weights.shape} are not between {n} tokens")
        if self.rows is not None and not all(0 <= row < n for row in self.rows):
            raise ValueError(f"rows {list(self.rows)} are not all among {n} tokens")

    def data(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "note": self.note,
            "weights": shares16(self.weights, lower=self.causal),
            "tokens": list(self.texts),
            "causal": self.causal,
            "window": self.window,
            "rows": None if self.rows is None else list(self.rows),
        }


def pattern_panels(
    panels: Sequence[Panel],
    *,
    key: str,
    position: int,
    labels: dict[str, str],
    on_select: Callable[[int], None],
) -> None:
    """`position`: the selected row, as the first panel counts. `labels`: "view" (what it is), "looks" and "unseen"
    (sentences with {query}, {key} and {share} in them), "how" (what to do)."""
    data = {
        "panels": [panel.data() for panel in panels],
        "position": position,
        "labels": labels,
        "scale": list(palette(shown()).attention_scale),
    }
    mount("pattern_panels", key=key, data=data, on={"position": lambda: on_select(triggered(key, "position"))})
