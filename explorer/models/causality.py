"""Which models of the catalogue read from left to right and which both ways, told by their folders alone."""

from pathlib import Path

from explorer.models.architectures import ARCHITECTURES
from explorer.models.catalogue import Entry, available
from explorer.models.kind import kind_of


def reading(*, causal: bool) -> tuple[Entry, ...]:
    """Those that a picker offers and that can be opened, without loading any."""
    return tuple(entry for entry in available() if is_causal(entry) is causal)


def is_causal(entry: Entry) -> bool | None:
    """Whether a model reads from left to right; None where its architecture is none that the explorer knows."""
    kind = kind_of(entry.name, Path(entry.location))
    return not ARCHITECTURES[kind].model.endswith("MaskedLM") if kind in ARCHITECTURES else None
