"""Which head is watched while it forms, and what is drawn of it."""

import numpy as np
import pytest

from explorer.findings.train.head import chosen_head, forming
from tests.findings.train.progresses import WATCHED, looks, progress


@pytest.mark.parametrize("place", [(0, 1), (1, 0)])
def test_the_head_that_changed_is_chosen(place: tuple[int, int]) -> None:
    assert chosen_head(progress(), looks(*place).__getitem__) == place


def test_it_stays_the_same_once_a_quarter_of_the_steps_is_over() -> None:
    later = looks(0, 1)
    later[100] = looks(1, 1)[100]  # another head overtakes it
    assert chosen_head(progress(), later.__getitem__) == (0, 1)


def test_its_patterns_before_and_now_are_drawn() -> None:
    patterns = looks(1, 1)
    drawn = forming(progress(), patterns.__getitem__, None)
    assert drawn is not None
    before, after = drawn.panels
    np.testing.assert_allclose(before.weights.values[-1], 0.25)
    np.testing.assert_allclose(after.weights.values[-1], [1, 0, 0, 0])
    assert before.tokens == ("T", "h", "e", "·")
    assert drawn.position == len(WATCHED) - 1
    assert "100" in after.title


def test_before_the_first_step_there_is_one_panel_and_before_any_look_none() -> None:
    patterns = looks(0, 0)
    first = forming(progress(looks=(0,)), patterns.__getitem__, 2)
    assert first is not None
    assert len(first.panels) == 1
    assert first.position == 2
    assert forming(progress(looks=()), patterns.__getitem__, 2) is None


def test_a_place_of_another_text_is_not_kept() -> None:
    drawn = forming(progress(), looks(0, 0).__getitem__, 40)
    assert drawn is not None
    assert drawn.position == len(WATCHED) - 1
