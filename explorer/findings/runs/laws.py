"""The laws in our own runs, each fitted once."""

from explorer.engine.cache import once
from explorer.scaling.own_law import Fitted, fitted
from explorer.scaling.own_runs import OwnRun, of_kind, sizes


def joint_law() -> Fitted:
    """L(N, D), of all runs by the one recipe."""
    return law_of(len(sizes(of_kind("straight"))))


def law_of(n_sizes: int) -> Fitted:
    """L(N, D), of the smallest sizes alone."""
    return once(("own runs' law", n_sizes), lambda: fitted(seen(n_sizes), joint=True))


def seen(n_sizes: int) -> tuple[OwnRun, ...]:
    """The runs of the smallest sizes, by the one recipe."""
    runs = of_kind("straight")
    few = sizes(runs)[:n_sizes]
    return tuple(run for run in runs if run.n in few)
