"""The ways to take one step, and the rates that are tried. Without torch."""

from typing import Literal

Way = Literal["sgd", "adam"]
"""sgd: weight − rate · gradient. adam: the first step of Adam (Kingma and Ba 2015): weight − rate · gradient /
|gradient|, which is the rate itself with the gradient's sign."""

RATES: dict[Way, tuple[float, ...]] = {
    "sgd": (1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 3e-3, 5e-3, 1e-2, 2e-2, 3e-2, 5e-2, 1e-1, 3e-1),
    "adam": (1e-7, 1e-6, 3e-6, 1e-5, 3e-5, 5e-5, 1e-4, 2e-4, 3e-4, 5e-4, 1e-3, 3e-3),
}
"""By way, each from too small to be seen to too large to be good."""
