import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from explorer.errors import Refused
from explorer.models import weights
from explorer.models.weights import opened
from tests.models.folders import saved

NAME = "folder:mine"
ENOUGH = 10**6
"""Parameters, more than the tiny models have."""


def read(folder: Path, n_parameters: int = ENOUGH) -> dict[str, torch.Tensor]:
    with opened(NAME, folder, n_parameters) as found:
        return {name: tensor[...] for name, tensor in found.items()}


def weights_refusal(folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        read(folder)
    return str(caught.value)


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    saved(tmp_path)
    found, expected = read(tmp_path), load_file(tmp_path / "model.safetensors")
    assert found.keys() == expected.keys()
    assert all(torch.equal(found[name], expected[name]) for name in found)


def test_sharded_weights_are_put_together(tmp_path: Path) -> None:
    saved(tmp_path / "whole")
    saved(tmp_path / "parts", max_shard_size="30KB")
    assert len(list((tmp_path / "parts").glob("model-*.safetensors"))) > 1
    whole, parts = read(tmp_path / "whole"), read(tmp_path / "parts")
    assert whole.keys() == parts.keys()
    assert all(torch.equal(whole[name], parts[name]) for name in whole)


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    saved(tmp_path, max_shard_size="30KB")
    lost = sorted(tmp_path.glob("model-*.safetensors"))[1]
    lost.unlink()
    assert weights_refusal(tmp_path) == f"folder:mine has no {lost.name}: fetch the model again"


def test_a_folder_without_weights_is_refused(tmp_path: Path) -> None:
    assert weights_refusal(tmp_path) == "folder:mine has no model.safetensors: fetch the model again"


@pytest.mark.parametrize("file", ["pytorch_model.bin", "consolidated.00.pth", "model.pt"])
def test_pickled_weights_are_refused_with_the_remedy(tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_bytes(b"\x80")
    assert weights_refusal(tmp_path) == (
        f"folder:mine has its weights only as {file}, which could run code: save the model again as safetensors"
    )


@pytest.mark.parametrize("left", [0, 5, 1000, -100])
def test_a_truncated_file_is_named(tmp_path: Path, left: int) -> None:
    saved(tmp_path)
    path = tmp_path / "model.safetensors"
    path.write_bytes(path.read_bytes()[:left])
    message = weights_refusal(tmp_path)
    assert message.startswith("model.safetensors of folder:mine is truncated or damaged (")
    assert message.endswith("): fetch it again")


def test_a_file_with_a_damaged_header_is_named(tmp_path: Path) -> None:
    saved(tmp_path)
    path = tmp_path / "model.safetensors"
    data = bytearray(path.read_bytes())
    data[40:60] = b"\x00" * 20
    path.write_bytes(data)
    assert "model.safetensors of folder:mine is truncated or damaged" in weights_refusal(tmp_path)


@pytest.mark.parametrize(
    "weight_map",
    [
        {},
        None,
        {"a": "../../other/model.safetensors"},
        {"a": "/etc/passwd"},
        {"a": "weights.bin"},
        {"a": 3},
        {"a": ["x"]},
        {"a": {}},
        {"a": "a\n.safetensors"},
        ["a"],
    ],
)
def test_an_index_that_points_elsewhere_is_refused(tmp_path: Path, weight_map: object) -> None:
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))
    assert weights_refusal(tmp_path) == (
        "model.safetensors.index.json of folder:mine names no safetensors files beside it: fetch the model again"
    )


@pytest.mark.parametrize("kind", [torch.float8_e4m3fn, torch.float8_e5m2, torch.int8, torch.uint8])
def test_weights_without_their_scales_are_refused_with_the_remedy(tmp_path: Path, kind: torch.dtype) -> None:
    save_file({"h.0.mlp.c_fc.weight": torch.zeros(2, 2, dtype=kind)}, tmp_path / "model.safetensors")
    message = weights_refusal(tmp_path)
    assert message.startswith("h.0.mlp.c_fc.weight, among the weights of folder:mine, holds ")
    assert message.endswith("nothing says how they are scaled: choose the same model in bfloat16, float16 or float32")


def test_masks_and_positions_of_old_files_are_no_weights(tmp_path: Path) -> None:
    masks = {"h.0.attn.bias": torch.ones(2, dtype=torch.uint8), "position_ids": torch.arange(3), "b": torch.ones(1) > 0}
    save_file(masks, tmp_path / "model.safetensors")
    assert read(tmp_path).keys() == masks.keys()


def test_a_header_that_promises_more_than_the_model_has_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "ROOM", 10)
    save_file({"a": torch.zeros(30)}, tmp_path / "model.safetensors")
    assert read(tmp_path, 10).keys() == {"a"}
    with pytest.raises(Refused, match=r"the weights of folder:mine are 30 numbers, but its config.json describes 9: "):
        read(tmp_path, 9)


def test_an_adapter_beside_a_config_is_named(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text("{}")
    (tmp_path / "adapter_model.safetensors").write_bytes(b"")
    assert weights_refusal(tmp_path).startswith("folder:mine is an adapter (LoRA), not a whole model")
