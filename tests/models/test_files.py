import json
import re
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES
from explorer.models.files import CLOSED, LARGEST, read_config, read_weights
from tests.models.folders import change_config, saved

NAME = "folder:mine"
GPT2_SHAPE = {"model_type": "gpt2", "n_embd": 8, "n_head": 2, "n_layer": 1, "vocab_size": 5, "n_positions": 4}


def write_config(folder: Path, **values: object) -> Path:
    (folder / "config.json").write_text(json.dumps(values))
    return folder


def refusal(folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_config(NAME, folder)
    return str(caught.value)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere") == "folder:mine has no config.json: fetch the model again"


@pytest.mark.parametrize("text", ["", "{", "\x00\xff", "[" * 100_000])
def test_a_config_that_is_not_json_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text)
    assert refusal(tmp_path) == "config.json of folder:mine is not JSON: fetch it again"


@pytest.mark.parametrize("text", ["[]", "3", "null", '"gpt2"'])
def test_a_config_that_is_no_object_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "config.json").write_text(text)
    assert refusal(tmp_path) == "config.json of folder:mine does not hold a JSON object: fetch it again"


@pytest.mark.parametrize("model_type", ["mamba", "../gpt2", "", None, 3, ["gpt2"], {"a": 1}])
def test_an_unknown_architecture_is_refused_and_the_known_ones_named(tmp_path: Path, model_type: object) -> None:
    message = refusal(write_config(tmp_path, model_type=model_type))
    assert message.startswith("folder:mine is of an architecture that is not known here, ")
    assert message.endswith("choose one of " + ", ".join(ARCHITECTURES))


@pytest.mark.parametrize("model_type", CLOSED)
def test_an_architecture_that_cannot_be_looked_into_is_refused_with_the_reason(tmp_path: Path, model_type: str) -> None:
    message = refusal(write_config(tmp_path, model_type=model_type))
    assert f"since {model_type} does not follow transformers' attention interface" in message


def test_a_quantized_model_is_refused(tmp_path: Path) -> None:
    folder = write_config(tmp_path, **GPT2_SHAPE, quantization_config={"quant_method": "bitsandbytes"})
    assert refusal(folder) == "folder:mine is quantized: choose the same model in full precision"


@pytest.mark.parametrize(
    ("key", "value"),
    [("n_layer", 10**9), ("n_embd", 10**12), ("vocab_size", 10**10), ("n_positions", 10**18), ("n_layer", -(10**9))],
)
def test_a_number_beyond_reason_is_refused_before_anything_is_built(tmp_path: Path, key: str, value: int) -> None:
    message = refusal(write_config(tmp_path, **GPT2_SHAPE | {key: value}))
    assert message.startswith(f"config.json of folder:mine says {key} is {value}, but at most ")


def test_more_parameters_than_fit_are_refused_before_they_are_allocated(tmp_path: Path) -> None:
    big = GPT2_SHAPE | {"n_embd": 65_536, "n_layer": 200, "vocab_size": 1_000_000}
    message = refusal(write_config(tmp_path, **big))
    found = re.fullmatch(r"folder:mine has ([\d,]+) parameters, but at most ([\d,]+) fit here: .+", message)
    assert found is not None
    assert int(found[1].replace(",", "")) > 10**13
    assert int(found[2].replace(",", "")) == LARGEST


@pytest.mark.parametrize(
    "change",
    [{"n_layer": "many"}, {"n_head": 3}, {"n_embd": 0}, {"vocab_size": -5}, {"activation_function": "os.system"}],
)
def test_a_config_of_no_possible_model_is_refused_with_the_reason(tmp_path: Path, change: dict[str, object]) -> None:
    message = refusal(write_config(tmp_path, **GPT2_SHAPE | change))
    assert message.startswith("config.json of folder:mine describes no model that can be built (")


def test_config_keys_that_name_code_or_other_files_are_left_out(tmp_path: Path) -> None:
    wanted = {"fusion_config": {"x": True}, "transformers_weights": "../other.safetensors", "output_attentions": True}
    config = read_config(NAME, write_config(tmp_path, **GPT2_SHAPE, **wanted, auto_map={"AutoModel": "evil.Model"}))
    assert not hasattr(config, "auto_map")
    assert not hasattr(config, "fusion_config")
    assert not hasattr(config, "transformers_weights")
    assert not config.output_attentions


def weights_refusal(folder: Path) -> str:
    with pytest.raises(Refused) as caught:
        read_weights(NAME, folder)
    return str(caught.value)


def test_weights_come_back_as_they_were_saved(tmp_path: Path) -> None:
    saved(tmp_path)
    read, expected = read_weights(NAME, tmp_path), load_file(tmp_path / "model.safetensors")
    assert read.keys() == expected.keys()
    assert all(torch.equal(read[name], expected[name]) for name in read)


def test_sharded_weights_are_put_together(tmp_path: Path) -> None:
    saved(tmp_path / "whole")
    saved(tmp_path / "parts", max_shard_size="30KB")
    assert len(list((tmp_path / "parts").glob("model-*.safetensors"))) > 1
    whole, parts = read_weights(NAME, tmp_path / "whole"), read_weights(NAME, tmp_path / "parts")
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
    [{}, None, {"a": "../../other/model.safetensors"}, {"a": "/etc/passwd"}, {"a": "weights.bin"}, {"a": 3}, ["a"]],
)
def test_an_index_that_points_elsewhere_is_refused(tmp_path: Path, weight_map: object) -> None:
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))
    assert weights_refusal(tmp_path) == (
        "model.safetensors.index.json of folder:mine names no safetensors files beside it: fetch the model again"
    )


def test_a_tensor_that_nobody_asked_for_does_no_harm(tmp_path: Path) -> None:
    saved(tmp_path)
    weights = read_weights(NAME, tmp_path) | {"h.0.attn.bias": torch.ones(1)}
    save_file(weights, tmp_path / "model.safetensors")
    change_config(tmp_path, something_new=3)
    assert "h.0.attn.bias" in read_weights(NAME, tmp_path)
    assert read_config(NAME, tmp_path).model_type == "gpt2"
