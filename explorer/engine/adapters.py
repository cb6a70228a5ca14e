"""Adapters that visitors bring along or take away, and the models that are made of them."""

from typing import TYPE_CHECKING

from explorer.engine import model_store
from explorer.engine.taught import own_name, taught
from explorer.errors import Refused
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.adapter_files import files_of, of_zip, zipped

if TYPE_CHECKING:
    from explorer.models.model import Limit, Model

MOST_MEGABYTES = 32
"""Of a zip that a visitor puts in."""


def keep(owner: str, typed: str, base: str, adapter: Adapter) -> str:
    """The model `base` with what was learnt, kept for its owner under a name; which is returned."""
    name = own_name(typed)
    taught.keep(owner, _merged(model_store.ask(base).result(), adapter, name))
    return name


def packed(adapter: Adapter, card: str, folder: str) -> bytes:
    """peft's folder as a zip."""
    return zipped(files_of(adapter, card), folder)


def unpacked(owner: str, typed: str, file: str, data: bytes) -> str:
    """The same the other way round: the name under which the model is kept.

    Refused where the zip holds no adapter, or one for a model that is not here.
    """
    name = own_name(typed)
    if len(data) > MOST_MEGABYTES * 2**20:
        raise Refused(
            "{name} has more than {most} MB: choose a smaller adapter", name=repr(file[:80]), most=MOST_MEGABYTES
        )
    adapter = of_zip(file, data)
    opened = model_store.imported("explorer.models.tuning.opened")
    base_name = opened.base_name(adapter)
    if base_name is None:
        raise opened.without_base(file, adapter)
    base = model_store.ask(base_name).result()
    taught.keep(owner, _merged(base, adapter, name, opened.limits_of(base, adapter)))
    return name


def _merged(base: "Model", adapter: Adapter, name: str, limits: "tuple[Limit, ...]" = ()) -> "Model":
    return model_store.imported("explorer.models.tuning.lora").merged(base, adapter, name, limits)
