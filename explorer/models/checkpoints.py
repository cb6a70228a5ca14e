"""Checkpoints of a training, kept beside the model that it ended with: models of their own, called name@step.

Without torch at import: links and pickers know them by their names.
"""

import re
from functools import lru_cache
from pathlib import Path

FOLDER = "steps"
"""Beneath the model's own folder."""

_NAMED = re.compile(r"(.+)@(0|[1-9]\d{0,8})")
_FILE = re.compile(r"(0|[1-9]\d{0,8})\.safetensors")


def name_at(model: str, step: int) -> str:
    """What a model is called as it was after so many steps.

    >>> name_at("explorer-nano", 64)
    'explorer-nano@64'
    """
    return f"{model}@{step}"


def parted(name: str) -> tuple[str, int | None]:
    """The model, and the step that its name asks for.

    >>> parted("explorer-nano@64"), parted("explorer-nano"), parted("explorer-nano@064")
    (('explorer-nano', 64), ('explorer-nano', None), ('explorer-nano@064', None))
    """
    match = _NAMED.fullmatch(name)
    return (match[1], int(match[2])) if match else (name, None)


def file_of(folder: Path, step: int) -> Path:
    return folder / FOLDER / f"{step}.safetensors"


def steps_in(folder: Path) -> tuple[int, ...]:
    """The steps that were kept in a model's folder, but for its last, in their order."""
    try:
        return _steps(folder / FOLDER, (folder / FOLDER).stat().st_mtime_ns)
    except OSError:
        return ()


@lru_cache(maxsize=64)
def _steps(folder: Path, changed: int) -> tuple[int, ...]:
    """Looked up once for as long as the folder stays as it is."""
    named = (_FILE.fullmatch(path.name) for path in folder.iterdir())
    return tuple(sorted(int(match[1]) for match in named if match))
