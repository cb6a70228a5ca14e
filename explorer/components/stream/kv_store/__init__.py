"""What is kept of a text while it is written: keys and values by layer and position, as they are, growing with it."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Floats32, Payload, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class Labels:
    store: str
    """What it is."""
    cell: str
    """With places {row}, {token}, {position}, {key} and {value}."""
    key: str
    value: str
    reused: str
    """What all columns but the last are."""
    new: str
    """What the last one is; "" where all were read at once."""
    dropped: str
    """What the columns beyond it are."""
    scale: str


@dataclass(frozen=True, kw_only=True)
class KvStore(Payload):
    keys: Floats32
    """(L, T) lengths, per layer and position, over all heads."""
    values: Floats32
    """(L, T)"""
    most: tuple[tuple[float, float], ...]
    """(key, value) of each layer that is painted fully."""
    rows: tuple[str, ...]
    """The layers' names."""
    tokens: tuple[str, ...]
    """Those kept, then those that were dropped again."""
    n_prompt: int
    n: int
    """How many are kept."""
    row: int
    position: int
    labels: Labels

    def __post_init__(self) -> None:
        shape = len(self.rows), self.n
        if not self.keys.values.shape == self.values.values.shape == shape or len(self.most) != len(self.rows):
            raise ValueError(f"keys {self.keys.values.shape} and values {self.values.values.shape} are not {shape}")
        if not 0 < self.n <= len(self.tokens):
            raise ValueError(f"{self.n} of {len(self.tokens)} tokens cannot be kept")

    @event
    def place(self, sent: Any) -> tuple[int, int]:
        """(layer, position) that was chosen."""
        at, position = row(sent, 2)
        return whole(at, below=len(self.rows)), whole(position, below=self.n)
