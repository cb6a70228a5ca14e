"""Where the numbers of traces lie: with room for positions to come, shared by the traces that extend one another."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


class Rows:
    """Arrays (1, ..., capacity, d) by name. A trace of T positions reads the first T rows, which never change.

    The rows after them belong to whoever claims them first; another who extends the same trace gets a copy.
    New rows are put in their place, all at once, when somebody reads them: most are never looked at one by one.
    """

    def __init__(self, arrays: Mapping[str, Floats], filled: int) -> None:
        self._arrays = dict(arrays)
        self._filled = filled
        self._waiting: defaultdict[str, list[tuple[int, Floats]]] = defaultdict(list)
        """By name: rows (1, ..., n, d) that follow one another, and the position of the first."""
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def __reduce__(self) -> tuple[type["Rows"], tuple[dict[str, Floats], int]]:
        """A copy elsewhere holds the same rows, and extends them on its own."""
        with self._lock:
            self._settle(list(self._waiting))
            return Rows, (self._arrays, self._filled)

    def read(self, name: str, n: int) -> Floats:
        """(1, ..., n, d)"""
        with self._lock:
            self._settle([name])
        return self._arrays[name][..., :n, :]

    def first(self, n: int) -> "Rows":
        """The first n of them alone, of the same memory."""
        return Rows({name: self.read(name, n) for name in self._arrays}, n)

    def whole(self, name: str) -> Floats:
        """(1, ..., capacity, d), for one who writes rows of his own at once."""
        return self._arrays[name]

    def arrays(self) -> list[Floats]:
        """All of them, with the room for more."""
        return list(self._arrays.values())

    def room(self, start: int, end: int, most: int) -> "Rows":
        """Rows whose first `start` are these and whose next, up to `end`, are the caller's own."""
        with self._lock:
            if self._filled == start and end <= self._arrays["logits"].shape[-2]:
                self._filled = end
                return self
            self._settle(list(self._waiting))
        return Rows({name: _copy(old, start, min(most, max(64, 2 * end))) for name, old in self._arrays.items()}, end)

    def add(self, start: int, seen: Mapping[str, Floats]) -> None:
        """The caller's own rows, from `start` on."""
        with self._lock:
            for name, rows in seen.items():
                self._waiting[name].append((start, rows))

    def _settle(self, names: Iterable[str]) -> None:
        for name in names:
            for start, rows in self._waiting.pop(name, ()):
                self._arrays[name][..., start : start + rows.shape[-2], :] = rows


def _copy(old: Floats, n: int, capacity: int) -> Floats:
    """The first n rows, with room for more."""
    copied = np.empty((*old.shape[:-2], capacity, old.shape[-1]), dtype=old.dtype)
    copied[..., :n, :] = old[..., :n, :]
    return copied
