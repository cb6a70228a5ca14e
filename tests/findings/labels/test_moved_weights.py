"""The board of weights."""

from dataclasses import replace

import numpy as np

from explorer.findings.labels.moved_weights import board, finding, how, kinds, rows, texts
from explorer.models.weight_kinds import KINDS
from tests.findings.labels.runs import tiny_run, tiny_step
from tests.models.tiny import N_LAYERS


def test_the_board_is_in_proportion_to_the_rate() -> None:
    found = tiny_step()
    first, last = board(found, 0), board(found, len(found.rates) - 1)
    assert first.shape == (N_LAYERS, len(KINDS)) == (len(rows(first)), len(kinds()))
    np.testing.assert_allclose(last / first, found.rates[-1] / found.rates[0])


def test_the_sentence_names_what_went_farthest() -> None:
    found = tiny_step()
    values = board(found, found.best)
    layer, kind = np.unravel_index(values.argmax(), values.shape)
    assert f"{kinds()[kind]} of layer {layer + 1}" in finding(tiny_run(), found, found.best)
    assert "The table of 61 token vectors" in finding(tiny_run(), found, found.best)  # it is the output layer, too
    few = replace(found, moved=replace(found.moved, rows=4))
    assert "only 4 moved" in finding(tiny_run(), few, found.best)


def test_what_is_not_there_is_no_number() -> None:
    values = np.array([[0.5, np.nan]])
    assert texts(values) == [["50 %", "–"]]


def test_the_two_ways_are_told_apart() -> None:
    assert "Plain gradient descent" in how(tiny_step())
    assert "Adam's first step" in how(tiny_step("adam"))
