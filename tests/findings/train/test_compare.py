"""Two trainings beside each other."""

from dataclasses import replace

import pytest

from explorer.findings.train import compare
from explorer.models.training.order import Order
from tests.findings.train.progresses import progress

NAMES = ("A", "B")
ORDER = Order(steps=100)


def pair(other: Order, **fields: object):
    return progress(ORDER, last=2.0), progress(other, last=2.5, key="b", **fields)


def test_one_setting_that_differs_is_named_and_the_better_one_too() -> None:
    two = pair(replace(ORDER, d_model=16))
    said = compare.which_is_better(two, NAMES)
    assert "Width" in said
    assert "A costs 2.00" in said
    assert "B 2.50: 0.50 less" in said
    assert compare.levels(two)


def test_trainings_of_other_tokens_are_counted_in_bits_a_character() -> None:
    two = pair(replace(ORDER, cut="bpe"), characters_a_token=2.0)
    said = compare.which_is_better(two, NAMES)
    assert "bits a character: B 1.80, A 2.89" in said  # 2.5 / ln 2 / 2, and 2 / ln 2
    assert compare.levels(two) == ()
    assert "character" in compare.labels(two).loss
    ends = [line.unseen[-1][1] for line in compare.lines(two, NAMES)]
    assert ends == pytest.approx([2.885, 1.803], abs=1e-3)


def test_the_table_has_what_differs_and_nothing_else_of_the_settings() -> None:
    table = compare.what_differs(pair(replace(ORDER, rate=0.3, n_layers=1)), NAMES)
    assert [row.text for row in table.rows] == [
        "Layers",
        "Learning rate",
        "Parameters",
        "Steps taken",
        "Held-out loss",
        "It writes",
    ]
    assert [cell.text for cell in table.rows[1].cells] == ["0.003", "0.3"]
    assert [cell.text for cell in table.rows[4].cells] == ["2.00", "2.50"]


def test_two_pasted_texts_are_two_texts() -> None:
    one, other = (Order(text="", pasted=letter * 300, steps=100) for letter in "ab")
    assert not compare.alike((progress(one), progress(other)))
    assert compare.what_differs((progress(one), progress(other)), NAMES).rows[0].text == "Text"


def test_differences_within_the_margin_are_none() -> None:
    said = compare.which_is_better((progress(ORDER), progress(ORDER, last=2.01)), NAMES)
    assert "same settings" in said
    assert "alike" in said


def test_what_has_not_been_trained_is_said() -> None:
    fresh = progress(ORDER, step=0, held_out=((0, 3.9),))
    assert "B has not learned" in compare.which_is_better((progress(ORDER), fresh), NAMES)
    assert "Neither" in compare.which_is_better((fresh, fresh), NAMES)
    assert compare.which_is_better((progress(ORDER, held_out=()), fresh), NAMES) == ""


def test_two_of_one_name_can_be_told_apart() -> None:
    assert compare.names_of(["a", "b"]) == ("a", "b")
    one, other = compare.names_of(["a", "a"])
    assert one != other
