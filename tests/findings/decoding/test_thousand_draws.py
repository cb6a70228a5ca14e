"""A thousand draws: counted against this run's probabilities, and judged no harder than chance allows."""

import numpy as np
import pytest

from explorer.decoding.goodness_of_fit import ChiSquare, chi_square
from explorer.findings.decoding.thousand_draws import DRAWS, drawn_of, outcomes_of, variety, verdict
from tests.findings.embedded import embedded_run


@pytest.mark.parametrize("seed", range(5))
def test_the_first_draw_is_this_runs_own(seed: int) -> None:
    run = embedded_run(sampling={"seed": seed, "temperature": 1.4})
    drawn = drawn_of(run)
    assert (drawn.size, drawn[0]) == (DRAWS, run.next_id)


def test_every_draw_has_its_row_and_the_rows_are_all_of_the_probability() -> None:
    run = embedded_run(sampling={"temperature": 1.5})
    drawn = drawn_of(run)
    outcomes, places = outcomes_of(run, drawn)
    assert sum(outcome.share for outcome in outcomes) == pytest.approx(1, abs=1e-5)
    assert [outcome.rest for outcome in outcomes] == [False] * 14 + [True]
    best = int(run.pipeline.probs.argmax())
    assert (places == 0).sum() == (drawn == best).sum()


def test_when_one_token_is_left_all_draws_are_it() -> None:
    run = embedded_run(sampling={"temperature": 0})
    outcomes, places = outcomes_of(run, drawn_of(run))
    assert [outcome.share for outcome in outcomes] == [1.0]
    assert set(places.tolist()) == {0}
    assert variety(run, drawn_of(run)) == "In 1,000 draws 1 token came."
    assert verdict(chi_square(run.pipeline.probs, drawn_of(run))).startswith("Only one token")


@pytest.mark.parametrize(
    ("p", "said"),
    [
        (0.58, "The counts agree with the probabilities: by chance alone, 58 of 100 such trials would be at least"),
        (0.03, "farther from the probabilities than usual: by chance alone, 3 of 100 such trials would be so far."),
        (0.004, "4 of 1,000 such trials"),
        (0.0001, "less than 1 of 1,000 such trials"),
    ],
)
def test_the_verdict_says_what_the_p_value_means(p: float, said: str) -> None:
    assert said in verdict(ChiSquare(12.3, 14, p))


def test_the_verdict_is_honest_about_seeds() -> None:
    unusual = 0
    for seed in range(60):
        run = embedded_run(sampling={"seed": seed})
        found = chi_square(run.pipeline.probs, drawn_of(run))
        unusual += found is not None and found.p < 0.05
    assert unusual <= 9


def test_variety_counts_the_tokens_that_came() -> None:
    run = embedded_run(sampling={"temperature": 2})
    drawn = drawn_of(run)
    assert f"{len(np.unique(drawn))} different tokens came" in variety(run, drawn)
