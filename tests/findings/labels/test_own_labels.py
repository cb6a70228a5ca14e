"""The exercises as they are shown and said."""

import pytest

from explorer.findings.labels.label_sets import Label
from explorer.findings.labels.own_labels import (
    GAP,
    first_guesses,
    how_much,
    no_head,
    picture,
    question_of,
    shown_places,
    striking,
    table,
)
from explorer.findings.labels.readings import reading_of
from tests.findings.embedded import embedded_run
from tests.findings.labels.runs import encoder, encoder_run
from tests.marked import plain

LABEL = Label("good", ("good", "bad"))


def test_each_way_is_a_row_and_the_label_is_one_bar_of_one_bit() -> None:
    run = embedded_run(position=2)
    both = (reading_of(run, run.model), reading_of(run, encoder()))
    nexts, gaps, label = picture(run, both, LABEL).rows
    assert [piece.text for piece in nexts.pieces] == [token.text for token in run.tokens]
    assert nexts.pieces[0].bits is None  # nothing predicts it
    assert sum(piece.bits or 0 for piece in nexts.pieces) == pytest.approx(both[0].bits, abs=1e-3)
    assert (nexts.selected, nexts.pickable, gaps.selected, gaps.pickable) == (2, True, None, False)
    assert all(piece.bits is not None for piece in gaps.pieces)
    assert [(piece.text, piece.bits) for piece in label.pieces] == [("good", 1.0)]
    assert "at most 1.0 bits (0.7 nats)" in label.note


def test_the_sentence_names_the_hardest_token_and_counts_the_answers() -> None:
    run = embedded_run()
    own = reading_of(run, run.model)
    said = plain(striking(own))
    assert said.startswith(f"Nobody labelled this text, yet it holds {own.n} questions with their answers.")
    assert run.tokens[own.exercises.places[own.hardest]].text in said
    assert f"{own.found.surprisal.max():.1f} bits" in said


def test_every_exercise_is_a_row_with_its_question_and_its_loss() -> None:
    run = embedded_run()
    both = (reading_of(run, run.model), reading_of(run, encoder()))
    rows = table(run, both, LABEL).rows
    assert len(rows) == both[0].n + both[1].n + 1
    first = rows[0]
    assert (first.text, first.cells[0].text) == (run.tokens[0].text, run.tokens[1].text)
    bits = both[0].found.surprisal[0]
    assert first.cells[1].text == f"{bits:.2f} bits"
    assert first.cells[1].note == f"{bits * 0.693147:.2f} nats"
    right = sum(row.cells[2].mark == "right" for row in rows[: both[0].n])
    assert plain(first_guesses(both[0])).startswith(f"Its first guess was right for {right} of {both[0].n}")
    assert rows[-1].text == run.question.prompt


def test_a_gap_stands_between_what_is_before_and_behind() -> None:
    run = encoder_run()
    one = reading_of(run, run.model)
    texts = [run.tokens[place].text for place in one.exercises.places]
    assert question_of(one, 1) == f"{texts[0]}{GAP}{''.join(texts[2:])}"
    assert shown_places(one) == list(one.exercises.places)


def test_of_a_long_question_the_end_is_shown() -> None:
    run = embedded_run("One two three four five six seven eight nine ten, one two three four five six seven eight.")
    one = reading_of(run, run.model)
    assert question_of(one, one.n - 1).startswith("…")


def test_what_is_not_measured_is_said() -> None:
    own = reading_of(embedded_run(), embedded_run().model)
    assert "is not measured" in no_head("explorer-gpt")
    said = plain(how_much(own, LABEL))
    assert f"still holds {own.bits:.1f} bits" in said
    assert f"({own.n} × log₂ 8,192)" in said
    assert f"here {own.bits:.1f} times less" in said
