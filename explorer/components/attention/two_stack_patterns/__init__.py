"""Attention patterns between two texts and within them, side by side: rows look, columns are looked at."""

from dataclasses import dataclass
from typing import Literal

from explorer.components.payload import Payload, Shares16

Text = Literal["source", "target"]


@dataclass(frozen=True)
class Panel:
    title: str
    note: str
    rows: Text
    """Whose tokens look."""
    columns: Text
    """Whose tokens are looked at."""
    weights: Shares16
    """(rows, columns)"""
    causal: bool
    """No column after the row is seen."""


@dataclass(frozen=True)
class Labels:
    view: str
    """What it is."""
    looks: str
    """A sentence with {query}, {key} and {share} in it, as is `unseen`."""
    unseen: str
    how: str
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class TwoStackPatterns(Payload):
    source: tuple[str, ...]
    target: tuple[str, ...]
    panels: tuple[Panel, ...]
    labels: Labels

    def __post_init__(self) -> None:
        sizes = {"source": len(self.source), "target": len(self.target)}
        for panel in self.panels:
            if panel.weights.values.shape != (sizes[panel.rows], sizes[panel.columns]):
                raise ValueError(f"{panel.title}: {panel.weights.values.shape} are not {panel.rows} × {panel.columns}")
