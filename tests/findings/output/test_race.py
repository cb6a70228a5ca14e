"""A text written with a draft and without is raced from the same place."""

import pytest

from explorer.decoding.speculative import Proposal, Round
from explorer.findings.output.race import Raced, race
from tests.findings.embedded import embedded_run

YES, NO = Proposal(300, 0.5, 0.6, 0.9, True), Proposal(301, 0.5, 0.1, 0.4, False)
ROUNDS = (Round((YES, NO), (302,), 42), Round((YES, YES), (), 7))


def test_tokens_passes_and_acceptance_are_counted() -> None:
    found = Raced(ROUNDS, 1.0, 2.0, 5)
    assert found.tokens == (300, 42, 300, 300, 7)
    assert found.a_pass == 2.5
    assert found.accepted == pytest.approx(3 / 4)
    assert found.speed_up == pytest.approx(2)


def test_greedy_with_a_draft_is_greedy_without() -> None:
    run = embedded_run(sampling={"temperature": 0.0})
    tokens = race(run, "first:3", 3).tokens
    assert tokens == race(run, "first:1", 1).tokens
    assert len(tokens) <= 24
