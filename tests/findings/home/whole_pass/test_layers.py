"""What the layers add, against the run: every number is one of the trace's."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from explorer.engine.runs import Run
from explorer.findings.home.whole_pass.layers import layers, pooled


@given(
    arrays(np.float64, array_shapes(min_dims=2, max_dims=2, max_side=90), elements=st.floats(-9, 9)), st.integers(1, 30)
)
def test_pooling_keeps_the_mean_of_what_it_pools(vectors: np.ndarray, cells: int) -> None:
    found = pooled(vectors, cells)
    assert found.shape[-1] == min(cells, vectors.shape[-1])
    if vectors.shape[-1] % cells == 0:
        expected = vectors.reshape(len(vectors), cells, -1).mean(-1)
        np.testing.assert_allclose(found, expected, atol=1e-9)


def test_all_shares_of_every_head_are_on_screen_or_said_to_be_elsewhere(run: Run, shown: list[int]) -> None:
    for layer in layers(run, shown):
        np.testing.assert_allclose(layer.looks.values.sum(-1) + layer.rest.values, 1, atol=1e-5)


def test_a_head_names_the_token_it_looks_at_most_on_screen_or_not(run: Run, shown: list[int]) -> None:
    for index, layer in enumerate(layers(run, shown)):
        rows = run.trace.pattern(index)[:, -1]
        assert [text for text, _ in layer.most] == [run.tokens[key].text for key in rows.argmax(-1)]
        np.testing.assert_allclose([share for _, share in layer.most], rows.max(-1), atol=1e-6)


def test_the_stream_is_the_sum_of_what_was_added(run: Run, shown: list[int]) -> None:
    before = pooled(run.trace.resid(0)[-1])
    for layer in layers(run, shown):
        before = before + layer.attention.values + layer.mlp.values
        np.testing.assert_allclose(layer.after.values[-1], before, atol=1e-3)


def test_lengths_are_those_of_the_vectors_and_each_layer_begins_where_the_last_one_ended(
    run: Run, shown: list[int]
) -> None:
    found = layers(run, shown)
    assert [layer.sizes.before for layer in found[1:]] == [layer.sizes.after for layer in found[:-1]]
    assert found[0].sizes.mlp == f"{np.linalg.norm(run.trace['blocks.0.hook_mlp_out'][-1]):.1f}"
