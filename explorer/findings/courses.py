"""A line of a chart in words: where it begins, where it ends, and where it turns between."""

from collections.abc import Callable, Iterable
from math import isfinite

from explorer.figures.numbers import count
from explorer.words import _
from explorer.words.numbers import tokens

TURNS = 0.05
"""Of a line's whole range: by so much an extreme must lie beyond both ends to be told."""

Points = Iterable[tuple[float, float]]
Words = Callable[[float], str]


def course(name: str, points: Points, where: Words, worth: Words) -> str:
    """A sentence; "" of a line without a finite point.

    points: (x, y) in their order. where, worth: how an x and a y are said.

    >>> course("loss", [(1, 5.0), (2, 1.0), (3, 3.0)], lambda x: f"step {x}", lambda y: f"{y:.1f}")
    'loss: from 5.0 (step 1) to 3.0 (step 3), least 1.0 (step 2).'
    """
    known = [(x, y) for x, y in points if isfinite(y)]
    if not known:
        return ""
    (start, first), (end, last) = known[0], known[-1]
    said = {"name": name, "first": worth(first), "last": worth(last), "start": where(start), "end": where(end)}
    if len(known) == 1:
        return _("{name}: {last} ({end}).", name=name, last=said["last"], end=said["end"])
    lowest, highest = min(known, key=lambda point: point[1]), max(known, key=lambda point: point[1])
    beyond = TURNS * (highest[1] - lowest[1])
    low = {"low": worth(lowest[1]), "lowest": where(lowest[0])} if lowest[1] < min(first, last) - beyond else {}
    high = {"high": worth(highest[1]), "highest": where(highest[0])} if highest[1] > max(first, last) + beyond else {}
    if low and high:
        return _(
            "{name}: from {first} ({start}) to {last} ({end}), least {low} ({lowest}), most {high} ({highest}).",
            **said,
            **low,
            **high,
        )
    if low:
        return _("{name}: from {first} ({start}) to {last} ({end}), least {low} ({lowest}).", **said, **low)
    if high:
        return _("{name}: from {first} ({start}) to {last} ({end}), most {high} ({highest}).", **said, **high)
    return _("{name}: from {first} ({start}) to {last} ({end}).", **said)


def at_step(step: float) -> str:
    return _("step {n}", n=count(round(step)))


def at_layer(layer: float) -> str:
    """From 1; 0 is the embedding."""
    return _("Layer {layer}", layer=round(layer)) if layer else _("Embedding")


def at_length(n: float) -> str:
    return tokens(round(n))


def hundredths(value: float) -> str:
    """
    >>> hundredths(-1.005)
    '−1.00'
    """
    return f"{value:.2f}".replace("-", "−")
