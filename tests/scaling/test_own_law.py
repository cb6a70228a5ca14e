"""The law of runs: on runs made up of a law that is known, intervals hold what they should."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.scaling.own_law import Interval, fitted
from explorer.scaling.own_runs import OwnRun, of_kind

E, A, ALPHA, B, BETA = 1.7, 40.0, 0.3, 200.0, 0.4


def made_up(seed: int) -> tuple[OwnRun, ...]:
    """Our own design, with losses of the law above: trunks lie beside it by 0.3 %."""
    runs, rng = of_kind("straight"), np.random.default_rng(seed)
    beside = {trunk: rng.normal(0, 0.003) for trunk in dict.fromkeys(run.trunk for run in runs)}
    return tuple(
        replace(run, loss=float((E + A / run.n**ALPHA + B / run.tokens**BETA) * np.exp(beside[run.trunk])))
        for run in runs
    )


def test_the_largest_run_lies_in_the_interval_of_a_law_that_is_true() -> None:
    """Nominally 95 of 100: of 12 at most 2 may be missed."""
    held = 0
    for seed in range(12):
        runs = made_up(seed)
        target = runs[-1]
        law = fitted(tuple(run for run in runs if run.n < target.n), joint=True)
        held += law.agreed and law.of_a_run(target.n, target.tokens, seed=seed).holds(target.loss)
    assert held >= 10


def test_a_run_is_less_certain_than_the_law() -> None:
    runs = made_up(0)
    law = fitted(runs, joint=True)
    among = runs[len(runs) // 2]  # where the law is surest
    x = (float(among.n), float(among.tokens))
    middle, low, high = law.band(*x)
    assert low <= middle <= high
    alone = law.of_a_run(*x)
    assert alone.high - alone.low > float(high - low)


def test_one_budget_alone_is_a_law_of_parameters() -> None:
    runs = tuple(run for run in made_up(1) if run.budget == made_up(1)[-1].budget)
    law = fitted(runs, joint=False)
    np.testing.assert_allclose(law.law(np.array([run.n for run in runs])), [run.loss for run in runs], rtol=0.02)


def test_a_bound_belongs_to_its_interval() -> None:
    assert Interval(1, 2).holds(2)
    assert not Interval(1, 2).holds(2.1)


def test_too_few_sizes_are_refused() -> None:
    runs = made_up(0)
    few = sorted({run.n for run in runs})[:3]
    with pytest.raises(ValueError, match="3 groups"):
        fitted(tuple(run for run in runs if run.n in few), joint=True)
