"""A tuned lens is read only where it was trained for these very weights."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from explorer.errors import Refused
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.models.tuned_lens import FILE, TunedLens, fingerprint, tuned_lens
from tests.models.folders import saved
from tests.models.tiny import D_MODEL, N_LAYERS, shared

Lay = Callable[..., Model]


@pytest.fixture
def lay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lay:
    """A model folder with a tuned lens in it; the model, loaded."""
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))

    def laid(weights: np.ndarray | None = None, trained_for: str | None = None) -> Model:
        folder = tmp_path / "tiny"
        model = load(saved(folder))
        if weights is not None:
            biases = np.ones((len(weights), weights.shape[-1]), np.float16)
            tensors = {"weights": weights.astype(np.float16), "biases": biases}
            save_file(tensors, folder / FILE, metadata={"model": trained_for or fingerprint(model)})
        return model

    return laid


def made(n_layers: int = N_LAYERS, d_model: int = D_MODEL) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(n_layers, d_model, d_model))


def test_it_is_read_as_it_was_written(lay: Lay) -> None:
    model = lay(made())
    lens = tuned_lens(model)
    stream = np.ones((2, D_MODEL), np.float32)
    expected = stream + stream @ made().astype(np.float16).astype(np.float32)[1].T + 1
    np.testing.assert_allclose(lens(1, stream), expected, rtol=1e-5)


def test_the_last_layer_is_not_translated() -> None:
    lens, stream = TunedLens(made().astype(np.float32), np.ones((N_LAYERS, D_MODEL), np.float32)), np.ones((1, D_MODEL))
    assert lens(N_LAYERS, stream.astype(np.float32)).tolist() == stream.tolist()


def test_without_a_file_it_says_how_to_make_one(lay: Lay) -> None:
    with pytest.raises(Refused, match=r"no tuned lens; its logit lens needs none"):
        tuned_lens(lay())


@pytest.mark.parametrize("weights", [made(n_layers=2), made(d_model=8)], ids=["other layers", "another width"])
def test_one_of_another_shape_is_not_taken(lay: Lay, weights: np.ndarray) -> None:
    with pytest.raises(Refused, match="trained for other weights"):
        tuned_lens(lay(weights))


def test_one_of_a_model_that_was_trained_anew_is_not_taken(lay: Lay) -> None:
    with pytest.raises(Refused, match="trained for other weights"):
        tuned_lens(lay(made(), trained_for="somebody else"))


def test_a_damaged_one_is_not_taken(lay: Lay, tmp_path: Path) -> None:
    model = lay(made())
    (tmp_path / "tiny" / FILE).write_bytes(b"nothing")
    with pytest.raises(Refused, match="is damaged: train it again"):
        tuned_lens(model)


def test_the_fingerprint_hangs_on_the_weights(lay: Lay) -> None:
    model = lay()
    assert fingerprint(model) == fingerprint(lay())
    assert fingerprint(model) != fingerprint(shared("llama"))


def test_a_model_without_an_unembedding_has_none() -> None:
    with pytest.raises(ValueError, match="no unembedding"):
        fingerprint(shared("bert"))


def test_weights_that_do_not_go_with_the_biases_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"are not \(3, 24, 24\)"):
        TunedLens(made(2).astype(np.float32), np.ones((N_LAYERS, D_MODEL), np.float32))
