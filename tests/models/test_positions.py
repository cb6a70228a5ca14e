"""Rotary positions are those of the model's own buffers."""

import numpy as np
import pytest

from explorer.models.positions import Rotary, rotary_of
from tests.models.tiny import shared


def test_the_frequencies_fall_from_one_and_there_is_one_a_pair() -> None:
    rotary = rotary_of(shared("llama"))
    assert rotary is not None
    assert rotary.frequencies[0] == 1
    assert (np.diff(rotary.frequencies) < 0).all()
    assert rotary.pairs == len(rotary.frequencies) == shared("llama").shape.d_head // 2


def test_where_positions_have_vectors_nothing_turns() -> None:
    assert rotary_of(shared("gpt2")) is None


def test_some_or_all_pairs_turn_but_never_none_and_never_more() -> None:
    for n in (1, 2):
        assert len(Rotary(np.ones(n, np.float32), 2, (0,)).frequencies) == n
    for n in (0, 3):
        with pytest.raises(ValueError, match=f"{n} frequencies do not turn 2 pairs"):
            Rotary(np.ones(n, np.float32), 2, (0,))


@pytest.mark.parametrize(
    ("name", "layers"),
    [("llama", (0, 1, 2)), ("gemma2", (0, 1, 2)), ("gemma3_text", (1,)), ("modernbert", (0, 2)), ("smollm3", (0, 2))],
)
def test_it_is_known_which_layers_turn_so(name: str, layers: tuple[int, ...]) -> None:
    rotary = rotary_of(shared(name))
    assert rotary is not None
    assert rotary.layers == layers


def test_the_frequencies_are_those_of_the_layers_that_are_named() -> None:
    """Gemma 3 turns its layers without a window more slowly."""
    rotary = rotary_of(shared("gemma3_text"))
    assert rotary is not None
    np.testing.assert_allclose(rotary.frequencies, 1e6 ** (-np.arange(4) / 4), rtol=1e-5)
