"""How many of the machine's cores one computation gets, once many people share them. Without torch at import.

Two libraries compute here, torch with OpenMP and numpy with OpenBLAS, and either splits a product among all cores.
Their threads spin while they wait for one another; with fifty visitors on two cores they spin against each other, and
the last page takes minutes. So in the app every computation has one core, and a long one has all while nobody else
computes. Elsewhere (training, benchmarks) the libraries do as they like.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Thread, current_thread, local
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

LONG = 5e9
"""Multiplications that take about a tenth of a second on one core: below this a second core saves nobody a wait."""

LATELY = 1.0
"""Seconds for which somebody who has computed counts as somebody who computes."""


class Cores:
    """Who computes, and with how many cores. Until `share` is called, the libraries do as they like."""

    def __init__(self) -> None:
        self._all = 0
        """What torch would use; 0 until it is shared."""
        self._last: dict[Thread, float] = {}
        """When each last began or ended a computation."""
        self._numpy: ThreadpoolController | None = None
        self._numpy_has = 0
        self._lock = Lock()
        self._inside = local()
        """How many this thread was given."""

    def share(self) -> None:
        """From now on one core each."""
        import torch
        from threadpoolctl import ThreadpoolController

        # Of numpy alone: scipy brings an OpenBLAS of its own, which reads this when it is loaded.
        os.environ["OPENBLAS_NUM_THREADS"] = "1"
        with self._lock:
            self._all = self._all or torch.get_num_threads()
            self._numpy = ThreadpoolController().select(user_api="blas")
        self._give(1)

    @contextmanager
    def given(self, work: float) -> Iterator[int]:
        """The number of cores for a computation of so many multiplications, while the block lasts.

        What lies inside keeps that number, so that passes that are to be equal to the last bit are.
        """
        outer = getattr(self._inside, "n", None)
        if not self._all or outer is not None:
            yield outer or 0
            return
        n = self._inside.n = self._all if self._alone() and work >= LONG else 1
        self._give(n)
        try:
            yield n
        finally:
            self._inside.n = None
            if n > 1:
                self._give(1)
                self._alone()

    def _alone(self) -> bool:
        """Whether no other thread has computed lately; this one has."""
        now = time.monotonic()
        with self._lock:
            self._last = {who: when for who, when in self._last.items() if who.is_alive() and now - when <= LATELY}
            self._last[current_thread()] = now
            return len(self._last) == 1

    def _give(self, n: int) -> None:
        """To this thread's torch, and to numpy, whose number is the same for all threads."""
        import torch
        from threadpoolctl import OpenBLASController

        if torch.get_num_threads() != n:
            torch.set_num_threads(n)
        with self._lock:
            if self._numpy is not None and self._numpy_has != n:
                # Who sets it first would keep it for the life of their thread; here everybody takes turns at the lock.
                OpenBLASController.clear_controlling_thread(force=True)
                self._numpy.limit(limits=n)
                self._numpy_has = n


cores = Cores()
"""The process' own."""
