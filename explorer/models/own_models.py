"""The folder of models that EXPLORER_MODELS names, in any layout that people have: models side by side, one model,
owner/name, or the cache of the Hugging Face Hub; and GGUF files in any of these places."""

import logging
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

from explorer.errors import Refused
from explorer.text.untrusted import is_file, read_text

VARIABLE = "EXPLORER_MODELS"

MARKS = ("config.json", "adapter_config.json")
"""Either makes a folder one that is offered; why an adapter cannot be opened is said where somebody tries."""

WEIGHTS = ("model.safetensors", "model.safetensors.index.json")

MOST = 1000
"""Folders that are looked into, for every page asks which models there are."""

HALF = "@bfloat16"
"""After a name in a link: the same model in that precision is another model."""

LONGEST_NAME = 150
"""Characters that a link and a list have room for."""

_CACHED = "models--"
"""Before owner--name: a model in the Hub's cache, with its versions under snapshots/."""

_LATER_PIECE = re.compile(r"-(?!0*1-of-)\d+-of-\d+\.gguf$", re.IGNORECASE)

_VERSIONS = "snapshots"

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OwnModels:
    folders: dict[str, Path]
    """By name, such as my-model or owner/name."""
    files: dict[str, Path] = field(default_factory=dict)
    """GGUF files by name, such as my-model.gguf or owner/name/my-model.gguf."""
    why: Refused | None = None
    """What its owner should know of it."""


def own_models() -> OwnModels:
    """What the variable's folder holds now, and what is wrong with it."""
    named = os.environ.get(VARIABLE)
    if not named:
        return OwnModels({})
    root = Path(named)
    try:
        found = _read(root.expanduser())
    except RuntimeError:  # the home of somebody whom this machine does not know
        found = OwnModels({}, why=_missing(root))
    except (OSError, ValueError):
        found = OwnModels(
            {},
            why=Refused(
                "{folder}, which {variable} names, cannot be read: let the explorer's user read it", **_said(root)
            ),
        )
    if found.why is not None:
        _warn(f"{VARIABLE}={named}: {found.why}")
    return found


def _read(root: Path) -> OwnModels:
    if is_file(root) and _is_gguf(root.name):
        return OwnModels({}, {root.name: root})
    if not root.is_dir():
        return OwnModels({}, why=_missing(root))
    looked = list(islice(_candidates(root), MOST + 1))
    found = {name: place for name, place in reversed(looked[:MOST]) if place is not None}
    sayable = {name: place for name, place in sorted(found.items()) if _sayable(name)}
    files = {name: place for name, place in sayable.items() if _is_gguf(place.name) and is_file(place)}
    folders = {name: place for name, place in sayable.items() if name not in files}
    return OwnModels(folders, files, _why(root, len(looked), len(found), len(sayable)))


def _missing(root: Path) -> Refused:
    return Refused("{variable} names {folder}, and there is no such folder: check its path", **_said(root))


def _why(root: Path, looked: int, found: int, sayable: int) -> Refused | None:
    if not found:
        return Refused(
            "{folder}, which {variable} names, holds no models: put GGUF files into it, or folders that have a "
            "config.json and safetensors, or name the folder that they lie in",
            **_said(root),
        )
    if looked > MOST:
        return Refused(
            "{folder}, which {variable} names, has more than {most} folders, and the others are left out: give the "
            "models a folder of their own",
            **_said(root),
            most=MOST,
        )
    if sayable < found:
        return Refused(
            "{folder}, which {variable} names, holds folders whose names no link can carry, {n} of them: give them "
            "shorter and plainer names",
            **_said(root),
            n=found - sayable,
        )
    return None


def _said(root: Path) -> dict[str, object]:
    """The folder's own name, since visitors need not know where on the machine it lies; the log says that."""
    return {"folder": repr(root.name or str(root)), "variable": VARIABLE}


@lru_cache(maxsize=64)
def _warn(text: str) -> None:
    """Each once."""
    _log.warning("%s", text)


def _candidates(root: Path) -> Iterator[tuple[str, Path | None]]:
    """Everything that is looked at: its name, and where its model lies, a folder or a file, if it has one."""
    whole = _model(root.resolve())
    if whole[1] is not None:
        yield whole
        return
    yield from ((path.name, path) for path in _files(root))
    for child in _folders(root):
        name, folder = _model(child)
        yield name, folder
        if folder is None:
            yield from _below(child, name)


def _below(child: Path, name: str) -> Iterator[tuple[str, Path | None]]:
    yield from _inside(child, name)
    for grandchild in _folders(child):
        inner, folder = _model(grandchild)
        cached = grandchild.name.startswith(_CACHED) or child.name == _VERSIONS
        own = inner if cached else f"{child.name}/{inner}"
        yield own, folder
        if folder is None:
            yield from _inside(grandchild, own)


def _inside(folder: Path, name: str) -> Iterator[tuple[str, Path]]:
    """The GGUF files of a folder that is no model itself; in the Hub's cache those of one of its versions."""
    for path in _files(_version(folder, lambda one: bool(_files(one))) or folder):
        yield f"{name}/{path.name}", path


def _files(folder: Path) -> list[Path]:
    """GGUF files; of a split one the first, which says what is to be done."""
    return _entries(folder, lambda entry: _is_whole(entry.name) and entry.is_file())


def _model(folder: Path) -> tuple[str, Path | None]:
    """What to call it, and where its config.json lies: in the Hub's cache below one of its versions."""
    cached = next((one for one in (folder, folder.parent.parent) if one.name.startswith(_CACHED)), None)
    name = cached.name.removeprefix(_CACHED).replace("--", "/", 1) if cached else folder.name
    if _is_model(folder):
        return name, folder
    return name, _version(folder, _is_model) if cached == folder else None


def _is_model(folder: Path) -> bool:
    """Where there are GGUF files as well, it is one if there are safetensors, which are taken then."""
    if not any(is_file(folder / mark) for mark in MARKS):
        return False
    return any(is_file(folder / weights) for weights in WEIGHTS) or not _files(folder)


def _version(cached: Path, wanted: Callable[[Path], bool]) -> Path | None:
    """The version that the Hub calls main, or else the newest that is there."""
    versions = [one for one in _folders(cached / _VERSIONS) if wanted(one)]
    main = _text(cached / "refs" / "main")
    named = next((one for one in versions if one.name == main), None)
    return named or max(versions, key=lambda one: one.stat().st_mtime, default=None)


def _text(file: Path) -> str:
    try:
        return read_text("", file).strip()
    except Refused:
        return ""


def _folders(folder: Path) -> list[Path]:
    return _entries(folder, lambda entry: not entry.name.startswith(".") and entry.is_dir())


def _entries(folder: Path, wanted: Callable[["os.DirEntry[str]"], bool]) -> list[Path]:
    """By name; none where nobody may look. One too many is enough to know that there are too many."""

    def is_wanted(entry: "os.DirEntry[str]") -> bool:
        try:
            return wanted(entry)
        except OSError:  # such as a link to itself
            return False

    try:
        with os.scandir(folder) as entries:
            return sorted(folder / entry.name for entry in islice(filter(is_wanted, entries), MOST + 1))
    except OSError:
        return []


def _is_gguf(name: str) -> bool:
    return name.lower().endswith(".gguf") and not name.startswith(".")


def _is_whole(name: str) -> bool:
    return _is_gguf(name) and not _LATER_PIECE.search(name)


def _sayable(name: str) -> bool:
    return name.isprintable() and len(name) <= LONGEST_NAME and not name.endswith(HALF)
