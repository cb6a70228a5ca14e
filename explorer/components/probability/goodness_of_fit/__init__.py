"""Many draws beside the probabilities they were drawn with; they can be played from the first to the last."""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.untyped import mount


@dataclass(frozen=True)
class Outcome:
    """A token, or all the others together."""

    text: str
    share: float
    """Its probability, 0..1."""
    rest: bool


def goodness_of_fit(
    outcomes: Sequence[Outcome],
    drawn: NDArray[np.integer],
    *,
    key: str,
    labels: Mapping[str, str],
    on_again: Callable[[], None],
) -> None:
    """`drawn`: (n,) index into `outcomes` (fewer than 256) of each draw, first to last.

    `labels`: trial (what it is), play, pause, scrub, of (with {n} and {all} in it), count, expected, band, outside,
    again.
    """
    data = {
        "outcomes": [asdict(outcome) for outcome in outcomes],
        "drawn": base64.b64encode(drawn.astype(np.uint8).tobytes()).decode(),
        "labels": dict(labels),
    }
    mount("goodness_of_fit", key=key, data=data, on={"again": on_again})
