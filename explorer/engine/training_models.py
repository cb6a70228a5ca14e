"""What was trained, as a model: in its owner's catalogue, as a Hugging Face folder in a zip, and back from one."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from explorer.engine import model_store
from explorer.engine.taught import own_name, taught
from explorer.engine.trainings import trainings
from explorer.errors import Refused
from explorer.models.catalogue import Entry
from explorer.models.training.export import FILES, model_files
from explorer.models.tuning.adapter_files import zipped
from explorer.text.untrusted import unzipped

if TYPE_CHECKING:
    from explorer.models.model import Model

MOST_MEGABYTES = 64
"""Of a zip that a visitor puts in."""


def keep(owner: str, key: str, typed: str) -> str:
    """The model that a training has come to so far, kept for its owner as `mine:typed`; which is returned.

    Like `adapters.keep`: then `state.change(model=name)` makes it the model of every page.
    """
    return _kept(owner, own_name(typed), model_files(trainings.checkpoint(owner, key)))


def packed(owner: str, key: str, typed: str) -> bytes:
    """The same as a zip of a Hugging Face folder: config.json, model.safetensors, tokenizer.json, README.md, …"""
    folder = own_name(typed).partition(":")[2].replace(" ", "-")
    return zipped(model_files(trainings.checkpoint(owner, key), card=True), folder)


def opened(owner: str, typed: str, file: str, data: bytes) -> str:
    """A model out of such a zip, kept as `mine:typed`; which is returned. Refused whatever it is, if it is none."""
    name = own_name(typed)
    if len(data) > MOST_MEGABYTES * 2**20:
        raise Refused(
            "{name} has more than {most} MB: choose a smaller model", name=repr(file[:80]), most=MOST_MEGABYTES
        )
    return _kept(owner, name, unzipped(file, data, FILES))


def _kept(owner: str, name: str, files: Mapping[str, bytes]) -> str:
    taught.keep(owner, model_store.in_turn(_loaded, name, files).result())
    return name


def _loaded(name: str, files: Mapping[str, bytes]) -> "Model":
    """By the one way that models are loaded: from a folder, with suspicion."""
    from explorer.models.cores import cores
    from explorer.models.loader import load

    with TemporaryDirectory(prefix="explorer-") as there:
        folder = Path(there) / "model"
        folder.mkdir()
        for file, data in files.items():
            (folder / file).write_bytes(data)
        model = load(Entry(name, "folder", str(folder)))
    cores.share()
    return model
