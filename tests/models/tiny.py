"""Tiny random models of every architecture in the table, a few hundred kilobytes each at most."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import torch
import transformers
from transformers import PreTrainedModel

from explorer.models.architectures import ARCHITECTURES
from explorer.models.files import config_class
from explorer.models.loader import assemble
from explorer.models.model import Model
from explorer.text.tokenizer import Placed

N_VOCAB, N_CTX, N_LAYERS, D_MODEL = 61, 40, 3, 24

_COMMON = {"vocab_size": N_VOCAB, "pad_token_id": None, "bos_token_id": 0, "eos_token_id": 0}
_WIDTHS = {
    **_COMMON,
    "hidden_size": D_MODEL,
    "num_hidden_layers": N_LAYERS,
    "num_attention_heads": 4,
    "intermediate_size": 40,
    "max_position_embeddings": N_CTX,
}
_SHARED_KEYS = {**_WIDTHS, "num_key_value_heads": 2}
_WINDOWED = {"sliding_window": 5, "layer_types": ["sliding_attention", "full_attention", "sliding_attention"]}
_GPT2 = {**_COMMON, "n_embd": D_MODEL, "n_layer": N_LAYERS, "n_head": 4, "n_positions": N_CTX}
_STABLELM = {**_WIDTHS, "num_attention_heads": 3, "num_key_value_heads": 1}
_OPT = {**_WIDTHS, "ffn_dim": 40, "word_embed_proj_dim": D_MODEL, "pad_token_id": 1}
_ENCODER = {**_WIDTHS, "pad_token_id": 1}

IMAGE = 60
"""The token that stands for a patch, of a model that sees."""

_TOWER = {
    "hidden_size": 16,
    "intermediate_size": 20,
    "num_hidden_layers": 3,
    "num_attention_heads": 2,
    "image_size": 8,
    "patch_size": 4,
    "projection_dim": 16,
}

CONFIGS: dict[str, dict[str, Any]] = {
    "gpt2": _GPT2,
    "gpt2 scaled by layer": {**_GPT2, "scale_attn_by_inverse_layer_idx": True},
    "llama": _SHARED_KEYS,
    "qwen2": {**_SHARED_KEYS, **_WINDOWED, "use_sliding_window": True},
    "qwen3": {**_SHARED_KEYS, "head_dim": 8},
    "gemma2": {
        **_SHARED_KEYS,
        **_WINDOWED,
        "head_dim": 8,
        "query_pre_attn_scalar": 8,
        "attn_logit_softcapping": 2.0,
        "final_logit_softcapping": 3.0,
    },
    "gemma3_text": {**_SHARED_KEYS, **_WINDOWED, "head_dim": 8, "query_pre_attn_scalar": 8},
    "olmo2": _SHARED_KEYS,
    "phi3": {**_SHARED_KEYS, "sliding_window": 5},
    "smollm3": {**_SHARED_KEYS, "no_rope_layers": [1, 0, 1]},
    "granite": {
        **_SHARED_KEYS,
        "embedding_multiplier": 2.5,
        "attention_multiplier": 0.3,
        "residual_multiplier": 0.22,
        "logits_scaling": 3.0,
    },
    "stablelm": {**_STABLELM, "use_qkv_bias": True},
    "stablelm in parallel": {**_STABLELM, "use_parallel_residual": True, "qk_layernorm": True},
    "mistral": {**_SHARED_KEYS, "sliding_window": 5},
    "gpt_neox": {**_WIDTHS, "num_attention_heads": 3, "use_parallel_residual": True},
    "gpt_neox in sequence": {**_WIDTHS, "use_parallel_residual": False},
    "opt": _OPT,
    "opt after norm": {**_OPT, "do_layer_norm_before": False, "word_embed_proj_dim": 16},
    "phi": {**_WIDTHS, "num_attention_heads": 3, "num_key_value_heads": 3},
    "llava": {
        "text_config": {**_SHARED_KEYS, "model_type": "llama"},
        "vision_config": {"model_type": "clip_vision_model", **_TOWER},
        "image_token_index": IMAGE,
        "image_seq_length": 4,
        "vision_feature_layer": -1,
    },
    "llava with qwen2": {
        "text_config": {**_SHARED_KEYS, "model_type": "qwen2"},
        "vision_config": {"model_type": "clip_vision_model", **_TOWER},
        "image_token_index": IMAGE,
        "image_seq_length": 5,
        "vision_feature_select_strategy": "full",
    },
    "bert": _ENCODER,
    "roberta": {**_ENCODER, "max_position_embeddings": N_CTX + 2},
    "distilbert": {
        **_COMMON,
        "pad_token_id": 1,
        "dim": D_MODEL,
        "hidden_dim": 40,
        "n_layers": N_LAYERS,
        "n_heads": 4,
        "max_position_embeddings": N_CTX,
    },
    "modernbert": {
        **_ENCODER,
        "local_attention": 8,
        "global_attn_every_n_layers": 2,
        "cls_token_id": 0,
        "sep_token_id": 0,
    },
}
"""By architecture, and after it what is particular."""

CAUSAL = [name for name in CONFIGS if not ARCHITECTURES[name.split()[0]].model.endswith("MaskedLM")]
MASKED = [name for name in CONFIGS if name not in CAUSAL]


def module_of(name: str, attention: str = "eager", seed: int = 0) -> PreTrainedModel:
    """A random model by transformers itself: the oracle."""
    model_class = getattr(transformers, ARCHITECTURES[name.split()[0]].model)
    config = config_class(model_class)(**CONFIGS[name])
    config._attn_implementation = attention
    torch.manual_seed(seed)
    module = model_class(config).eval()
    with torch.no_grad():
        # Weights as transformers draws them are so small that every pattern would be flat, and biases 0.
        for weight in module.parameters():
            weight.add_(0.3 * torch.randn_like(weight))
    return module


def model_of(name: str, seed: int = 0) -> Model:
    return assemble(name, module_of(name, seed=seed), Numbers(N_VOCAB))


@cache
def shared(name: str) -> Model:
    """The same, made once for all tests, as for all visitors."""
    return model_of(name)


class Numbers:
    """A tokenizer whose texts are numbers: "3 1 2" is the ids 3, 1, 2."""

    name = "numbers"
    eot = 0

    def __init__(self, n_vocab: int) -> None:
        self.n_vocab = n_vocab
        self.named = {"bos_token": "0 ", "eos_token": "0 "}

    def encode(self, text: str) -> list[int]:
        return [int(word) for word in text.split()]

    def decode(self, ids: Sequence[int]) -> str:
        return " ".join(map(str, ids))

    def token_bytes(self, id: int) -> bytes:
        return f"{id} ".encode()

    def is_special(self, id: int) -> bool:
        return id == 0

    def places(self, text: str, *, specials: bool = False) -> list[Placed]:
        return [Placed(int(word[0]), *word.span()) for word in re.finditer(r"\d+", text)]

    def begun(self, ids: Sequence[int]) -> list[int]:
        return list(ids)

    def framed(self, ids: Sequence[int]) -> list[int]:
        return list(ids)
