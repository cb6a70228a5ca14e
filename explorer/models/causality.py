"""Which models of the catalogue read from left to right and which both ways, told by their folders alone."""

from functools import lru_cache
from pathlib import Path

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES
from explorer.models.catalogue import Entry, available
from explorer.text.untrusted import read_json


def reading(*, causal: bool) -> tuple[Entry, ...]:
    """Those that a picker offers and that can be opened, without loading any."""
    return tuple(entry for entry in available() if is_causal(entry) is causal)


def is_causal(entry: Entry) -> bool | None:
    """Whether a model reads from left to right; None where its architecture is none that the explorer knows."""
    config = Path(entry.location) / "config.json"
    try:
        about = config.stat()
        kind = _kind(entry.name, config, about.st_mtime_ns, about.st_size)
    except (OSError, Refused):
        return None
    return not ARCHITECTURES[kind].model.endswith("MaskedLM") if kind in ARCHITECTURES else None


@lru_cache(maxsize=1024)
def _kind(name: str, config: Path, changed: int, size: int) -> str | None:
    """What it says of its architecture; read once for as long as the file stays as it is."""
    kind = read_json(name, config).get("model_type")
    return kind if isinstance(kind, str) else None
