import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn.functional import layer_norm, rms_norm

from explorer.models.unembedding import NormKind, Unembedding

D, V = 6, 9
drawn = np.random.default_rng(0)
GAIN, SHIFT, B_U = (drawn.normal(size=n).astype(np.float32) for n in (D, D, V))
W_U = drawn.normal(size=(V, D)).astype(np.float32)
ZEROS = np.zeros(D, np.float32)


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), scale=st.floats(1e-2, 1e3))
def test_layer_norm_is_torchs(seed: int, scale: float) -> None:
    resid = (np.random.default_rng(seed).normal(size=(2, 3, D)) * scale).astype(np.float32)
    expected = layer_norm(torch.tensor(resid), (D,), torch.tensor(GAIN), torch.tensor(SHIFT), 1e-5).numpy()
    assert np.allclose(Unembedding("layer", GAIN, SHIFT, 1e-5, W_U).normed(resid), expected, rtol=1e-3, atol=1e-4)


@settings(deadline=None)
@given(seed=st.integers(0, 2**32 - 1), scale=st.floats(1e-2, 1e3))
def test_rms_norm_is_torchs(seed: int, scale: float) -> None:
    resid = (np.random.default_rng(seed).normal(size=(2, 3, D)) * scale).astype(np.float32)
    expected = rms_norm(torch.tensor(resid), (D,), torch.tensor(GAIN), 1e-6).numpy()
    assert np.allclose(Unembedding("rms", GAIN, ZEROS, 1e-6, W_U).normed(resid), expected, rtol=1e-4, atol=1e-5)


def test_logits_are_the_normed_stream_times_the_matrix_and_the_bias() -> None:
    resid = drawn.normal(size=(4, D)).astype(np.float32)
    plain = Unembedding("none", np.ones(D, np.float32), ZEROS, 0.0, W_U, B_U)
    assert np.allclose(plain(resid), resid @ W_U.T + B_U, atol=1e-6)


def test_a_softcap_bounds_the_logits_and_keeps_their_order() -> None:
    resid = 50 * drawn.normal(size=(4, D)).astype(np.float32)
    plain, capped = (Unembedding("none", GAIN, SHIFT, 0.0, W_U, None, cap)(resid) for cap in (None, 30.0))
    assert np.abs(plain).max() > 30 >= np.abs(capped).max()
    assert np.allclose(capped, 30 * np.tanh(plain / 30), atol=1e-5)


def test_numbers_stay_single_precision() -> None:
    resid = drawn.normal(size=(4, D)).astype(np.float32)
    kinds: tuple[NormKind, ...] = ("layer", "rms", "none")
    for norm in kinds:
        assert Unembedding(norm, GAIN, SHIFT, 1e-5, W_U, B_U, 30.0)(resid).dtype == np.float32


@pytest.mark.parametrize("wrong", [{"gain": GAIN[1:]}, {"shift": SHIFT[1:]}, {"b_U": B_U[1:]}])
def test_shapes_that_do_not_go_together_are_noticed(wrong: dict[str, np.ndarray]) -> None:
    whole = {"norm": "layer", "gain": GAIN, "shift": SHIFT, "eps": 1e-5, "W_U": W_U, "b_U": B_U}
    with pytest.raises(ValueError, match="not \\("):
        Unembedding(**{**whole, **wrong})
