"""What an answer loses without each patch, as a job."""

import numpy as np
import pytest

from explorer.engine.jobs import Cancelled, Handle, Job
from explorer.engine.occlusion import Occluded, known, measured
from explorer.findings.gpt4.answers import answer, nothing
from explorer.findings.gpt4.board import START
from explorer.findings.gpt4.looks import asked
from explorer.pictures.drawing import pixels
from explorer.pictures.patches import without_each
from tests.findings.gpt4.seeing import model

QUESTION = "What colour is the star?"


def handle(wanted: bool = True) -> Handle:
    return Handle(Job("key", {"me"}), lambda job: wanted)


def test_greying_out_an_empty_board_changes_nothing() -> None:
    found = answer(model(), nothing(), QUESTION)
    about = (model(), nothing(), found.run.generation.prompt_ids, asked(found))
    occluded = measured(handle(), *about)
    np.testing.assert_allclose(occluded.drops, 0, atol=1e-5)
    np.testing.assert_allclose(occluded.lost, 0, atol=1e-5)


def test_it_measures_the_answer_that_was_written_and_is_kept() -> None:
    found = answer(model(), START, QUESTION)
    about = (model(), START, found.run.generation.prompt_ids, asked(found))
    occluded = measured(handle(), *about)
    assert known(*about) is occluded
    np.testing.assert_allclose(occluded.whole, found.log_probs[: len(occluded.whole)], atol=1e-4)
    touched = np.abs(occluded.drops).max(1) > 1e-5
    grey = without_each(pixels(START))
    empty = (grey == pixels(START)).all((1, 2, 3))
    assert touched.any()
    assert empty.any()
    assert not touched[empty].any()  # what is grey already can lose nothing


def test_it_ends_when_nobody_wants_it_any_more() -> None:
    with pytest.raises(Cancelled):
        measured(handle(wanted=False), model(), START, (1, 2), (3,))


def test_numbers_that_do_not_go_together_are_no_measurement() -> None:
    row = np.zeros(3, np.float32)
    with pytest.raises(ValueError, match="not those of 64 patches"):
        Occluded(row, row, np.zeros((9, 3), np.float32))
