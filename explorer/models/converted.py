"""Where models lie that were converted: in the user's cache, in a folder for each file as it is now."""

import hashlib
import os
import re
import sys
from pathlib import Path

FORM = 1
"""Of what is written; raised when the same file would be converted otherwise."""

_APP = "llm-explorer"


def cache() -> Path:
    """The folder that the system has for what can be made again."""
    chosen = os.environ.get("XDG_CACHE_HOME")
    if chosen and Path(chosen).is_absolute():
        return Path(chosen) / _APP
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / _APP / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _APP
    return Path.home() / ".cache" / _APP


def folder_of(file: Path) -> Path:
    """Where this file's model lies once it has been converted, told by its path, size and time of change.

    A file that was changed has another folder, whose name begins alike.
    """
    about = file.stat()
    now = f"{FORM} {about.st_size} {about.st_mtime_ns}"
    return cache() / "models" / f"{kin(file)}{_digest(now)}"


def kin(file: Path) -> str:
    """What the names of all its folders begin with."""
    plain = re.sub(r"[^\w.-]", "-", file.stem, flags=re.ASCII)[:60].lstrip(".-")
    return f"{plain}-{_digest(str(file.resolve()))}-"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:12]
