"""What the page says of speculative decoding is what happened."""

import pytest

from explorer.decoding.speculative import Proposal, Round
from explorer.views.output import drafts
from explorer.views.output.speculation import Raced, groups, panels, race, verdict
from tests.findings.embedded import embedded_run, model

YES, NO = Proposal(300, 0.5, 0.6, 0.9, True), Proposal(301, 0.5, 0.1, 0.4, False)
ROUNDS = (Round((YES, NO), (302,), 42), Round((YES, YES), (), 7))


def raced(seconds: float, alone: float) -> Raced:
    return Raced(ROUNDS, seconds, alone, 5)


def test_tokens_passes_and_acceptance_are_counted() -> None:
    found = raced(1.0, 2.0)
    assert found.tokens == (300, 42, 300, 300, 7)
    assert found.a_pass == 2.5
    assert found.accepted == pytest.approx(3 / 4)
    assert found.speed_up == pytest.approx(2)


@pytest.mark.parametrize(
    ("seconds", "said"), [(1.0, "2.00 times as fast"), (4.0, "2.00 times slower"), (2.0, "no gain and no loss")]
)
def test_a_gain_and_a_loss_are_both_said(seconds: float, said: str) -> None:
    assert said in verdict(raced(seconds, 2.0))


def test_every_chip_says_what_became_of_it() -> None:
    first, second = groups(embedded_run(), ROUNDS)
    assert [chip["state"] for chip in first["chips"]] == ["accepted", "rejected", "dropped", "own"]
    assert [chip["row"] for chip in first["chips"]] == [0, 1, None, None]
    assert [chip["state"] for chip in second["chips"]] == ["accepted", "accepted", "own"]
    rows = panels(embedded_run(), ROUNDS)[0]["rows"]
    assert (rows[1]["a"], rows[1]["b"]) == (0.5, 0.1)
    assert "20 %" in rows[1]["note"]
    assert "rejected" in rows[1]["note"]


def test_greedy_with_a_draft_is_greedy_without() -> None:
    run = embedded_run(sampling={"temperature": 0.0})
    tokens = race(run, "first:3", 3).tokens
    assert tokens == race(run, "first:1", 1).tokens
    assert len(tokens) <= 24


def test_drafts_are_named_in_words() -> None:
    assert drafts.label("first:1") == "its own first layer"
    assert drafts.label("first:3") == "its own first 3 layers"
    assert drafts.label("other") == "other"
    assert drafts.default(["other", "first:1"]) == "other"
    assert drafts.default([f"first:{n}" for n in range(1, 6)]) == "first:3"
    assert drafts.reader(model(), "first:2") is not None
