"""Which models of the catalogue read from left to right and which both ways, told by their folders alone."""

import json
from pathlib import Path

from explorer.models.architectures import ARCHITECTURES
from explorer.models.catalogue import Entry, available


def reading(*, causal: bool) -> tuple[Entry, ...]:
    """Those that a picker offers and that can be opened, without loading any."""
    return tuple(entry for entry in available() if is_causal(entry) is causal)


def is_causal(entry: Entry) -> bool | None:
    """Whether a model reads from left to right; None where its architecture is none that the explorer knows."""
    try:
        kind = json.loads((Path(entry.location) / "config.json").read_text(encoding="utf-8"))["model_type"]
        return not ARCHITECTURES[kind].model.endswith("MaskedLM")
    except (OSError, ValueError, KeyError, TypeError):
        return None
