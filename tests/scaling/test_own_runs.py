"""The runs that come with the explorer: the whole design is there, and the numbers hang together."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.scaling.own_runs import (
    CURVES,
    FOLDER,
    RUNS,
    budgets,
    column,
    of_kind,
    own_runs,
    seconds_of_all,
    sizes,
)
from training.scaling_runs import BUDGETS, SIZES, Trunk, trunks

STRAIGHT = of_kind("straight")


def test_both_tables_are_small() -> None:
    assert sum((FOLDER / name).stat().st_size for name in (RUNS, CURVES)) < 300_000


def test_eight_sizes_were_trained_and_the_small_half_three_times() -> None:
    n = sizes(STRAIGHT)
    assert len(n) == 8
    assert 25_000 < n[0] < 35_000
    assert 4.5e6 < n[-1] < 5.5e6
    assert len(budgets(STRAIGHT)) >= 3
    for place, one in enumerate(n):
        for budget in budgets(tuple(run for run in STRAIGHT if run.n == one)):
            seeds = {run.seed for run in STRAIGHT if (run.n, run.budget) == (one, budget)}
            assert seeds == (set(range(3)) if place < 4 else {0})


def test_what_is_shipped_is_what_the_recipe_makes() -> None:
    wanted = {(trunk.name, budget) for trunk in trunks() for budget in trunk.budgets}
    shipped = {(run.trunk, run.budget) for run in own_runs()}
    assert shipped <= wanted
    assert len(BUDGETS) >= 3
    # What the log says was broken off.
    largest = Trunk(SIZES[-1], ()).name
    assert {trunk for trunk, _ in wanted - shipped} <= {largest}


def test_every_way_of_bending_is_there_at_the_same_sizes() -> None:
    kinds = [{run.n for run in of_kind(kind)} for kind in ("little", "fast", "slow")]
    assert kinds[0] == kinds[1] == kinds[2]
    assert kinds[0] <= set(sizes(STRAIGHT))
    assert len(of_kind("bytes")) == len(of_kind("little"))


def test_losses_are_between_nothing_and_knowing_nothing() -> None:
    for run in own_runs():
        assert 0 < run.loss < np.log(run.vocabulary)
        assert 0 < run.standard_error < 0.02
        assert run.held_out_tokens >= 100_000


def test_bits_a_byte_and_nats_a_token_are_of_the_same_text() -> None:
    """Bytes a token: one, or as many as the vocabulary holds on average."""
    for run in own_runs():
        a_token = run.loss / np.log(2) / run.bits_per_byte
        assert a_token == pytest.approx(1, abs=1e-6) if run.tokenizer == "bytes" else 2.0 < a_token < 2.3


def test_a_curve_ends_near_the_loss_of_its_run() -> None:
    for run in own_runs():
        assert [point.tokens for point in run.curve] == sorted({point.tokens for point in run.curve})
        assert run.curve[-1].tokens == run.tokens
        assert run.curve[-1].held_out == pytest.approx(run.loss, rel=0.03)
        assert run.curve[0].tokens < 10_000


def test_only_little_text_is_read_again() -> None:
    for run in own_runs():
        assert (run.passes > 1) == (run.kind == "little")


def test_compute_is_six_times_parameters_times_tokens() -> None:
    run = STRAIGHT[-1]
    assert run.compute == 6 * run.n * run.tokens
    assert column(STRAIGHT, "compute")[-1] == run.compute


def test_a_trunk_counts_once() -> None:
    runs = tuple(run for run in STRAIGHT if run.trunk == STRAIGHT[0].trunk)
    longest = max(runs, key=lambda run: run.seconds)
    beside = sum(run.branch_seconds for run in runs if run is not longest)
    assert seconds_of_all(runs) == pytest.approx(longest.seconds + beside)
    assert seconds_of_all(runs) < sum(run.seconds for run in runs)


def test_a_run_without_parameters_is_none() -> None:
    with pytest.raises(ValueError, match="has no parameters"):
        replace(STRAIGHT[0], n=0)
