"""The three things that were made large, of well-known models, and their contexts, each number with its source."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

QUANTITIES = ("data", "compute", "parameters", "context")
UNITS = {
    "data": ("tokens", "words", "bytes"),
    "compute": ("flop",),
    "parameters": ("parameters",),
    "context": ("tokens",),
}

_TABLE = Path(__file__).parents[1] / "assets" / "models_to_scale.toml"


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of one thing."""

    amount: float
    unit: str
    """tokens, words or bytes of text; flop, floating-point operations in training; parameters."""
    source: str
    """Who published it, and where."""

    def __post_init__(self) -> None:
        if not self.amount > 0 or not self.source:
            raise ValueError(f"an amount is positive and has a source, not {self.amount} from {self.source!r}")


@dataclass(frozen=True, slots=True)
class Size:
    """One model's amounts; None is a number that was not published."""

    name: str
    year: int | None
    data: Amount | None = None
    """The text that it learned from."""
    compute: Amount | None = None
    parameters: Amount | None = None
    context: Amount | None = None
    """The most that it reads at once."""

    def __post_init__(self) -> None:
        for quantity in QUANTITIES:
            amount = getattr(self, quantity)
            if amount is not None and amount.unit not in UNITS[quantity]:
                raise ValueError(f"{quantity} of {self.name} is in {amount.unit}, not in one of {UNITS[quantity]}")


@cache
def published() -> tuple[Size, ...]:
    """The models of assets/models_to_scale.toml, oldest first."""
    written = tomllib.loads(_TABLE.read_text(encoding="utf-8"))["model"]
    return tuple(sorted((_size(**model) for model in written), key=lambda size: size.year or 0))


def known(name: str) -> Size | None:
    """What was published of a model of this name."""
    return next((size for size in published() if size.name == name), None)


def _size(name: str, year: int, **amounts: dict[str, Any]) -> Size:
    return Size(name, year, **{quantity: Amount(**about) for quantity, about in amounts.items()})
