"""The pass against the run that it tells: every number on it is one of the trace's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from explorer.engine.runs import Run
from explorer.views.home.whole_pass import (
    SHOWN,
    clearest_look,
    guesses,
    last_vector,
    layers,
    multiplications,
    pooled,
    selected,
    stages,
)
from tests.findings.embedded import embedded_run, model

LONG = "Tom had a red ball. Anna had a blue ball. Tom threw the red ball."


@pytest.fixture(params=["a", "東", LONG])
def run(request: pytest.FixtureRequest) -> Run:
    return embedded_run(request.param)


def first(run: Run) -> int:
    return max(0, len(run.tokens) - SHOWN)


@given(
    arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=90), elements=st.floats(-9, 9)), st.integers(1, 30)
)
def test_pooling_keeps_the_mean_of_what_it_pools(vectors: np.ndarray, cells: int) -> None:
    found = pooled(vectors, cells)
    assert found.shape[-1] == min(cells, vectors.shape[-1])
    if vectors.shape[-1] % cells == 0:
        expected = vectors.reshape(len(vectors), cells, -1).mean(-1)
        np.testing.assert_allclose(found, expected, atol=1e-9)


def test_all_shares_of_every_head_are_on_screen_or_said_to_be_elsewhere(run: Run) -> None:
    for layer in layers(run, first(run)):
        np.testing.assert_allclose(layer.looks.sum(-1) + layer.rest, 1, atol=1e-5)


def test_a_head_names_the_token_it_looks_at_most_on_screen_or_not(run: Run) -> None:
    for index, layer in enumerate(layers(run, first(run))):
        rows = run.trace.pattern(index)[:, -1]
        assert [text for text, _ in layer.most] == [run.tokens[key].text for key in rows.argmax(-1)]
        np.testing.assert_allclose([share for _, share in layer.most], rows.max(-1), atol=1e-6)


def test_a_score_is_the_sum_of_its_products(run: Run) -> None:
    head = selected(run, first(run))
    np.testing.assert_allclose((head.q * head.k).sum(-1), head.dots, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(head.dots * head.scale, head.scores, rtol=1e-4, atol=1e-4)


def test_the_stream_is_the_sum_of_what_was_added(run: Run) -> None:
    found = layers(run, first(run))
    before = pooled(run.trace.resid(0)[-1])
    for layer in found:
        before = before + layer.attention + layer.mlp
        np.testing.assert_allclose(layer.after[-1], before, atol=1e-3)


def test_the_chosen_token_is_among_the_guesses_once(run: Run) -> None:
    found = guesses(run)
    assert [guess.chosen for guess in found].count(True) == 1
    assert [guess.share for guess in found] == sorted((guess.share for guess in found), reverse=True)


def test_every_stage_says_something(run: Run) -> None:
    found = stages(run)
    assert len(found) == 7 + 2 * run.model.shape.n_layers
    assert all(stage.said and "{" not in stage.said for stage in found)


def test_the_clearest_look_is_not_at_itself_nor_at_the_first_while_others_are_left() -> None:
    rows = np.array([[0.5, 0.1, 0.4], [0.6, 0.3, 0.1]])
    assert clearest_look(rows) == (1, 1)
    assert clearest_look(rows[:, :2]) == (1, 0)
    assert clearest_look(rows[:, :1]) == (1, 0)


def test_multiplications_are_those_of_the_weight_matrices_and_of_attention() -> None:
    shape, module = model().shape, model().module
    # Every number of a block's matrices is multiplied once for each token.
    matrices = sum(p.numel() for name, p in module.named_parameters() if ".h." in name and p.ndim == 2)
    attention = 2 * shape.n_layers * shape.n_heads * shape.d_head * (1 + 2 + 3)
    assert multiplications(shape, 3) == 3 * matrices + attention + shape.n_vocab * shape.d_model


def test_a_guess_is_the_last_vector_times_its_row() -> None:
    run = embedded_run()
    last = last_vector(run)
    assert last is not None
    for guess in guesses(run):
        assert guess.row is not None
        assert abs(float(last @ guess.row) + guess.bias - float(guess.logit)) < 0.006
