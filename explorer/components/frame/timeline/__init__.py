"""Years on a line."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Year:
    year: int
    name: str
    told: str
    """What happened, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Timeline(Payload):
    years: tuple[Year, ...]
    label: str
