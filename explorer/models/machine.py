"""How much memory is left here: of the machine, and of what it lets this process have (a container's share)."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import psutil

CGROUPS = Path("/sys/fs/cgroup")
OWN_GROUPS = Path("/proc/self/cgroup")
"""Linux alone has these; elsewhere the machine's memory is all that there is to know."""


def free_bytes() -> int:
    """What can still be taken without swapping, or without being ended for it."""
    return max(0, min([psutil.virtual_memory().available, *_left_in_groups()]))


def _left_in_groups() -> Iterator[int]:
    """Of each control group that this process is in and that has a limit, the bytes up to it."""
    for folder, (limit, used, cache) in _groups():
        most, now = _number(folder / limit), _number(folder / used)
        if most is not None and now is not None:
            # What was read of files and lies there in case it is read again is given back when it is needed.
            yield most - now + _statistic(folder / "memory.stat", cache)


_NAMES = {
    1: ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
    2: ("memory.max", "memory.current", "inactive_file"),
}
"""By the version of cgroups: files with the limit and with what is used, and a statistic."""


def _groups() -> Iterator[tuple[Path, tuple[str, str, str]]]:
    """Folders from this process's own group up to the root, with the names that its version of cgroups uses."""
    for line in _text(OWN_GROUPS).splitlines():
        _, controllers, path = [*line.split(":", 2), "", ""][:3]
        if controllers and "memory" not in controllers.split(","):
            continue
        root = CGROUPS / "memory" if controllers else CGROUPS
        own = PurePosixPath(path.lstrip("/"))
        for group in (own, *own.parents):
            # In a container its own group may be mounted as the root, so that some of these are not there.
            yield root / group, _NAMES[1 if controllers else 2]


def _number(file: Path) -> int | None:
    """A whole number; None where there is none, such as "max"."""
    text = _text(file).strip()
    return int(text) if text.isdecimal() else None


def _statistic(file: Path, name: str) -> int:
    found = (line.split() for line in _text(file).splitlines())
    return next((int(words[1]) for words in found if words[0] == name), 0)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
