"""Two maps over the same patches compared: where a model looks, and what its answer depends on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.rank_correlation import rank_correlation

Floats = NDArray[np.floating]

DEPENDS = 0.1
"""In natural logarithms: a word whose probability changes by less does not depend on the picture, by this measure."""


@dataclass(frozen=True)
class Compared:
    """What attention and occlusion say of one word."""

    lost: float
    """By how much the logarithm of its probability falls when the whole picture is taken away; below 0 it rises."""
    most: float
    """The largest fall when one patch is."""
    rank: float | None
    """Spearman's rank correlation of both maps over all patches; None where one of them is the same everywhere."""
    attention: float
    """The share of the picture's attention that lies on the patches of what is named."""
    occlusion: float
    """The same share of what occlusion takes away; of falls alone."""
    area: float
    """The share of the patches that these are: what chance would give."""

    @property
    def depends(self) -> bool:
        """Whether the picture as a whole has a say in the word."""
        return abs(self.lost) >= DEPENDS

    @property
    def checked(self) -> bool:
        """Whether there is something to compare: some patch by itself has a say, too."""
        return self.depends and self.most >= DEPENDS and self.rank is not None


def compared(attention: Floats, drops: Floats, lost: float, named: Sequence[int]) -> Compared:
    """Of one word. attention: (P,) on the patches; drops: (P,) falls of the logarithm without each; named: patches."""
    falls = np.maximum(drops, 0)
    return Compared(
        lost,
        float(drops.max()),
        rank_correlation(attention, drops),
        _share(attention, named),
        _share(falls, named),
        len(named) / len(attention),
    )


def _share(values: Floats, places: Sequence[int]) -> float:
    whole = float(values.sum())
    return float(values[list(places)].sum()) / whole if whole > 0 else 0.0
