from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.promoted import promoted
from explorer.models.unembedding import NormKind, Unembedding

D, V = 6, 20


def unembedding(norm: NormKind, seed: int = 0) -> Unembedding:
    rng = np.random.default_rng(seed)
    gain, shift, W_U = (rng.standard_normal(shape).astype(np.float32) for shape in (D, D, (V, D)))
    return Unembedding(norm, gain, shift, 1e-5, W_U)


@given(seed=st.integers(0, 10_000), norm=st.sampled_from(["layer", "rms", "none"]))
def test_the_first_token_is_the_one_that_a_long_step_along_the_direction_would_choose(
    seed: int, norm: NormKind
) -> None:
    plain = replace(unembedding(norm, seed), shift=np.zeros(D, np.float32))
    direction = np.random.default_rng(seed + 1).standard_normal((1, D)).astype(np.float32)
    assert promoted(plain, direction, 3)[0, 0] == plain(1000 * direction[0]).argmax()


def test_the_tokens_come_the_most_raised_first() -> None:
    found = unembedding("none")
    direction = np.ones((1, D), np.float32)
    raised = (direction * found.gain @ found.W_U.T)[0]
    assert promoted(found, direction, 4)[0].tolist() == np.argsort(-raised)[:4].tolist()


@pytest.mark.parametrize("norm", ["layer", "rms"])
def test_a_direction_turned_round_raises_what_it_lowered(norm: NormKind) -> None:
    found, direction = unembedding(norm), np.arange(D, dtype=np.float32)[None]
    everything = promoted(found, direction, V)[0]
    assert promoted(found, -direction, 3)[0].tolist() == everything[::-1][:3].tolist()


def test_a_layer_norm_hears_nothing_of_a_step_along_all_dimensions_alike() -> None:
    found, direction = unembedding("layer"), np.arange(D, dtype=np.float32)[None]
    assert promoted(found, direction + 50, 5).tolist() == promoted(found, direction, 5).tolist()
