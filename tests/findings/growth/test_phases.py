"""The phases of a training: the rule that marks the change, and what is said of it."""

import numpy as np
import pytest

from explorer.findings.growth import phases
from tests.findings.growth.history import STEPS, history

FLAT = (0.01, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2)


def test_the_change_lies_where_the_best_score_rises_and_names_its_head() -> None:
    found = phases.emergence(history(), "induction")
    assert found.head == (1, 0)
    assert found.rise is not None
    assert 200 < found.rise.begin < found.rise.middle < found.rise.end < 400
    assert found.best.tolist() == [0.01, 0.01, 0.01, 0.01, 0.01, 0.91, 0.95]


def test_the_checkpoints_before_and_after_are_kept_ones_outside_of_it() -> None:
    assert phases.before_and_after(history()) == (100, 400)
    assert phases.before_and_after(history(back=FLAT)) is None


def test_nothing_is_marked_where_no_head_has_the_name() -> None:
    assert phases.emergence(history(back=FLAT), "induction").rise is None
    assert phases.band(history(back=FLAT)) is None
    assert phases.striking(history(back=FLAT)).startswith(
        "First it learns which tokens are frequent (nearest at step 10)"
    )
    assert phases.striking(history(back=FLAT)).endswith("the best induction score is 20 %.")


def test_the_sentence_says_what_was_found() -> None:
    said = phases.striking(history())
    assert said.startswith("Between step 2")
    assert "rises from 1.0 % to 95 % (layer 2, head 1)" in said


def test_the_order_of_the_stages_is_read_off_the_distances_and_the_heads() -> None:
    said = phases.order(history())
    assert "(unigrams) at step 10, 0.50 bits away" in said
    assert "(bigrams) at step 100, 1.10 bits away" in said
    assert "before the one that looks back" in said
    early = history(back=(0.01, 0.01, 0.9, 0.9, 0.9, 0.9, 0.9))
    assert "before the one that looks back" not in phases.order(early)
    assert "half" not in phases.order(history(back=FLAT))


def test_the_tables_are_marked_where_the_predictions_are_nearest_to_them() -> None:
    assert [mark.step for mark in phases.marks(history())] == [10, 100]


def test_each_panel_has_a_value_a_moment_or_a_level() -> None:
    for panel in phases.panels(history()):
        for line in panel.lines:
            assert line.level is not None or (line.values is not None and len(line.values) == len(STEPS))


def test_the_nearest_kept_step_is_so_by_the_logarithm() -> None:
    assert [phases.nearest(history(), step) for step in (0, 4, 30, 34, 5_000)] == [0, 10, 10, 100, 1000]


def test_the_tables_of_the_loss_are_the_historys() -> None:
    levels = [line.level for line in phases.panels(history())[0].lines if line.level is not None]
    assert levels == [9.7, 6.9]
    assert phases.panels(history())[0].lines[0].values == pytest.approx(np.array([11.0, 10.9, 9.5, 7.0, 6.6, 6.0, 5.5]))
