"""Every head's scores, a small grid a score: rows are layers, columns heads; hovering reads one head in all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import floats32


@dataclass(frozen=True, eq=False)
class Grid:
    label: str
    note: str
    """What the score is, in a sentence."""
    values: NDArray[np.floating]
    """(L, H)"""
    most: float = 1.0
    """The value of full colour."""
    bits: bool = False
    """Bits, not a share."""
    mark: str = ""
    """The letter of the name that goes with the score."""

    def data(self) -> dict[str, Any]:
        said: dict[str, Any] = {
            "label": self.label,
            "note": self.note,
            "most": self.most,
            "bits": self.bits,
            "mark": self.mark,
        }
        return said | {"values": floats32(self.values)}


def score_grids(
    grids: Sequence[Grid],
    *,
    key: str,
    selected: tuple[int, int],
    marks: NDArray[np.object_],
    labels: dict[str, str],
    on_select: Callable[[int, int], None],
) -> None:
    """`marks`: (L, H) the letter of each head's name, or "". `labels`: "grids" (what they are and how to choose),
    "head" (with {layer} and {head} in it), "best" (what is said before the head with the highest score).
    """
    shapes = {grid.values.shape for grid in grids} | {marks.shape}
    if len(shapes) != 1:
        raise ValueError(f"grids of the same heads have the shapes {sorted(shapes)}")
    ((n_layers, n_heads),) = shapes
    data = {
        "grids": [grid.data() for grid in grids],
        "layers": n_layers,
        "heads": n_heads,
        "selected": list(selected),
        "marks": marks.ravel().tolist(),
        "labels": labels,
        "scale": list(palette(shown()).attention_scale),
    }
    mount("score_grids", key=key, data=data, on={"head": lambda: on_select(*triggered(key, "head"))})
