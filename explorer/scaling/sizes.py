"""The three things that were made large, of well-known models, and their contexts, each number with its source."""

from dataclasses import dataclass
from functools import cache

from explorer.scaling.facts import Fact
from explorer.scaling.families import Relative, relative

QUANTITIES = ("data", "compute", "parameters", "context")
UNITS = {
    "data": ("tokens", "words", "bytes"),
    "compute": ("flop",),
    "parameters": ("parameters",),
    "context": ("tokens",),
}
TO_SCALE = ("bert-large", "gpt-2", "gpt-3", "gpt-4", "smollm2-135m")
"""The relatives that stand beside our own model on the first page."""


@dataclass(frozen=True, slots=True)
class Size:
    """One model's amounts; None is a number that was not published."""

    name: str
    year: int | None
    data: Fact | None = None
    """The text that it learned from."""
    compute: Fact | None = None
    """Floating-point operations of its training."""
    parameters: Fact | None = None
    context: Fact | None = None
    """The most that it reads at once."""

    def __post_init__(self) -> None:
        for quantity in QUANTITIES:
            amount = getattr(self, quantity)
            if amount is not None and amount.unit not in UNITS[quantity]:
                raise ValueError(f"{quantity} of {self.name} is in {amount.unit}, not in one of {UNITS[quantity]}")


@cache
def published() -> tuple[Size, ...]:
    """The models TO_SCALE, oldest first."""
    return tuple(_size(relative(slug)) for slug in TO_SCALE)


def known(name: str) -> Size | None:
    """What was published of a model of this name."""
    return next((size for size in published() if size.name == name), None)


def _size(one: Relative) -> Size:
    return Size(one.name, one.year, **{quantity: one.figures.get(quantity) for quantity in QUANTITIES})
