"""The pass as the screen gets it."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.engine.runs import Run
from explorer.findings.home.whole_pass import SHOWN, whole_pass


def test_the_tokens_on_screen_are_the_last_and_the_others_are_counted(run: Run) -> None:
    shown = whole_pass(run)
    assert [token.id for token in shown.tokens] == list(run.trace.ids[-SHOWN:])
    assert shown.hidden + len(shown.tokens) == len(run.tokens)
    assert shown.vectors.values.shape == (len(shown.tokens), shown.cells)


def test_a_head_of_the_model_can_be_zoomed_into_and_no_other(run: Run) -> None:
    shown, (n_layers, n_heads) = whole_pass(run), (run.model.shape.n_layers, run.model.shape.n_heads)
    assert shown.zoom([n_layers - 1, n_heads - 1]) == (n_layers - 1, n_heads - 1)
    beyond: list[Any] = [[n_layers, 0], [0, n_heads], [-1, 0], [0], None, "00"]
    for sent in beyond:
        with pytest.raises(Dropped):
            shown.zoom(sent)
