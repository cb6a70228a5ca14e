"""What a model folder says of its architecture, without building any of it."""

from functools import lru_cache
from pathlib import Path

from explorer.errors import Refused
from explorer.text.untrusted import read_json


def kind_of(name: str, folder: Path) -> str | None:
    """config.json's model_type; None where it says none, or is not to be read."""
    config = folder / "config.json"
    try:
        about = config.stat()
        return _kind(name, config, about.st_mtime_ns, about.st_size)
    except (OSError, ValueError, Refused):
        return None


@lru_cache(maxsize=1024)
def _kind(name: str, config: Path, changed: int, size: int) -> str | None:
    """Read once for as long as the file stays as it is."""
    kind = read_json(name, config).get("model_type")
    return kind if isinstance(kind, str) else None
