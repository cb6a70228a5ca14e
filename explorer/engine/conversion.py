"""Models that have to be made ready before they can be loaded: fetched where that was asked for, and converted."""

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.engine import model_store
from explorer.errors import Refused
from explorer.models.catalogue import Entry, find, hub_allowed
from explorer.models.published import Published, fetch, file_of, published

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle


def due(name: str) -> Entry | None:
    """The entry of a model that has to be converted before it is loaded; None where it can be loaded as it is."""
    try:
        entry = find(name)
    except Refused:
        return None
    return entry if entry.source is not None and not Path(entry.location).is_dir() else None


def to_fetch(name: str) -> Published | None:
    """A published model that is not here, and that a visitor may ask for."""
    one = published(name)
    return one if one is not None and hub_allowed() and file_of(one) is None else None


def key_of(name: str) -> "Hashable":
    return "model made ready", name


def make_ready(handle: "Handle", name: str) -> str:
    """A job: the name, once its model can be loaded."""
    missing = to_fetch(name)
    if missing is not None:
        fetch(missing, lambda: handle.report(0, 1, "Fetching {megabytes} MB", megabytes=missing.megabytes))
    handle.report(0, 1, "Reading the file")

    def told(done: int, of: int) -> None:
        said = {"done": done // 10**6, "of": of // 10**6}
        handle.report(done, of, "Converting the weights: {done} of {of} MB", **said)

    model_store.imported("explorer.models.gguf.convert").converted(find(name), told)
    return name
