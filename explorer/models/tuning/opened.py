"""A folder that holds an adapter alone: the model that it belongs to, out of the catalogue, with its updates added."""

from pathlib import Path

from explorer.errors import Refused
from explorer.models.catalogue import Entry, available, find, in_precision
from explorer.models.loader import load
from explorer.models.model import Limit, Model
from explorer.models.present import present
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.adapter_files import is_adapter, of_folder
from explorer.models.tuning.lora import merged


def opened(entry: Entry, folder: Path) -> Model:
    """Refused where the model that it belongs to is not in the catalogue: it is never fetched."""
    adapter = of_folder(entry.name, folder)
    base = load(_base(entry, adapter))
    return merged(base, adapter, entry.name, limits_of(base, adapter))


def limits_of(base: Model, adapter: Adapter) -> tuple[Limit, ...]:
    added = Limit(
        "it is {base} with an adapter (LoRA) of rank {rank} added to its weights", base=base.name, rank=adapter.rank
    )
    if adapter.fingerprint in ("", base.fingerprint):
        return (added,)
    other = Limit(
        "its adapter was trained on other weights than {base} has here: it may be meant to answer otherwise",
        base=base.name,
    )
    return added, other


def _base(entry: Entry, adapter: Adapter) -> Entry:
    name = base_name(adapter)
    if name is None:
        raise without_base(entry.name, adapter)
    return find(in_precision(name, entry.precision))


def without_base(name: str, adapter: Adapter) -> Refused:
    return Refused(
        "{model} is an adapter (LoRA) for {base}, which is not among the models here: put that model beside it",
        model=name,
        base=repr(adapter.base)[:120],
    )


def base_name(adapter: Adapter) -> str | None:
    """The catalogue's name of the model that an adapter belongs to: as it is called, by the last part of a longer name
    (owner/name, or a folder's path), or by its fingerprint, where it is loaded; None where there is none."""
    whole = (entry for entry in available() if entry.source is not None or not is_adapter(Path(entry.location)))
    names = {entry.name: _last(entry.name) for entry in whole}
    if adapter.base in names:
        return adapter.base
    by_last = [name for name, last in names.items() if last == _last(adapter.base)]
    return by_last[0] if by_last else _loaded(adapter.base)


def _loaded(fingerprint: str) -> str | None:
    try:
        return present(fingerprint).name
    except Refused:
        return None


def _last(name: str) -> str:
    return name.replace("\\", "/").rstrip("/").rpartition("/")[2].removeprefix("folder:")
