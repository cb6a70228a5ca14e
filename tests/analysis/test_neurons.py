from typing import TYPE_CHECKING, cast

import numpy as np
import pytest

from explorer.analysis.neurons import strongest_neurons

if TYPE_CHECKING:
    from explorer.trace import Trace
from tests.analysis.runs import run

ACTIVATIONS = run()["blocks.1.mlp.hook_post"][6]


def test_the_strongest_come_first_whatever_their_sign() -> None:
    index, activation = strongest_neurons(run(), 1, 6, 5)
    np.testing.assert_allclose(activation, ACTIVATIONS[index], rtol=1e-5)
    np.testing.assert_allclose(np.abs(activation), np.sort(np.abs(ACTIVATIONS))[::-1][:5], rtol=1e-5)
    assert index.tolist() == sorted(range(ACTIVATIONS.size), key=lambda i: -abs(ACTIVATIONS[i]))[:5]


def test_a_strongly_negative_neuron_is_strong_and_of_equals_the_lowest_index_comes_first() -> None:
    made_up = cast("Trace", {"blocks.0.mlp.hook_post": np.array([[0.5, -2, 1, 2, -0.5]], np.float32)})
    index, activation = strongest_neurons(made_up, 0, 0, 5)
    assert index.tolist() == [1, 3, 2, 0, 4]
    assert activation.tolist() == [-2, 2, 1, 0.5, -0.5]


def test_more_than_there_are_is_all_of_them() -> None:
    index, _ = strongest_neurons(run(), 1, 6, 10_000)
    assert sorted(index.tolist()) == list(range(ACTIVATIONS.size))


def test_a_prompt_of_one_token_has_neurons() -> None:
    assert strongest_neurons(run(ids=(7,)), 0, 0, 3)[0].shape == (3,)


def test_none_at_all_is_an_error() -> None:
    with pytest.raises(ValueError, match="k must be at least 1, not 0"):
        strongest_neurons(run(), 0, 0, 0)


def test_one_is_enough_and_ten_are_usual() -> None:
    assert strongest_neurons(run(), 1, 6, 1)[0].tolist() == [int(np.abs(ACTIVATIONS).argmax())]
    assert strongest_neurons(run(), 1, 6)[0].shape == (10,)
