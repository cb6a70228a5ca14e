"""What moved, as it is shown and said."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import spearmanr

from explorer.errors import Refused
from explorer.findings.gpt3.moved import (
    agreement,
    boards,
    by_layer,
    chosen_head,
    correlation,
    elsewhere,
    moved,
    patterns,
    striking,
    what_head,
)
from explorer.findings.gpt3.pair import Pair, which_pair
from tests.findings.embedded import embedded_run, model
from tests.findings.gpt3.pairs import embedded_pair, tiny_pair

PROMPT = "What colour is a banana?"


def test_nothing_moves_in_a_model_against_itself() -> None:
    found = moved(Pair(model(), model()), PROMPT)
    assert not any(one.any() for one in (found.weights.heads, found.outputs.heads, found.outputs.stream))
    assert correlation(found) is None
    assert agreement(found) == "All heads moved alike, so there is nothing to compare."


def test_the_boards_hold_each_heads_numbers_and_open_on_what_moved_most() -> None:
    found = moved(embedded_pair(), PROMPT)
    head = chosen_head(embedded_run(), found)
    assert head == np.unravel_index(found.outputs.heads.argmax(), found.outputs.heads.shape)
    shown = boards(found, head)
    values = [grid.values.values for grid in shown.grids]
    weights = found.weights
    for got, expected in zip(values[2:], (weights.q, weights.k, weights.v, weights.o), strict=True):
        np.testing.assert_array_equal(got, expected)
    assert len({grid.most for grid in shown.grids[2:]}) == 1  # the same colour is the same distance in all four
    assert chosen_head(embedded_run(layer=99, head=3), found) == (7, 3)


def test_the_sentences_say_the_numbers() -> None:
    found = moved(embedded_pair(), PROMPT)
    layer, head = found.most
    assert f"layer {layer + 1}, head {head + 1}" in striking(found)
    rho, _p = spearmanr(found.weights.heads.ravel(), found.outputs.heads.ravel())
    assert correlation(found) == pytest.approx(float(np.asarray(rho)))
    assert "(of 64 heads)" in agreement(found)
    assert "The embeddings of the tokens moved by" in elsewhere(found)
    assert what_head(found, (2, 1)).startswith("Layer 3, head 2: its weights moved by")
    assert [len(line.values) for line in by_layer(found)] == [8, 8, 8, 9]


def test_a_heads_pattern_is_shown_before_and_after() -> None:
    pair = embedded_pair()
    found = moved(pair, PROMPT)
    before, after = patterns(pair, found, (1, 2), 99).panels
    assert before.tokens == after.tokens
    assert not np.array_equal(before.weights.values, after.weights.values)
    np.testing.assert_allclose(before.weights.values.sum(-1), 1, atol=1e-5)


def test_models_that_are_no_pair_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="are not of one architecture and shape"):
        moved(Pair(model(), tiny_pair(tmp_path).after), PROMPT)
    with pytest.raises(Refused, match="the prompt has 65 tokens, but explorer-gpt reads at most 64"):
        moved(tiny_pair(tmp_path), "a" + " a" * 64)


def test_a_model_that_is_neither_is_told_what_a_pair_would_be() -> None:
    assert which_pair(embedded_run()).startswith("explorer-gpt before, and explorer-chat")
    other = replace(embedded_run(), model=replace(model(), name="another"))
    assert which_pair(other).startswith("another stands alone here: to see what a second training changed in it")
