"""What an answer depends on, measured: each patch of the picture in the board's colour, one after another.

Attention says where numbers were taken from; this says what would have been said without them (Zeiler and Fergus 2014).
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.engine import cache
from explorer.engine.current import engine
from explorer.pictures.drawing import Shown, pixels
from explorer.pictures.patches import PATCHES, empty, without_each

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

TOGETHER = 16
"""Pictures that are looked at in one pass."""


@dataclass(frozen=True, eq=False)
class Occluded:
    """Natural logarithms of the probability of each of an answer's A tokens."""

    whole: NDArray[np.float32]
    """(A,) with the picture."""
    empty: NDArray[np.float32]
    """(A,) with an empty board in its place."""
    without: NDArray[np.float32]
    """(P, A) with one patch in the board's colour."""

    def __post_init__(self) -> None:
        if self.without.shape != (PATCHES, len(self.whole)) or self.empty.shape != self.whole.shape:
            raise ValueError(f"{self.without.shape} numbers are not those of {PATCHES} patches and an answer")

    @property
    def lost(self) -> NDArray[np.float32]:
        """(A,) by how much each falls without the picture."""
        return self.whole - self.empty

    @property
    def drops(self) -> NDArray[np.float32]:
        """(P, A) by how much each falls without a patch."""
        return self.whole - self.without


def key_of(model: "Model", picture: Shown, ids: tuple[int, ...], answer: tuple[int, ...]) -> "Hashable":
    return "occluded", model.fingerprint, picture, ids, answer


def measured(
    handle: "Handle", model: "Model", picture: Shown, ids: tuple[int, ...], answer: tuple[int, ...]
) -> Occluded:
    """A pass over each of 66 pictures, some together; it can be cancelled between them."""
    shown = pixels(picture)
    pictures = np.concatenate([[shown, empty()], without_each(shown)])
    rows = []
    for start in range(0, len(pictures), TOGETHER):
        handle.report(start, len(pictures), "Looking again, each time without one of {n} patches", n=PATCHES)
        some = pictures[start : start + TOGETHER]
        rows.append(engine.picture_log_probs(model.fingerprint, some, ids, answer))
    found = np.concatenate(rows)
    return cache.put(key_of(model, picture, ids, answer), Occluded(found[0], found[1], found[2:]))


def known(model: "Model", picture: Shown, ids: tuple[int, ...], answer: tuple[int, ...]) -> Occluded | None:
    return cache.peek(key_of(model, picture, ids, answer))
