"""Ways to do a thing, taken in turns, A, B, A, B, ..., so that whatever else the machine does slows them alike."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

Clock = Callable[[], float]


def times(rounds: int, ways: Mapping[str, Callable[[], object]], clock: Clock = perf_counter) -> dict[str, list[float]]:
    """Seconds of each way in each round, after one round of warming up."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        for name, way in ways.items():
            began = clock()
            way()
            if turn:
                found[name].append(clock() - began)
    return found


def ratio(found: dict[str, list[float]], name: str, base: str) -> float:
    """The median over the rounds of one way's time in units of the base's."""
    return median(mine / other for mine, other in zip(found[name], found[base], strict=True))
