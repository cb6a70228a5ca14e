"""Contradictions between attributions are named, and replacing decides only what it can decide."""

import numpy as np
import pytest

from explorer.engine.replaced import Measured, Replaced
from explorer.engine.runs import Run
from explorer.findings.features.inputs import tokens_read
from explorer.findings.features.replaced import TOKENS, contradiction, holds, how, places, table, verdict
from explorer.trace.input_credits import InputAttribution, Question
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run

VALUE = 2.0


@pytest.fixture(scope="module")
def run() -> Run:
    return embedded_run("Tom had a red ball. Tom")


def credits(run: Run, **at: float) -> InputAttribution:
    scores = np.zeros(len(run.tokens))
    for place, score in at.items():
        scores[int(place[1:])] = score
    return InputAttribution(scores, VALUE)


def found(*changes: tuple[int, tuple[float, ...]]) -> Measured:
    """Per place, what each of two others leaves of the answer."""
    return Measured(VALUE, -0.5, tuple(Replaced(place, (300, 301), values, (-1.0, -3.0)) for place, values in changes))


def said(run: Run, methods: list[InputAttribution], what: Measured) -> str:
    question = Question(run.trace.ids, len(run.trace.ids) - 1, 400)
    return "".join(part.text for part in parts(verdict(run, tokens_read(run), question, methods, what)))


@pytest.mark.parametrize(("left", "winner"), [((0.5, 1.0), "integrated gradients"), ((3.0, 2.5), "gradient × input")])
def test_the_method_whose_direction_replacing_confirms_is_named(run: Run, left: tuple[float, ...], winner: str) -> None:
    methods = [credits(run, p3=-0.8, p1=1.0), credits(run, p3=1.2, p1=0.9)]
    text = said(run, methods, found((1, (1.0, 1.5)), (3, left)))
    assert "contradict each other about ·red: gradient × input says −0.80, integrated gradients +1.20." in text
    assert f"here the direction of {winner} is the right one" in text
    right = (2, 1) if winner == "integrated gradients" else (1, 2)
    assert f"have the direction right for {right[0]}, gradient × input for {right[1]}." in text


def test_where_others_move_the_answer_both_ways_nothing_is_decided(run: Run) -> None:
    text = said(run, [credits(run, p3=-0.8), credits(run, p3=1.2)], found((3, (1.0, 3.0))))
    assert "decides nothing: some raise the answer, others lower it." in text
    assert "the right one" not in text
    assert "no clear direction" in text


def test_where_the_methods_agree_no_contradiction_is_claimed(run: Run) -> None:
    text = said(run, [credits(run, p3=0.8), credits(run, p3=1.2)], found((3, (1.0, 1.5))))
    assert "agree about the direction" in text
    assert "contradict" not in text


def test_one_method_alone_is_held_against_replacing_alone(run: Run) -> None:
    text = said(run, [credits(run, p3=0.8)], found((3, (1.0, 1.5))))
    assert text.startswith("Of the 1 token whose replacing is clear, gradient × input has the direction right for 1.")


def test_a_token_that_stands_twice_is_told_by_its_place_and_its_probability_before_and_after() -> None:
    run = embedded_run("a red red ball")
    text = said(run, [credits(run, p1=1.0)], found((1, (1.0, 1.5))))
    assert "What matters most is ·red (token 2):" in text
    assert "goes from 61 % to 14 % (a change of −1.50 in its logarithm)" in text


def test_what_is_worth_replacing_is_what_either_method_credits_most_in_the_order_of_the_text(run: Run) -> None:
    first, second = credits(run, p2=9.0, p0=0.1), credits(run, p4=-0.5, p1=0.4)
    worth = places(tokens_read(run), [first, second])
    assert list(worth) == sorted(worth)
    assert {1, 2, 4} <= set(worth)
    assert len(worth) == min(TOKENS, len(run.tokens))


def test_the_table_has_a_cell_for_each_method_and_for_the_change(run: Run) -> None:
    shown = table(run, tokens_read(run), [credits(run, p3=-0.8), credits(run, p3=1.2)], found((3, (1.0, 1.5))))
    assert [column.name for column in shown.columns] == [
        "Gradient × input",
        "Integrated gradients",
        "Replaced, measured",
    ]
    assert all(column.asks.endswith("?") for column in shown.columns)
    (row,) = shown.rows
    assert [(cell.told, cell.note) for cell in row.cells] == [("−0.80", ""), ("+1.20", ""), ("+0.75", "+0.50 to +1.00")]
    assert (row.text, row.place, row.against) == ("·red", "4", True)


def test_a_credit_next_to_nothing_contradicts_nobody() -> None:
    assert contradiction([-0.8, 1.2])
    assert not contradiction([-0.01, 1.2])
    assert not contradiction([-0.8])


def test_an_answer_that_is_another_when_read_anew_is_said_and_nothing_concluded(run: Run) -> None:
    right, wrong = found(), Measured(VALUE + 0.5, -0.5, ())
    assert holds(credits(run), right)
    assert not holds(credits(run), wrong)
    assert "the same answer within 0.000" in how(credits(run), right)
    assert "off by 0.500. So nothing is concluded." in how(credits(run), wrong)
