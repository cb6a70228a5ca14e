"""What the page says of speculative decoding is what happened."""

import pytest

from explorer.decoding.speculative import Proposal, Round
from explorer.findings.output.race import Raced
from explorer.findings.output.speculation import steps, verdict
from tests.findings.embedded import embedded_run

YES, NO = Proposal(300, 0.5, 0.6, 0.9, True), Proposal(301, 0.5, 0.1, 0.4, False)
ROUNDS = (Round((YES, NO), (302,), 42), Round((YES, YES), (), 7))


def raced(seconds: float, alone: float) -> Raced:
    return Raced(ROUNDS, seconds, alone, 5)


@pytest.mark.parametrize(
    ("seconds", "said"), [(1.0, "2.00 times as fast"), (4.0, "2.00 times slower"), (2.0, "no gain and no loss")]
)
def test_a_gain_and_a_loss_are_both_said(seconds: float, said: str) -> None:
    assert said in verdict(raced(seconds, 2.0))


def test_every_chip_says_what_became_of_it() -> None:
    shown = steps(embedded_run(), ROUNDS)
    first, second = shown.groups
    assert [chip.state for chip in first.chips] == ["accepted", "rejected", "dropped", "own"]
    assert [chip.row for chip in first.chips] == [0, 1, None, None]
    assert [chip.state for chip in second.chips] == ["accepted", "accepted", "own"]
    rejected = shown.panels[0].rows[1]
    assert (rejected.a, rejected.b) == (0.5, 0.1)
    assert "20 %" in rejected.note
    assert "rejected" in rejected.note
