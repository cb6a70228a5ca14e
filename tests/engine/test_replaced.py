"""A token replaced on the live model: against passes made by hand."""

import numpy as np
import pytest

from explorer.engine import cache
from explorer.engine.jobs import Cancelled, Handle
from explorer.engine.replaced import OTHERS, Measured, Replaced, known, measured
from explorer.models.model import Model
from explorer.trace.input_credits import Question
from explorer.trace.run import logits as passed
from tests.models.tiny import shared

IDS = (3, 1, 4, 1, 5)
KINDS = ["gpt2", "llama", "bert"]


class Heard(Handle):
    """Wants the work up to a place."""

    def __init__(self, most: float = 99) -> None:
        self.most, self.heard = most, []

    def report(self, done: float, of: float, message: str = "", /, **values: object) -> None:
        self.heard.append((done, of))
        if done >= self.most:
            raise Cancelled


def by_hand(model: Model, question: Question, ids: tuple[int, ...]) -> tuple[float, float]:
    row = passed(model, ids)[question.position].astype(np.float64)
    log_prob = row[question.target] - np.log(np.exp(row - row.max()).sum()) - row.max()
    return float(question.of(row)), float(log_prob)


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("foil", [12, "nothing", "average"])
def test_every_answer_is_that_of_a_pass_over_the_changed_text(name: str, foil) -> None:
    model = shared(name)
    question = Question(IDS, 4, 11, foil)
    found = measured(Heard(), model, question, (0, 2, 4))
    assert (found.value, found.log_prob) == pytest.approx(by_hand(model, question, IDS), abs=1e-4)
    assert [one.place for one in found.tokens] == [0, 2, 4]
    for one in found.tokens:
        for other, value, log_prob in zip(one.by, one.values, one.log_probs, strict=True):
            changed = (*IDS[: one.place], other, *IDS[one.place + 1 :])
            assert (value, log_prob) == pytest.approx(by_hand(model, question, changed), abs=1e-4)


def test_the_others_are_what_the_model_finds_likeliest_there_but_neither_the_token_nor_a_special_one() -> None:
    model = shared("gpt2")
    (one,) = measured(Heard(), model, Question(IDS, 4, 11), (2,)).tokens
    order = np.argsort(-passed(model, IDS)[1], kind="stable").tolist()
    wanted = [token for token in order if token != IDS[2] and not model.tokenizer.is_special(token)]
    assert list(one.by) == wanted[:OTHERS]


def test_it_is_kept_and_can_be_cancelled_after_each_place() -> None:
    cache.forget("gpt2")
    model, question = shared("gpt2"), Question(IDS, 3, 13, edits=())
    with pytest.raises(Cancelled):
        measured(Heard(most=1), model, question, (1, 2, 3))
    assert known(model, question, (1, 2, 3)) is None
    handle = Heard()
    found = measured(handle, model, question, (1, 2, 3))
    assert handle.heard == [(0, 3), (1, 3), (2, 3)]
    assert known(model, question, (1, 2, 3)) is found
    assert known(model, question, (1, 2)) is None


@pytest.mark.parametrize(
    ("values", "decided"), [((1.0, 2.0), True), ((4.0, 5.0), True), ((1.0, 4.0), False), ((), False)]
)
def test_it_decides_where_all_others_move_the_answer_the_same_way(values: tuple[float, ...], decided: bool) -> None:
    one = Replaced(0, tuple(range(len(values))), values, values)
    assert one.decided(3.0) == decided


def test_numbers_that_do_not_go_with_the_others_are_an_error() -> None:
    with pytest.raises(ValueError, match="must be of one length"):
        Replaced(0, (1, 2), (0.5,), (0.5, 0.1))
    assert Measured(0.0, 0.0, ()).tokens == ()
