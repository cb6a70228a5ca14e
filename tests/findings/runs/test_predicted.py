"""The game of predicting: what is hidden stays hidden, and the error is said whatever it is."""

from dataclasses import replace

import pytest

from explorer.findings.runs.predicted import (
    Prediction,
    bounds,
    counts,
    expected,
    offered_budgets,
    outcome,
    picture,
    prediction,
    question,
)
from explorer.scaling.own_runs import of_kind

BUDGET = offered_budgets()[-1]


@pytest.fixture(scope="module")
def one() -> Prediction:
    return prediction(counts(BUDGET)[0], BUDGET)


def test_the_law_has_not_seen_what_it_predicts(one: Prediction) -> None:
    assert one.target.n == max(run.n for run in of_kind("straight") if run.budget == BUDGET)
    assert max(run.n for run in one.seen) < one.target.n
    assert len({run.n for run in one.seen}) == counts(BUDGET)[0]
    assert one.value == pytest.approx(float(one.law.law(one.target.n, one.target.tokens)))
    assert one.interval.low < one.interval.high


def test_the_truth_is_not_in_the_picture_before_it_is_uncovered(one: Prediction) -> None:
    hidden = {run.loss for run in (*one.hidden, one.target)}
    lines, _, marks, _ = picture(one, 3.0, law=True, revealed=False)
    assert not hidden & {y for line in lines for y in line.y} | hidden & {mark.y for mark in marks}
    lines, _, marks, _ = picture(one, 3.0, law=True, revealed=True)
    assert hidden <= {y for line in lines for y in line.y} | {mark.y for mark in marks}


def test_without_the_law_there_is_the_guess_alone(one: Prediction) -> None:
    _, bands, marks, _ = picture(one, 3.25, law=False, revealed=False)
    assert bands == []
    assert [(mark.x, mark.y) for mark in marks] == [(one.target.n, 3.25)]


def test_a_guess_can_be_the_truth(one: Prediction) -> None:
    low, high, first = bounds(one)
    assert low <= first <= high
    assert low < one.target.loss < high


def test_sentences_say_what_was_predicted_and_how_far_off_it_was(one: Prediction) -> None:
    assert "What does the model of" in question(one)
    sure = replace(one, law=replace(one.law, fit=replace(one.law.fit, agreed=True)))
    assert f"{one.value:.3f}" in expected(sure)
    said = outcome(sure, one.target.loss + 0.5)
    assert f"It lost {one.target.loss:.3f} nats" in said
    assert "off by 0.500 nats" in said
    too_much = replace(sure, value=one.interval.high + 1, interval=replace(one.interval, low=9.0, high=10.0))
    assert "too much" in outcome(too_much, 3.0)
    too_little = replace(sure, value=0.5, interval=replace(one.interval, low=0.4, high=0.6))
    assert "too little" in outcome(too_little, 3.0)
    right = replace(sure, value=one.target.loss, interval=replace(one.interval, low=0.0, high=9.0))
    assert "within its interval" in outcome(right, 3.0)


def test_fits_that_do_not_agree_give_no_number(one: Prediction) -> None:
    unsure = replace(one, law=replace(one.law, fit=replace(one.law.fit, agreed=False)))
    assert f"{one.value:.3f}" not in expected(unsure) + outcome(unsure, 3.0)
    lines, bands, marks, _ = picture(unsure, 3.0, law=True, revealed=False)
    assert (bands, len(marks)) == ([], 1)
    assert lines
