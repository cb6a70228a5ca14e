"""Where the tensors of traces lie: with room for positions to come, shared by the traces that extend one another."""

import threading
from collections.abc import Mapping

from torch import Tensor


class Rows:
    """Tensors (1, ..., capacity, d) by name. A trace of T positions reads the first T rows, which never change.

    The rows after them belong to whoever claims them first; another who extends the same trace gets a copy.
    """

    def __init__(self, tensors: Mapping[str, Tensor], filled: int) -> None:
        self.tensors = dict(tensors)
        self.filled = filled
        self._lock = threading.Lock()

    @property
    def capacity(self) -> int:
        return self.tensors["logits"].shape[-2]

    def room(self, start: int, end: int, most: int) -> "Rows":
        """Rows whose first `start` are these and whose next, up to `end`, are the caller's own to write."""
        with self._lock:
            if self.filled == start and end <= self.capacity:
                self.filled = end
                return self
        return self._copy(start, end, min(most, max(64, 2 * end)))

    def _copy(self, start: int, end: int, capacity: int) -> "Rows":
        copied = {}
        for name, old in self.tensors.items():
            copied[name] = old.new_empty((*old.shape[:-2], capacity, old.shape[-1]))
            copied[name][..., :start, :] = old[..., :start, :]
        return Rows(copied, end)

    def write(self, start: int, seen: Mapping[str, Tensor]) -> None:
        """Rows from `start` on, of every tensor seen."""
        for name, tensor in seen.items():
            self.tensors[name].narrow(-2, start, tensor.shape[-2]).copy_(tensor)
