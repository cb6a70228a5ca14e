"""Parameters that papers state are those of the shape that they state: transformers builds it, without a weight."""

from collections.abc import Callable
from math import floor, log10
from typing import Any

import pytest
import torch
from transformers import AutoConfig, AutoModel, AutoModelForCausalLM

from explorer.scaling.families import Relative, Shape, relatives

SHAPED = [one for one in relatives() if one.shape and one.shape.like]
CLOSE = 0.02
ROUGHLY = {"transformer-base": 0.035}
"""Of which the paper gives the vocabulary as "about 37000"."""


def gpt(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    return {"n_layer": shape.layers, "n_embd": shape.width, "n_head": shape.heads, "n_positions": names["context"]}


def encoder(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    return {**layers(shape, names), "max_position_embeddings": names["context"]}


def roberta(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    return {**encoder(shape, names), "max_position_embeddings": names["context"] + 2, "type_vocab_size": 1}


def layers(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    said = {"num_hidden_layers": shape.layers, "hidden_size": shape.width, "num_attention_heads": shape.heads}
    return {**said, "intermediate_size": shape.mlp}


def llama(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    said = {"num_key_value_heads": shape.kv_heads or shape.heads, "head_dim": shape.d_head}
    return {**layers(shape, names), **said, "tie_word_embeddings": shape.tied}


def gemma(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    return {**llama(shape, names), "tie_word_embeddings": True}


def phi3(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    return {**llama(shape, names), "pad_token_id": 0}


def experts(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    said = {"num_experts": shape.experts, "num_local_experts": shape.experts, "moe_intermediate_size": shape.mlp}
    return {**llama(shape, names), **said, "num_experts_per_tok": shape.chosen}


def t5(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    said = {"num_layers": shape.layers, "d_model": shape.width, "num_heads": shape.heads}
    return {**said, "d_kv": shape.d_head, "d_ff": shape.mlp}


def both(shape: Shape, names: dict[str, int]) -> dict[str, Any]:
    halves = {
        f"{half}_{name}": value
        for half in ("encoder", "decoder")
        for name, value in (("layers", shape.layers), ("attention_heads", shape.heads), ("ffn_dim", shape.mlp))
    }
    return {"d_model": shape.width, "pad_token_id": 0, "decoder_start_token_id": 0, **halves}


SPELLED: dict[str, Callable[[Shape, dict[str, int]], dict[str, Any]]] = {
    "openai-gpt": gpt, "gpt2": gpt, "bert": encoder, "roberta": roberta, "modernbert": encoder, "t5": t5,
    "marian": both, "whisper": both, "bloom": lambda shape, names: {
        "n_layer": shape.layers, "hidden_size": shape.width, "n_head": shape.heads
    },
    "llama": llama, "mistral": llama, "mixtral": experts, "gemma": gemma, "gemma2": gemma, "qwen2": llama,
    "qwen3_moe": experts, "phi3": phi3, "olmo2": llama, "smollm3": llama,
}  # fmt: skip


def counted(one: Relative) -> int:
    """Parameters of the shape, each matrix once."""
    assert one.shape is not None
    names = {name: round(one.figures[name].number) for name in ("context", "vocabulary") if name in one.figures}
    said = SPELLED[one.shape.like](one.shape, {"context": 512} | names)
    config = AutoConfig.for_model(one.shape.like, vocab_size=names["vocabulary"], **said)
    with torch.device("meta"):
        model = CLASSES.get(one.kind, AutoModelForCausalLM).from_config(config)
    return sum(parameter.numel() for parameter in model.parameters())


CLASSES = {"encoder": AutoModel, "encoder-decoder": AutoModel}


def rounded(number: float, digits: int) -> float:
    return round(number, digits - 1 - floor(log10(number)))


@pytest.mark.parametrize("one", SHAPED, ids=lambda one: one.slug)
def test_the_published_number_is_that_of_the_published_shape(one: Relative) -> None:
    """Within two hundredths, or as the paper has rounded it."""
    found, said = counted(one), one.figures["parameters"].number
    as_rounded = next(digits for digits in range(1, 13) if rounded(said, digits) == said)
    close = abs(found - said) <= ROUGHLY.get(one.slug, CLOSE) * said
    assert close or rounded(found, as_rounded) == said, f"{one.slug}: {found:,} of the shape, {said:,.0f} published"


def test_many_relatives_are_checked_so() -> None:
    assert len(SHAPED) >= 25
    assert {one.shape.like for one in SHAPED if one.shape} == set(SPELLED)
