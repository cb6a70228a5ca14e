import json
import re
from pathlib import Path

import pytest

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES
from explorer.models.files import CLOSED, read_config, shell_of

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


@pytest.mark.parametrize(("key", "value"), [("n_layer", 10**9), ("n_layer", -(10**9)), ("encoder_layers", 257)])
def test_more_layers_than_any_model_has_are_refused_before_anything_is_built(
    tmp_path: Path, key: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.models.files.config_class", None)
    message = refusal(write_config(tmp_path, **GPT2_SHAPE | {key: value}))
    assert message.startswith(f"config.json of folder:mine says {key} is {value}, but only 1 to 256 can be: ")


@pytest.mark.parametrize(
    ("key", "value"),
    [("n_layer", 0), ("n_layer", -5), ("n_embd", 0), ("n_head", -1), ("vocab_size", -5), ("n_positions", 0)],
)
def test_a_dimension_that_is_no_number_from_1_on_is_named_as_the_folder_names_it(
    tmp_path: Path, key: str, value: int
) -> None:
    message = refusal(write_config(tmp_path, **GPT2_SHAPE | {key: value}))
    assert message.startswith(f"config.json of folder:mine says {key} is {value}, but ")


def test_a_number_that_is_only_large_is_no_matter(tmp_path: Path) -> None:
    large = {
        "rope_theta": 100_000_000,
        "model_max_length": 10**30,
        "bos_token_id": 10**9,
        "max_position_embeddings": 2**24,
    }
    made = {"model_type": "llama", "hidden_size": 8, "num_attention_heads": 2, "num_hidden_layers": 1, "vocab_size": 5}
    config = read_config(NAME, write_config(tmp_path, **made, **large))
    assert config.max_position_embeddings == 2**24
    assert config.rope_parameters["rope_theta"] == 100_000_000


def test_names_of_classes_are_not_made(tmp_path: Path) -> None:
    """Ten million would take minutes."""
    asked = {"num_labels": 10_000_000, "id2label": {"0": "a"}, "label2id": {"a": 0}}
    assert read_config(NAME, write_config(tmp_path, **GPT2_SHAPE, **asked)).num_labels == 2


def test_a_byte_order_mark_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps(GPT2_SHAPE), encoding="utf-8-sig")
    assert read_config(NAME, tmp_path).n_embd == 8


def test_a_config_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    message = refusal(write_config(tmp_path, **GPT2_SHAPE, junk="x" * 2**20))
    assert message == "config.json of folder:mine has more than 1 MB: fetch it again"


@pytest.mark.parametrize(("base", "said"), [("meta/llama", "'meta/llama'"), (None, "None"), (["x"], r"\['x'\]")])
def test_an_adapter_is_no_model_and_the_remedy_is_named(tmp_path: Path, base: object, said: str) -> None:
    (tmp_path / "adapter_config.json").write_text(json.dumps({"base_model_name_or_path": base}))
    assert re.match(
        rf"folder:mine is an adapter \(LoRA\), not a whole model: merge it into the model that it belongs to, {said}, "
        r"with peft \(merge_and_unload\)",
        refusal(tmp_path),
    )


@pytest.mark.parametrize(
    "change",
    [{"n_layer": "many"}, {"n_head": 3}, {"n_embd": 10**19}, {"activation_function": "os.system"}],
)
def test_a_config_of_no_possible_model_is_refused_with_the_reason(tmp_path: Path, change: dict[str, object]) -> None:
    write_config(tmp_path, **GPT2_SHAPE | change)
    with pytest.raises(Refused) as caught:
        shell_of(NAME, read_config(NAME, tmp_path))
    message = str(caught.value)
    assert message.startswith("config.json of folder:mine describes no model that can be built (")


def test_config_keys_that_name_code_or_other_files_are_left_out(tmp_path: Path) -> None:
    wanted = {"fusion_config": {"x": True}, "transformers_weights": "../other.safetensors", "output_attentions": True}
    config = read_config(NAME, write_config(tmp_path, **GPT2_SHAPE, **wanted, auto_map={"AutoModel": "evil.Model"}))
    assert not hasattr(config, "auto_map")
    assert not hasattr(config, "fusion_config")
    assert not hasattr(config, "transformers_weights")
    assert not config.output_attentions


@pytest.mark.parametrize("key", ["attribute_map", "sub_configs", "to_dict", "_attn_implementation_internal"])
def test_a_folder_does_not_reach_what_transformers_keeps_for_itself(tmp_path: Path, key: str) -> None:
    config = read_config(NAME, write_config(tmp_path, **GPT2_SHAPE, **{key: "elsewhere"}))
    assert getattr(config, key) != "elsewhere"


@pytest.mark.parametrize("key", ["embedding_multiplier", "residual_multiplier", "logits_scaling"])
@pytest.mark.parametrize("value", [0, 0.0, float("inf"), float("nan")])
def test_what_multiplies_by_nothing_is_refused(tmp_path: Path, key: str, value: float) -> None:
    folder = write_config(tmp_path, model_type="granite", **{key: value})
    said = f"config.json of folder:mine says {key} is {value}, but it takes a number other than 0: fetch it again"
    assert refusal(folder) == said
