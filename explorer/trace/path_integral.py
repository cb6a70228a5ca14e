"""The integral of many rates along a way from 0 to 1, by Simpson's rule in pieces that are halved as needed.

What is integrated are the parts of the derivative of a value that is known at every place: over each piece the parts
must add up to what the value changes there. So each piece can be checked by itself, for nothing, and only those that
miss are halved. Simpson's rule, because a halved piece's three places are places of its halves: at a tolerance of a
hundredth it needs fewer of them than rules of a higher order do.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Doubles = NDArray[np.float64]
Rates = Callable[[Doubles], tuple[Doubles, Doubles]]
"""(n,) places -> (n, T) the parts of the derivative there, and (n,) the value."""

Told = Callable[[int, int], object]

WEIGHTS = np.array([1, 4, 1]) / 6
"""Of a piece's start, middle and end."""
FIRST = 8
"""Pieces to begin with."""


@dataclass(frozen=True)
class Limits:
    """How long an integral may take."""

    points: int = 2048
    seconds: float = 600.0


LIMITS = Limits()


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of the way."""

    start: float
    end: float
    parts: Doubles
    """(T,) the integral of each rate over it."""
    lacks: float
    """What the parts lack to the change of the value over it; 0 for a perfect integral."""

    def halves(self) -> list[tuple[float, float]]:
        middle = (self.start + self.end) / 2
        return [(self.start, middle), (middle, self.end)]


@dataclass(frozen=True, eq=False)
class PathIntegral:
    """The pieces of the whole way, and what they cost."""

    pieces: tuple[Piece, ...]
    points: int
    """Places at which the rates were asked for."""

    @property
    def parts(self) -> Doubles:
        """(T,)"""
        return np.sum([piece.parts for piece in self.pieces], axis=0)

    @property
    def missed(self) -> float:
        """What the pieces miss in all; where some miss too much and others too little, the sum misses less."""
        return sum(abs(piece.lacks) for piece in self.pieces)


def integrate(
    rates: Rates,
    *,
    allowed: float,
    limits: Limits = LIMITS,
    at_once: int = 64,
    told: Told = lambda points, of: None,
) -> PathIntegral:
    """The integral over 0 to 1, which misses no more than is `allowed`, or as little as the limits let it.

    The rates are asked for at `at_once` places at most; after each time `told` hears at how many they are known, and
    of how many: of more, each time that pieces have to be halved.
    """
    places, end = _Places(rates, at_once, told), time.monotonic() + limits.seconds
    bounds = np.linspace(0, 1, FIRST + 1)
    pieces = places.pieces(pairwise(bounds))
    while True:
        found = PathIntegral(tuple(pieces), len(places.values))
        more = (limits.points - found.points) // 2
        # What is not a number is neither within the limits nor beyond them, and stays so.
        if not allowed < found.missed < np.inf or more < 1 or time.monotonic() > end:
            return found
        good, bad = _parted(pieces, allowed / 2, more)
        pieces = good + places.pieces(half for piece in bad for half in piece.halves())


def _parted(pieces: Sequence[Piece], allowed: float, most: int) -> tuple[list[Piece], list[Piece]]:
    """The best pieces, which together miss no more than what is allowed; and the others, the worst `most` of them."""
    order = sorted(pieces, key=lambda piece: abs(piece.lacks))
    n = int(np.searchsorted(np.cumsum([abs(piece.lacks) for piece in order]), allowed, side="right"))
    n = max(n, len(order) - most)
    return order[:n], order[n:]


class _Places:
    """Where the rates have been asked for; ends that two pieces share are asked for once."""

    def __init__(self, rates: Rates, at_once: int, told: Told) -> None:
        self._rates, self._at_once, self._told = rates, at_once, told
        self.values: dict[float, float] = {}
        self._parts: dict[float, Doubles] = {}

    def pieces(self, bounds: Iterable[tuple[float, float]]) -> list[Piece]:
        bounds = [(float(start), float(end)) for start, end in bounds]
        within = [(start, (start + end) / 2, end) for start, end in bounds]
        self._ask(sorted({place for places in within for place in places} - self.values.keys()))
        return [self._piece(*places) for places in within]

    def _ask(self, places: list[float]) -> None:
        of = len(self.values) + len(places)
        for first in range(0, len(places), self._at_once):
            some = places[first : first + self._at_once]
            parts, values = self._rates(np.array(some))
            self.values.update(zip(some, values.tolist(), strict=True))
            self._parts.update(zip(some, parts, strict=True))
            self._told(len(self.values), of)

    def _piece(self, start: float, middle: float, end: float) -> Piece:
        rates = np.array([self._parts[place] for place in (start, middle, end)])
        parts = (end - start) * (WEIGHTS @ rates)
        return Piece(start, end, parts, self.values[end] - self.values[start] - float(parts.sum()))
