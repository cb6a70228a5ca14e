"""What is said of all runs is what the tables hold, and the law's best split is the best."""

import numpy as np
import pytest

from explorer.findings.runs.laws import joint_law, law_of, seen
from explorer.findings.runs.own import Axis, axes, best_split, how, law_said, picture, striking, what_lacks
from explorer.scaling.own_law import Fitted
from explorer.scaling.own_runs import budgets, of_kind, own_runs, sizes

STRAIGHT = of_kind("straight")


def longest() -> set[int]:
    """Sizes that were trained on the largest budget."""
    return {run.n for run in STRAIGHT if run.budget == budgets(STRAIGHT)[-1]}


@pytest.mark.parametrize("axis", ["n", "tokens", "compute"])
def test_every_run_by_the_recipe_is_a_point_with_a_note(axis: Axis) -> None:
    lines, bands, _ = picture(axis)
    drawn = sorted((x, y) for line in lines for x, y in zip(line.x, line.y, strict=True))
    assert drawn == sorted((getattr(run, axis), run.loss) for run in STRAIGHT)
    assert all(len(line.notes) == len(line.x) for line in lines)
    for band in bands:
        assert all(low <= high for low, high in zip(band.low, band.high, strict=True))


def test_curves_are_one_a_size_of_the_longest_runs() -> None:
    lines, bands, _ = picture("curves")
    assert bands == []
    assert len(lines) == len(longest())
    assert {line.x[-1] for line in lines} == {max(run.tokens for run in STRAIGHT)}


def test_the_law_is_drawn_only_where_its_fits_agree() -> None:
    _, bands, _ = picture("n")
    assert len(bands) == (len(budgets(STRAIGHT)) if joint_law().agreed else 0)
    assert ("No law is given" in law_said()) == (not joint_law().agreed)


def test_the_best_split_is_no_worse_than_others() -> None:
    law: Fitted = joint_law()
    compute = np.array([1e12, 1e14])
    n, d = best_split(law, compute)
    np.testing.assert_allclose(6 * n * d, compute, rtol=1e-9)
    for factor in (0.5, 0.8, 1.25, 2):
        assert (law.law(n, d) <= law.law(n * factor, d / factor) + 1e-6).all()


def test_parts_of_the_loss_add_up_to_the_law() -> None:
    law = joint_law().law
    run = STRAIGHT[-1]
    parts = [
        scale / x**power for scale, power, x in zip(law.constants, law.exponents, (run.n, run.tokens), strict=True)
    ]
    assert law.floor + sum(parts) == pytest.approx(float(law(run.n, run.tokens)))
    floor = joint_law().interval("floor")
    ends = (f"{floor.low:.2f} and {floor.high:.2f}",)
    told = ends if floor.low < 0.1 * run.loss else [f"{part:.2f}" for part in parts]
    assert all(one in what_lacks() for one in told) or not joint_law().agreed


def test_what_a_doubling_is_worth_is_computed() -> None:
    most = budgets(STRAIGHT)[-1]
    mean = {n: np.mean([run.loss for run in STRAIGHT if (run.n, run.budget) == (n, most)]) for n in longest()}
    small, next_one = sizes(STRAIGHT)[:2]
    first = (mean[small] - mean[next_one]) / np.log2(next_one / small)
    assert f"{first:.3f}" in striking()
    assert striking().startswith(f"{len(mean)} models of ")


def test_what_it_took_is_said() -> None:
    assert f"{len(own_runs())} runs" in how()
    assert len(axes()) == 4


def test_the_law_of_few_sizes_knows_no_others() -> None:
    assert {run.n for run in seen(5)} == set(sizes(STRAIGHT)[:5])
    assert law_of(5) is law_of(5)
    assert law_of(5).law != joint_law().law
