"""Files of every kind against the models that they were written of."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from gguf import GGUFWriter
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import pre_tokenizers
from transformers import AutoConfig, AutoModelForCausalLM, LlamaConfig, PreTrainedModel
from transformers.modeling_gguf_pytorch_utils import load_gguf_checkpoint
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.models.gguf.head import READABLE
from explorer.models.gguf.rotary import BY_FREQUENCY, LONG, SHORT
from explorer.models.loader import load
from explorer.models.model import Model
from tests.models.gguf.written import CONFIGS, by_bytes, written

IDS = torch.tensor([[5, 9, 40, 3, 17, 17, 200, 8, 9, 120]])
WIDE = {"hidden_size": 256, "intermediate_size": 256, "num_hidden_layers": 1}
"""As wide as a block of a K-quant."""


def opened(file: Path) -> Model:
    return load(find(f"folder:{file.name}"))


def check_equal(model: Model, expected: PreTrainedModel) -> None:
    """To the last bit of every weight; and what they compute, as near as two orders of adding come."""
    weights, theirs = model.module.state_dict(), expected.state_dict()
    assert weights.keys() == theirs.keys()
    for key, weight in weights.items():
        assert torch.equal(weight, theirs[key]), key
    with torch.no_grad():
        assert torch.allclose(model.module(IDS).logits, expected(IDS).logits, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", CONFIGS)
def test_every_architecture_computes_what_it_did_before(own_models: Path, name: str) -> None:
    expected = written(own_models / "tiny.gguf", name)
    check_equal(opened(own_models / "tiny.gguf"), expected)


@pytest.mark.parametrize("kind", READABLE, ids=lambda kind: kind.name)
def test_every_kind_of_numbers_is_what_the_gguf_package_makes_of_it(own_models: Path, kind: Any) -> None:
    expected = written(own_models / "tiny.gguf", "llama", kind, changed=WIDE)
    model = opened(own_models / "tiny.gguf")
    check_equal(model, expected)
    assert model.origin is not None
    assert model.origin.kinds[0].name == kind.name
    assert model.origin.rounded_to == (None if "F" in kind.name else int(kind.name[1]))


@pytest.mark.parametrize("name", ["llama", "llama tied", "qwen2"])
def test_the_model_is_transformers_own_reading_of_the_file(own_models: Path, name: str) -> None:
    """Of the other architectures its table leaves something out."""
    file = own_models / "tiny.gguf"
    written(file, name, READABLE[4])
    config = AutoConfig.for_model(**load_gguf_checkpoint(str(file))["config"], attn_implementation="eager")
    theirs = AutoModelForCausalLM.from_config(config).eval()
    theirs.load_state_dict(load_gguf_checkpoint(str(file), True, theirs)["tensors"], strict=name != "llama tied")
    check_equal(opened(file), theirs)


def test_what_the_file_says_of_itself_goes_with_the_model(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama", READABLE[4], template="{{ messages[0]['content'] }}!")
    (own_models / "LICENSE").write_text("Do as you like.", encoding="utf-8")
    model = opened(own_models / "tiny.gguf")
    origin = model.origin
    assert origin is not None
    assert (origin.file, origin.licence, origin.maker) == ("tiny.gguf", "mit", "Nobody")
    assert sum(kind.weights for kind in origin.kinds) == model.n_parameters
    assert 5.0 < origin.bits < 5.2
    assert "its weights are rounded to 4 bits (Q4_1)" in model.limits[0]
    assert model.prompt("ab", chat=True).ids == tuple(by_bytes().encode("ab!"))
    assert (Path(find("folder:tiny.gguf").location) / "LICENSE").read_text(encoding="utf-8") == "Do as you like."


def test_all_tokens_with_which_a_turn_ends_end_it(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama", more=lambda writer: writer.add_eot_token_id(7))
    assert opened(own_models / "tiny.gguf").ends == {0, 7}


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
SPLITS = {
    "gpt-2": pre_tokenizers.ByteLevel(add_prefix_space=False),
    "smollm": pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    ),
}


@pytest.mark.parametrize("split", SPLITS)
def test_ids_are_those_of_the_original_tokenizer(own_models: Path, split: str) -> None:
    original = by_bytes(SPLITS[split])
    written(own_models / "tiny.gguf", "llama", tokenizer=original, split=split)
    model = opened(own_models / "tiny.gguf")
    assert not model.limits

    @given(TEXTS)
    def check(text: str) -> None:
        assert model.tokenizer.encode(text) == original.encode(text)

    check()
    assert model.tokenizer.eot == 0
    assert model.prompt("in 1999").ids == tuple(original.encode("in 1999"))


def test_a_way_to_split_texts_that_nobody_knows_is_said(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama", split="never-heard-of")
    assert "in a way that is not known here (never-heard-of)" in opened(own_models / "tiny.gguf").limits[0]


LLAMA3 = {
    **{"rope_type": "llama3", "factor": 32.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "rope_theta": 500000.0},
    "original_max_position_embeddings": 8192,
}


def divisors(changed: dict[str, Any]) -> np.ndarray:
    """What llama.cpp's converter writes of Llama 3's rule."""
    turned, _ = ROPE_INIT_FUNCTIONS["llama3"](LlamaConfig(**CONFIGS["llama"] | changed), torch.device("cpu"))
    plain = 500000.0 ** -(torch.arange(0, 16, 2) / 16)
    return (plain / turned).numpy().astype(np.float32)


def test_positions_scaled_by_llama_3s_rule_are_scaled_by_it(own_models: Path) -> None:
    changed = {"rope_parameters": LLAMA3, "max_position_embeddings": 131072}
    factors = divisors(changed)
    assert factors.max() == 32
    expected = written(
        own_models / "tiny.gguf", "llama", changed=changed, more=lambda writer: writer.add_tensor(BY_FREQUENCY, factors)
    )
    model = opened(own_models / "tiny.gguf")
    assert model.module.config.rope_parameters == LLAMA3
    check_equal(model, expected)


def test_positions_scaled_in_another_way_are_refused(own_models: Path) -> None:
    factors = np.linspace(1, 9, 8, dtype=np.float32)
    written(own_models / "tiny.gguf", "llama", more=lambda writer: writer.add_tensor(BY_FREQUENCY, factors))
    with pytest.raises(Refused, match=r"the positions of folder:tiny\.gguf are scaled in a way that cannot be read"):
        opened(own_models / "tiny.gguf")


def test_long_and_short_factors_are_phi_3s(own_models: Path) -> None:
    long, short = (np.linspace(1, most, 8, dtype=np.float32) for most in (9, 2))

    def more(writer: GGUFWriter) -> None:
        writer.add_tensor(LONG, long)
        writer.add_tensor(SHORT, short)
        writer.add_rope_scaling_orig_ctx_len(24)

    rope = {
        **{"rope_type": "longrope", "rope_theta": 10000.0, "original_max_position_embeddings": 24},
        **{"long_factor": long.tolist(), "short_factor": short.tolist()},
    }
    rope_changed = {"rope_parameters": rope, "original_max_position_embeddings": 24}
    expected = written(own_models / "tiny.gguf", "phi3", changed=rope_changed, more=more)
    model = opened(own_models / "tiny.gguf")
    check_equal(model, expected)
    assert model.shape.n_ctx == 24


@pytest.mark.parametrize("way", ["linear", "yarn"])
def test_positions_scaled_by_a_factor_are_scaled_by_it(own_models: Path, way: str) -> None:
    rope: dict[str, Any] = {"rope_type": way, "factor": 2.0, "rope_theta": 10000.0}
    if way == "yarn":
        rope["original_max_position_embeddings"] = 24

    def more(writer: GGUFWriter) -> None:
        writer.add_string("qwen2.rope.scaling.type", way)
        writer.add_rope_scaling_factor(2.0)
        writer.add_rope_scaling_orig_ctx_len(24)

    expected = written(own_models / "tiny.gguf", "qwen2", changed={"rope_parameters": rope}, more=more)
    check_equal(opened(own_models / "tiny.gguf"), expected)
