"""DPO as a job: the picks are preferred afterwards, as the formula has it."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

from explorer.engine import model_store
from explorer.engine.answers import log_prob
from explorer.engine.jobs import Handle, Job
from explorer.engine.preferences import Margins, Pair, Preferred, Wish, preferred, sampled, tuned, two_answers
from explorer.errors import Refused
from explorer.models.tuning import lora
from explorer.models.tuning.settings import Settings
from tests.findings.embedded import model as gpt

PICKED = (Pair("The sky is", "green.", "blue."), Pair("Grass is", "red.", "green."))
OTHERS = (Pair("The sea is", "green.", "blue."),)
WISH = Wish("explorer-gpt", PICKED, OTHERS, 0.1, Settings(rank=4, rate=1e-3, steps=20, batch=2))


def handle() -> Handle:
    return Handle(Job("x", {"me"}), lambda job: True)


@pytest.fixture(scope="module")
def found() -> Preferred:
    model_store.ask("explorer-gpt").result()
    return tuned(handle(), WISH)


def test_the_first_step_costs_the_logarithm_of_two_and_later_ones_less(found: Preferred) -> None:
    assert np.isclose(found.margins.losses[0], log(2), atol=1e-5)
    assert found.margins.losses[-1] < log(2) / 2


def test_the_picks_are_preferred_and_the_other_pairs_have_moved(found: Preferred) -> None:
    assert all(preferred(margin) > 0.6 for margin in found.margins.picked)
    assert found.margins.others[0] != 0


def test_a_margin_is_beta_times_the_difference_of_the_gains(found: Preferred) -> None:
    """Measured anew on the merged model, through the engine."""
    after = lora.merged(gpt(), found.adapter, "after")
    for pair, margin in zip((*PICKED, *OTHERS), (*found.margins.picked, *found.margins.others), strict=True):
        gains = [log_prob(after, one) - log_prob(gpt(), one) for one in pair.examples]
        assert np.isclose(WISH.beta * (gains[0] - gains[1]), margin, atol=1e-3)


def test_the_same_picks_give_the_same_updates(found: Preferred) -> None:
    again = tuned(handle(), WISH)
    assert all(np.array_equal(again.adapter.update(path), found.adapter.update(path)) for path in found.adapter.pairs)


def test_two_answers_differ_and_are_the_same_for_everybody() -> None:
    one = two_answers(gpt(), "Once upon a time", 0)
    assert one is not None
    assert one.chosen != one.rejected
    assert two_answers(gpt(), "Once upon a time", 0) == one
    assert sampled(handle(), "explorer-gpt", ("Once upon a time",), 0) == (one,)


def test_probabilities_of_margins_are_sigma() -> None:
    assert preferred(0.0) == 0.5
    assert np.isclose(preferred(log(3)), 0.75)
    assert (preferred(-1e4), preferred(1e4)) == (0.0, 1.0)


def test_wishes_without_picks_or_with_another_beta_are_refused() -> None:
    with pytest.raises(Refused, match="pick the better answer"):
        Wish("explorer-gpt", ())
    with pytest.raises(Refused, match="beta is 7"):
        replace(WISH, beta=7)


def test_margins_before_the_first_step_are_none() -> None:
    assert Margins((0.0,), ()).losses == ()
