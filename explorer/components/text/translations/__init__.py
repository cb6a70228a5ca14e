"""Scores of translations as bars, and sentences with what a model and what a person made of them."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Bar:
    name: str
    value: float
    """0..100"""

    def __post_init__(self) -> None:
        if not 0 <= self.value <= 100:
            raise ValueError(f"{self.name} is {self.value}: a score goes from 0 to 100")


@dataclass(frozen=True)
class Group:
    """Scores of one way into one language."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Row:
    source: str
    said: str
    """What the model makes of it."""
    reference: str
    """What a person made of it."""


@dataclass(frozen=True)
class Labels:
    scores: str
    columns: tuple[str, str, str]
    """The table's: of a row's source, of what was said, of the reference."""
    none: str
    """Where there are no scores."""


@dataclass(frozen=True, kw_only=True)
class Translations(Payload):
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    source: str
    """The code of the sources' language, or ""; as `target`."""
    target: str
    labels: Labels
