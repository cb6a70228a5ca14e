"""Plain traces of the tiny models, made once: they are values, so that all tests can share them."""

from functools import cache

from explorer.trace import Trace, trace
from tests.models.tiny import N_VOCAB, shared

IDS = tuple((7 * i + 5) % (N_VOCAB - 2) + 2 for i in range(20))
"""Longer than every tiny sliding window."""


@cache
def traced(name: str, ids: tuple[int, ...] = IDS) -> Trace:
    return trace(shared(name), ids)
