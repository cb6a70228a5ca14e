"""What is read aloud of a picture of cells is what is in them."""

import numpy as np

from explorer.components.attention.score_grids import Grid
from explorer.components.payload import Floats32
from explorer.findings.spoken import cells_spoken, grids_spoken, looks_spoken


def test_the_largest_cells_are_told_the_largest_first() -> None:
    values = np.array([[0.1, 0.7], [np.nan, 0.3]])
    assert cells_spoken(values, lambda row, column: f"{row}{column}", 2) == "01; 11"
    assert cells_spoken(np.zeros((2, 2)), lambda row, column: f"{row}{column}") == ""


def test_the_first_row_of_a_causal_pattern_has_no_choice_and_is_not_told() -> None:
    weights = np.array([[1.0, 0, 0], [0.9, 0.1, 0], [0.2, 0.5, 0.3]])
    told = looks_spoken(weights, "abc", "abc", causal=True)
    assert told == "Strongest: “b” → “a”: 90 %; “c” → “b”: 50 %; “c” → “c”: 30 %."
    assert "“a” → “a”: 100 %" in looks_spoken(weights, "abc", "abc", causal=False)


def test_of_every_grid_the_highest_head_is_told_in_its_unit() -> None:
    values = np.array([[0.2, 0.9], [0.4, 0.1]])
    grids = (Grid("sink", "", Floats32(values)), Grid("entropy", "", Floats32(4 * values), most=5, bits=True))
    assert grids_spoken(grids) == "sink: Layer 1, head 2 (90 %); entropy: Layer 1, head 2 (3.60 bits)"
