"""Where the tensors of traces lie: with room for positions to come, shared by the traces that extend one another."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping

import torch
from torch import Tensor


class Rows:
    """Tensors (1, ..., capacity, d) by name. A trace of T positions reads the first T rows, which never change.

    The rows after them belong to whoever claims them first; another who extends the same trace gets a copy.
    New rows are put in their place, all at once, when somebody reads them: most are never looked at one by one.
    """

    def __init__(self, tensors: Mapping[str, Tensor], filled: int) -> None:
        self._tensors = dict(tensors)
        self._filled = filled
        self._waiting: defaultdict[str, list[tuple[int, Tensor]]] = defaultdict(list)
        """By name: rows (1, ..., n, d) that follow one another, and the position of the first."""
        self._lock = threading.Lock()

    def __contains__(self, name: str) -> bool:
        return name in self._tensors

    def read(self, name: str, n: int) -> Tensor:
        """(1, ..., n, d)"""
        with self._lock:
            self._settle([name])
        return self._tensors[name].narrow(-2, 0, n)

    def whole(self, name: str) -> Tensor:
        """(1, ..., capacity, d), for one who writes rows of his own at once."""
        return self._tensors[name]

    def room(self, start: int, end: int, most: int) -> "Rows":
        """Rows whose first `start` are these and whose next, up to `end`, are the caller's own."""
        with self._lock:
            if self._filled == start and end <= self._tensors["logits"].shape[-2]:
                self._filled = end
                return self
            self._settle(list(self._waiting))
        return Rows({name: _copy(old, start, min(most, max(64, 2 * end))) for name, old in self._tensors.items()}, end)

    def add(self, start: int, seen: Mapping[str, Tensor]) -> None:
        """The caller's own rows, from `start` on."""
        with self._lock:
            for name, rows in seen.items():
                self._waiting[name].append((start, rows))

    def _settle(self, names: Iterable[str]) -> None:
        for name in names:
            waiting = self._waiting.pop(name, None)
            if waiting:
                rows = torch.cat([rows for _, rows in waiting], -2)
                self._tensors[name].narrow(-2, waiting[0][0], rows.shape[-2]).copy_(rows)


def _copy(old: Tensor, n: int, capacity: int) -> Tensor:
    """The first n rows, with room for more."""
    copied = old.new_empty((*old.shape[:-2], capacity, old.shape[-1]))
    copied.narrow(-2, 0, n).copy_(old.narrow(-2, 0, n))
    return copied
