"""Which models there are. A name may come from a URL: it is looked up here, and never becomes a path."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from explorer.errors import Refused

DEFAULT = "explorer-gpt"

_ASSETS = Path(__file__).parents[1] / "assets" / "models"
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One model that can be loaded."""

    name: str
    """What the URL, the pages and the traces call it."""
    kind: Literal["embedded", "folder", "hub"]
    location: str
    """The folder that holds it, or its id on the Hugging Face Hub."""


def _in_folder(folder: Path, kind: Literal["embedded", "folder"], prefix: str = "") -> tuple[Entry, ...]:
    """The subfolders that hold a config.json, by name."""
    if not folder.is_dir():
        return ()
    found = sorted(config.parent for config in folder.glob("*/config.json"))
    return tuple(Entry(prefix + path.name, kind, str(path)) for path in found if not path.name.startswith("."))


EMBEDDED = tuple(sorted(_in_folder(_ASSETS, "embedded"), key=lambda entry: entry.name != DEFAULT))
"""The models that come with the explorer, its first one before the others."""


def available() -> tuple[Entry, ...]:
    """What a picker offers: the embedded models, then those of the folder that EXPLORER_MODELS names."""
    own = os.environ.get("EXPLORER_MODELS")
    return EMBEDDED + (_in_folder(Path(own), "folder", "folder:") if own else ())


def hub_allowed() -> bool:
    return os.environ.get("EXPLORER_HUB") == "1"


def find(name: str) -> Entry:
    """The entry of a name: explorer-gpt, folder:my-model, or hub:owner/name."""
    if name.startswith("hub:"):
        return _on_hub(name)
    for entry in available():
        if entry.name == name:
            return entry
    raise Refused(
        "there is no model {name}: take one of {names}", name=repr(name), names=", ".join(e.name for e in available())
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
