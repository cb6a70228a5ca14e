"""Power laws with a floor, L = E + Σ A / x^a, fitted as by Hoffmann et al. 2022 (arXiv:2203.15556, section D.2).

    L(N) = E + A/N^a          one column of x
    L(N, D) = E + A/N^a + B/D^b   two: their equation 2

Least Huber loss of the difference of logarithms, from several starts; a fit says whether they came to the same end.
Many fits go at once, so that a bootstrap takes less than a second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HUBER = 1e-3
"""Differences of logarithms larger than this count in proportion, not as squares (section D.2)."""

EXPONENTS = (0.1, 0.3, 0.7, 1.5)
FLOORS = (0.2, 0.8)
"""Starts: each exponent, and the floor as a share of the least loss."""

SWEEPS, STILL, PATIENCE = 400, 1e-8, 6
"""Steps at most; a row ends after so many that gained less than this share."""


@dataclass(frozen=True, slots=True)
class Law:
    """L = floor + Σ scale_k · (x_k / middle_k)^(-exponent_k)."""

    floor: float
    scales: tuple[float, ...]
    exponents: tuple[float, ...]
    middles: tuple[float, ...]

    def __call__(self, *x: Array | float) -> Array:
        """The loss at x: as many columns as the law has terms."""
        terms = zip(self.scales, self.exponents, self.middles, x, strict=True)
        return self.floor + sum(
            (scale * (np.asarray(column, float) / middle) ** -power for scale, power, middle, column in terms),
            np.zeros(np.broadcast(*x).shape),
        )

    @property
    def constants(self) -> tuple[float, ...]:
        """A of A / x^a, of each term: what the papers print."""
        return tuple(
            scale * middle**power
            for scale, power, middle in zip(self.scales, self.exponents, self.middles, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Fit:
    law: Law
    objective: float
    agreed: bool
    """Whether more than one start ended in this law, and it is one that falls: else its numbers say nothing."""
    starts: int
    ended_here: int
    """How many of the starts came to this law."""


def fit(x: Sequence[Array], loss: Array) -> Fit:
    """x: one row of amounts a term, each (n,); loss: (n,) nats. ValueError for fewer points than constants."""
    problem = _Problem.of(x, loss)
    starts = problem.starts()
    solved, objective = problem.solve(starts, np.ones((len(starts), len(loss))))
    best = int(np.argmin(objective))
    near = objective <= objective[best] * (1 + 1e-3) + 1e-12
    same = near & (np.abs(problem.exponents(solved) - problem.exponents(solved[best : best + 1])) < 0.01).all(1)
    falls = bool((problem.exponents(solved[best : best + 1]) > 0).all())
    return Fit(
        problem.law(solved[best]), float(objective[best]), falls and same.sum() > 1, len(starts), int(same.sum())
    )


def refits(x: Sequence[Array], loss: Array, weights: Array, about: Law) -> tuple[Law, ...]:
    """The law again for each row of weights (b, n), such as how often a bootstrap drew each point; `about` begins."""
    problem = _Problem.of(x, loss)
    solved, _ = problem.solve(np.tile(problem.written(about), (len(weights), 1)), np.asarray(weights, float))
    return tuple(problem.law(row) for row in solved)


def drawn(units: Sequence[object], groups: Sequence[object], times: int, *, least: int, seed: int = 0) -> Array:
    """(times, n) how often each point was drawn: whole units with replacement, so that what belongs together stays so.

    units, groups: of each point. A draw that has fewer than `least` different groups says nothing and is drawn again.
    """
    names, unit = np.unique(np.array([str(one) for one in units]), return_inverse=True)
    group = np.array([str(one) for one in groups])
    if len(set(group)) < least:
        raise ValueError(f"{len(set(group))} groups can not be drawn so that there are {least}")
    rng, rows = np.random.default_rng(seed), []
    while len(rows) < times:
        counts = np.bincount(rng.integers(0, len(names), len(names)), minlength=len(names))[unit]
        if len(set(group[counts > 0])) >= least:
            rows.append(counts)
    return np.array(rows, float)


@dataclass(frozen=True, slots=True)
class _Problem:
    """Parameters are (log E, log scale_1, a_1, log scale_2, a_2, …); amounts are taken in units of their mean."""

    x: Array
    """(terms, n) logarithms, about their middles."""
    y: Array
    """(n,) logarithms of the losses."""
    middles: Array

    @classmethod
    def of(cls, x: Sequence[Array], loss: Array) -> "_Problem":
        logs = np.log(np.array(x, float))
        if len(loss) < 1 + 2 * len(logs):
            raise ValueError(f"{len(loss)} losses do not say {1 + 2 * len(logs)} constants")
        middles = logs.mean(1)
        return cls(logs - middles[:, None], np.log(np.asarray(loss, float)), np.exp(middles))

    def starts(self) -> Array:
        least, terms = self.y.min(), len(self.x)
        rows = []
        for floor, *powers in product(FLOORS, *[EXPONENTS] * terms):
            left = np.log(max(1e-3, np.exp(self.y.mean()) - floor * np.exp(least)) / terms)
            rows.append([np.log(floor) + least, *(part for power in powers for part in (left, power))])
        return np.array(rows)

    def exponents(self, solved: Array) -> Array:
        return solved[:, 2::2]

    def written(self, law: Law) -> Array:
        """A law as parameters of this problem, whose middles are its own."""
        terms = zip(law.scales, law.exponents, law.middles, self.middles, strict=True)
        parts = [(np.log(scale) - power * np.log(mine / its), power) for scale, power, its, mine in terms]
        return np.array([np.log(max(law.floor, 1e-12)), *(number for part in parts for number in part)])

    def law(self, row: Array) -> Law:
        scales = tuple(float(number) for number in np.exp(row[1::2]))
        return Law(float(np.exp(row[0])), scales, tuple(map(float, row[2::2])), tuple(map(float, self.middles)))

    def solve(self, rows: Array, weights: Array) -> tuple[Array, Array]:
        """Levenberg and Marquardt's steps on reweighted squares, of all rows at once: (b, p), objectives (b,)."""
        rows, damping, stale = rows.copy(), np.full(len(rows), 1e-2), np.zeros(len(rows), int)
        objective = _huber(self._residuals(rows)[0], weights)
        moving = np.arange(len(rows))
        for _ in range(SWEEPS):
            tried = rows[moving] + self._step(rows[moving], weights[moving], damping[moving])
            reached = _huber(self._residuals(tried)[0], weights[moving])
            better = reached < objective[moving]
            stale[moving] = np.where(reached < objective[moving] * (1 - STILL), 0, stale[moving] + 1)
            rows[moving[better]], objective[moving[better]] = tried[better], reached[better]
            damping[moving] = np.clip(np.where(better, damping[moving] / 3, damping[moving] * 4), 1e-9, 1e9)
            moving = moving[stale[moving] < PATIENCE]
            if not len(moving):
                break
        return rows, objective

    def _step(self, rows: Array, weights: Array, damping: Array) -> Array:
        residuals, slopes = self._residuals(rows)
        w = weights * np.minimum(1, HUBER / np.maximum(np.abs(residuals), 1e-300))
        weighted = slopes * w[..., None]
        normal = weighted.transpose(0, 2, 1) @ slopes
        pull = -(weighted.transpose(0, 2, 1) @ residuals[..., None])
        diagonal = damping[:, None] * np.einsum("bii->bi", normal) + 1e-12
        return np.clip(np.linalg.solve(normal + diagonal[..., None] * np.eye(rows.shape[1]), pull)[..., 0], -1, 1)

    def _residuals(self, rows: Array) -> tuple[Array, Array]:
        """log of the law less log of the loss (b, n), and its slopes (b, n, p)."""
        terms = rows[:, 1::2, None] - rows[:, 2::2, None] * self.x  # (b, terms, n)
        floor = np.broadcast_to(rows[:, :1, None], (len(rows), 1, len(self.y)))
        parts = np.concatenate([floor, terms], 1)
        top = parts.max(1, keepdims=True)
        total = top[:, 0] + np.log(np.exp(parts - top).sum(1))
        shares = np.exp(parts - total[:, None])  # (b, 1 + terms, n)
        slopes = [shares[:, 0]]
        for k in range(len(self.x)):
            slopes += [shares[:, k + 1], -shares[:, k + 1] * self.x[k]]
        return total - self.y, np.stack(slopes, -1)


def _huber(residuals: Array, weights: Array) -> Array:
    size = np.abs(residuals)
    each = np.where(size <= HUBER, 0.5 * size**2, HUBER * (size - 0.5 * HUBER))
    return (weights * each).sum(1)
