"""Rollout is a walk through the layers: counted path by path, it must come out the same."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.rollout import rollout
from tests.analysis.runs import run


def patterns(seed: int, n_layers: int, n_heads: int, n: int, *, causal: bool) -> list[np.ndarray]:
    drawn = np.random.default_rng(seed).dirichlet(np.ones(n), size=(n_layers, n_heads, n)).astype(np.float32)
    drawn = np.tril(drawn) + 1e-9 * np.eye(n) if causal else drawn
    return list(drawn / drawn.sum(-1, keepdims=True))


@given(st.integers(0, 999), st.integers(1, 3), st.integers(1, 2), st.integers(1, 4), st.booleans())
def test_it_is_the_sum_over_all_paths(seed: int, n_layers: int, n_heads: int, n: int, causal: bool) -> None:
    layers = patterns(seed, n_layers, n_heads, n, causal=causal)
    steps = [0.5 * sum(layer) / n_heads + 0.5 * np.eye(n) for layer in layers]
    by_hand = np.zeros((n, n))
    for path in product(range(n), repeat=n_layers + 1):
        by_hand[path[-1], path[0]] += np.prod([step[b, a] for step, a, b in zip(steps, path, path[1:], strict=False)])
    *_, found = rollout(layers)
    np.testing.assert_allclose(found, by_hand, atol=1e-5)


@given(st.integers(0, 999), st.integers(1, 8), st.integers(1, 20), st.booleans())
def test_rows_sum_to_one_and_the_future_gives_nothing(seed: int, n_layers: int, n: int, causal: bool) -> None:
    for came in rollout(patterns(seed, n_layers, 3, n, causal=causal)):
        np.testing.assert_allclose(came.sum(-1), 1, atol=1e-4)
        assert not (causal and np.triu(came, 1).any())


def test_heads_that_look_only_at_themselves_bring_nothing_in() -> None:
    *_, came = rollout([np.eye(4, dtype=np.float32)[None]] * 3)
    np.testing.assert_array_equal(came, np.eye(4))


def test_a_trace_is_left_as_it_is() -> None:
    ran = run()
    before = ran.pattern(0).copy()
    assert len(list(rollout(ran.pattern(layer) for layer in range(3)))) == 3
    np.testing.assert_array_equal(ran.pattern(0), before)
