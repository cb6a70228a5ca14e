"""What becomes of the next token when a model reads only the last words of a text: measured window by window.

Two ways of dropping: the text is cut and read anew, its positions beginning at 0; or it stays, and attention alone may
not look further back, with and without the first tokens of all (attention sinks, Xiao et al. 2023, arXiv:2309.17453).
"""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import log_probs
from explorer.engine import cache
from explorer.engine.current import engine
from explorer.engine.protocol import Edits, Floats, Ids
from explorer.models.window import Window

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

Way = Literal["cut", "window", "sinks"]
WAYS: tuple[Way, ...] = ("cut", "window", "sinks")
SINKS = 4
"""First tokens that stay in sight, as in the paper."""
TOP = 8
"""Next tokens that are kept of each distribution."""
AT_ONCE = 8
"""Windows that are measured between two reports."""


@dataclass(frozen=True)
class After:
    """The next token, under one window."""

    kl: float
    """Bits by which the whole text's distribution differs from it: KL(whole ‖ this)."""
    step: float
    """Bits that the next wider window's distribution differs from it by: what the tokens between the two say."""
    ids: tuple[int, ...]
    """The TOP likeliest, then those of the whole text that are not among them."""
    probs: tuple[float, ...]
    whole: tuple[float, ...]
    """Their probabilities with the whole text."""


@dataclass(frozen=True)
class FallingOut:
    widths: tuple[int, ...]
    """From 1 to the whole text."""
    ways: dict[Way, tuple[After, ...]]
    """By width; of the ways that were measured."""

    def __post_init__(self) -> None:
        if any(len(after) != len(self.widths) for after in self.ways.values()):
            raise ValueError("each way has as many answers as there are widths")


def key_of(model: "Model", ids: Ids, edits: Edits, widths: tuple[int, ...]) -> Hashable:
    return "falling out", model.fingerprint, ids, edits, widths


def measured(handle: "Handle", model: "Model", ids: Ids, edits: Edits, widths: tuple[int, ...]) -> FallingOut:
    """Each way at each width. `edits` are those that hold at every position; the last width is the whole text."""
    if not widths or widths[-1] != len(ids):
        raise ValueError(f"the widths {widths} do not end with the whole text of {len(ids)} tokens")
    done = iter(range(1, len(WAYS) * len(widths) + 1))
    ways: dict[Way, tuple[After, ...]] = {}
    for way in WAYS:
        rows = list(_rows(handle, _reader(model, ids, edits, way), widths, done))
        ways[way] = tuple(_afters(np.stack(rows)))
    return cache.put(key_of(model, ids, edits, widths), FallingOut(widths, ways))


def known(model: "Model", ids: Ids, edits: Edits, widths: tuple[int, ...]) -> FallingOut | None:
    return cache.peek(key_of(model, ids, edits, widths))


def _reader(model: "Model", ids: Ids, edits: Edits, way: Way) -> Callable[[tuple[int, ...]], Floats]:
    """Widths -> (K, V) logits after the text."""
    if way == "cut":
        return lambda widths: engine.last_logits(model.fingerprint, [ids[-w:] for w in widths], edits)
    first = SINKS if way == "sinks" else 0
    return lambda widths: engine.windowed_logits(
        model.fingerprint, ids, [Window(w, min(first, len(ids))) for w in widths], edits
    )


def _rows(
    handle: "Handle", read: Callable[[tuple[int, ...]], Floats], widths: tuple[int, ...], done: Iterator[int]
) -> Iterator[NDArray[np.float64]]:
    for start in range(0, len(widths), AT_ONCE):
        batch, of = widths[start : start + AT_ONCE], len(WAYS) * len(widths)
        n = [next(done) for _ in batch][-1]
        handle.report(n - len(batch), of, "Window {n} of {of}", n=n, of=of)
        yield from log_probs(read(batch).astype(np.float64))


def _afters(logs: NDArray[np.float64]) -> Iterator[After]:
    """logs: (K, V) natural logarithms, the last row of the whole text."""
    for k, row in enumerate(logs):
        wider = logs[min(k + 1, len(logs) - 1)]
        best = np.array(list(dict.fromkeys((*_likeliest(row), *_likeliest(logs[-1])))))
        probs, whole = (tuple(np.exp(one[best]).tolist()) for one in (row, logs[-1]))
        yield After(_kl(logs[-1], row), _kl(wider, row), tuple(best.tolist()), probs, whole)


def _likeliest(row: NDArray[np.float64]) -> list[int]:
    return np.argsort(-row, kind="stable")[:TOP].tolist()


def _kl(true: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Bits."""
    return max(0.0, float((np.exp(true) * (true - other)).sum() / np.log(2)))
