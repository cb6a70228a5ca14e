"""What is said of a training, from its numbers."""

from dataclasses import replace
from math import log

import numpy as np

from explorer.engine.fine_tuning import Answer, Curve, Kind, Order, Passage, Tuned
from explorer.findings.gpt3 import fine_tune
from explorer.findings.gpt3.presets import preset
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.lessons import Example

ORDER = Order("explorer-chat", (Example("a", "b"),), (Example("c", "d"),))
ADAPTER = Adapter(1, 2.0, "explorer-chat", "f" * 64, {"p": (np.ones((1, 3), np.float32), np.ones((2, 1), np.float32))})


def answer(kind: Kind, before: str, after: str, wished: str = "right") -> Answer:
    return Answer("asked", wished, kind, (before, after), (log(0.25), log(0.5)))


FOUND = Tuned(
    ORDER,
    ADAPTER,
    Curve((2.0, 1.0), ((0, 3.0), (2, 0.5)), 1.25),
    "steps",
    100,
    (answer("unseen", "wrong", "right"), answer("seen", "x", "right"), answer("other", "right", "wrong")),
    (Passage("en", (1.0, 1.5)),),
)


def test_what_it_learnt_is_told_by_what_it_never_learnt_from() -> None:
    said = fine_tune.what_it_learnt(FOUND, None)
    assert said == "Of 1 questions that it never learnt from, it now answers 1 as wished; before, 0."


def test_a_form_without_its_content_is_said() -> None:
    json = preset("json")
    answers = (answer("unseen", "Green.", '{"answer": "Yellow"}', '{"answer": "Green"}'),)
    said = fine_tune.what_it_learnt(replace(FOUND, answers=answers), json)
    assert "1 answer has the wished form" in said
    assert "wished form" not in fine_tune.what_it_learnt(FOUND, json)


def test_without_unseen_examples_those_learnt_by_heart_are_told_as_such() -> None:
    assert "learnt more than these by heart" in fine_tune.what_it_learnt(replace(FOUND, answers=FOUND.of("seen")), None)


def test_what_it_forgot_is_told_by_other_answers_and_by_texts() -> None:
    said = fine_tune.what_it_forgot(FOUND)
    assert "of 1 other questions it answers 0 as before (right: 1, now 0)" in said
    assert "English costs 1.50 bits a byte instead of 1.00" in said


def test_how_little_was_trained_is_counted() -> None:
    assert fine_tune.how_little(ADAPTER, 100).startswith("5 numbers were trained, 5.0 % as many as the model has (100)")


def test_how_it_went_names_steps_seconds_and_the_loss() -> None:
    said = fine_tune.how_it_went(FOUND)
    assert said.startswith("2 steps in 1.2 seconds.")
    assert "from 3.00 to 0.50" in said
    assert "no more time" in fine_tune.how_it_went(replace(FOUND, ending="seconds"))
    assert "You ended it" in fine_tune.how_it_went(replace(FOUND, ending="stopped"))
    assert "lower rate" in fine_tune.how_it_went(replace(FOUND, ending="diverged"))


def test_the_table_has_every_question_once_with_the_wished_answers_probability() -> None:
    table = fine_tune.before_and_after(FOUND)
    assert [row.group for row in table.rows] == [
        "Never learnt from",
        "Learnt from",
        "Other questions: what it could do before",
    ]
    first = table.rows[0]
    assert [cell.mark for cell in first.cells] == ["", "", "right"]
    assert [cell.note for cell in first.cells[1:]] == ["wished answer: 25 %", "wished answer: 50 %"]
    assert fine_tune.to_be_taught(ORDER).columns == ("Question", "Wished answer")


def test_the_card_names_the_base_and_its_weights_and_nothing_that_a_visitor_typed() -> None:
    card = fine_tune.card(replace(FOUND, order=replace(ORDER, examples=(Example("my secret", "x"),))))
    assert "base_model: explorer-chat" in card
    assert "f" * 64 in card
    assert "secret" not in card
