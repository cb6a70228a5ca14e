"""Weights in eight bits: what is lost is bounded, and files that do not hold them are refused."""

from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from safetensors.torch import save_file

from explorer.errors import Refused
from explorer.models.eight_bits import LARGEST, SCALE, opened, packed, unpacked


@given(arrays(np.float32, (3, 5), elements=st.floats(-100, 100, width=32)))
def test_a_number_is_off_by_half_of_its_rows_scale_at_most(values: np.ndarray) -> None:
    kept = packed({"w": torch.from_numpy(values)})
    off = (unpacked(kept["w"], kept["w" + SCALE]) - torch.from_numpy(values)).abs()
    assert (off <= torch.from_numpy(np.abs(values)).amax(1, keepdim=True) / LARGEST * 0.501 + 1e-30).all()


def test_what_is_no_matrix_stays_as_it_is(tmp_path: Path) -> None:
    weights = {"w": torch.randn(4, 3), "b": torch.randn(3), "n.scale": torch.randn(3)}
    save_file(packed(weights), tmp_path / "1.safetensors")
    with opened("a", tmp_path / "1.safetensors", 18) as read:
        assert set(read) == set(weights)
        assert (read["b"][...] == weights["b"]).all()
        assert (read["n.scale"][...] == weights["n.scale"]).all()
        assert (read["w"] - weights["w"]).abs().max() < weights["w"].abs().max() / 200


@pytest.mark.parametrize(
    "tensors",
    [
        {"w": torch.ones(4, 3, dtype=torch.int8)},
        {"w": torch.ones(4, 3, dtype=torch.int8), "w.scale": torch.ones(3)},
        {"w": torch.ones(4, 3), "w.scale": torch.ones(4)},
        {"w": torch.ones(4, dtype=torch.int8), "w.scale": torch.ones(4)},
    ],
    ids=["no scales", "too few", "not whole numbers", "no matrix"],
)
def test_scales_that_do_not_fit_are_refused(tmp_path: Path, tensors: dict[str, torch.Tensor]) -> None:
    save_file(tensors, tmp_path / "1.safetensors")
    with pytest.raises(Refused, match="does not fit its scales"), opened("a", tmp_path / "1.safetensors", 16):
        pass


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.safetensors").write_bytes(b"nothing")
    with pytest.raises(Refused, match="truncated or damaged"), opened("a", tmp_path / "1.safetensors", 16):
        pass
