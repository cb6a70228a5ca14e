"""How each token of a text was chosen: chips in groups, and beside them what was weighed at one of them."""

from dataclasses import dataclass
from typing import Literal

from explorer.components.payload import Payload

State = Literal["plain", "accepted", "own", "rejected", "dropped", "gained", "lost"]
"""What became of a token."""


@dataclass(frozen=True)
class Chip:
    text: str
    title: str
    state: State
    panel: int
    """The number of the panel that tells how it was chosen."""
    row: int | None = None
    """The row of that panel that it stands for."""
    shade: float | None = None
    """-1..1 from the greatest loss to the greatest gain; None leaves the colour to its state."""
    bar: float | None = None
    """0..1 how long a bar hangs beneath it; None where none does."""

    def __post_init__(self) -> None:
        if not -1 <= (self.shade or 0) <= 1 or not 0 <= (self.bar or 0) <= 1:
            raise ValueError(f"{self.text} has the shade {self.shade} and the bar {self.bar}")


@dataclass(frozen=True)
class Group:
    note: str
    """What stands beneath its bracket; without one there is no bracket."""
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class Row:
    """A token that was weighed: two shares, drawn as two bars."""

    text: str
    a: float
    b: float
    a_text: str
    b_text: str
    note: str
    state: Literal["", "chosen", "removed"]


@dataclass(frozen=True)
class Panel:
    title: str
    rows: tuple[Row, ...]
    rest: str = ""
    """What is said beneath."""


@dataclass(frozen=True)
class Meaning:
    """What a state means, in words."""

    state: State
    words: str


@dataclass(frozen=True)
class Labels:
    strip: str
    a: str
    b: str


@dataclass(frozen=True, kw_only=True)
class ChoiceSteps(Payload):
    groups: tuple[Group, ...]
    panels: tuple[Panel, ...]
    labels: Labels
    legend: tuple[Meaning, ...]
    opens: int = 0
    """The chip whose panel is shown until another is chosen."""

    def __post_init__(self) -> None:
        for chip in (chip for group in self.groups for chip in group.chips):
            rows = self.panels[chip.panel].rows if 0 <= chip.panel < len(self.panels) else None
            if rows is None or not (chip.row is None or 0 <= chip.row < len(rows)):
                raise ValueError(f"no panel has a row for {chip}")
