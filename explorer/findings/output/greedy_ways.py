"""Branches to begin with: the likeliest next tokens, each continued with the likeliest token every time."""

from collections.abc import Collection, Sequence

from explorer.decoding.branches import Path
from explorer.engine.runs import Run

WAYS, LENGTH = 3, 8
"""How many ways one press grows, and by how many tokens each."""


def room_to_grow(run: Run) -> bool:
    return len(run.trace.ids) < run.model.shape.n_ctx


def greedy_ways(run: Run) -> list[Path]:
    """After what is on screen, all in one batch."""
    readers, ends = run.growing_together(), run.model.ends
    best = (-readers.first).argsort(kind="stable")[:WAYS]
    ways: list[Path] = [(int(token),) for token in best]
    parents: Sequence[int] = [0] * len(ways)
    for _step in range(min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids)) - 1):
        logits = readers.onward(parents, [way[-1] for way in ways])
        ways = [(*way, int(row.argmax())) for way, row in zip(ways, logits, strict=True)]
        parents = range(len(ways))
    return [_until(way, ends) for way in ways]


def _until(path: Path, ends: Collection[int]) -> Path:
    """As far as the first token that ends a text."""
    end = next((n for n, token in enumerate(path, start=1) if token in ends), None)
    return path[:end]
