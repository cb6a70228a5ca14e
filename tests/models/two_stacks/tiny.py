"""Tiny random models of two stacks, and the folders that people have of them."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import PreTrainedModel

from explorer.models.catalogue import Entry
from explorer.models.files import config_class
from explorer.models.two_stacks.kinds import KINDS
from tests.models.folders import entry
from tests.text import makers

N_VOCAB, D_MODEL = 24, 16

_T5 = {
    "vocab_size": N_VOCAB,
    "d_model": D_MODEL,
    "d_kv": 6,
    "d_ff": 20,
    "num_layers": 2,
    "num_decoder_layers": 3,
    "num_heads": 3,
    "decoder_start_token_id": 0,
}

CONFIGS: dict[str, dict[str, Any]] = {
    "t5": _T5,
    "t5 version 1.1": {**_T5, "feed_forward_proj": "gated-gelu", "tie_word_embeddings": False},
    "mt5": _T5,
    "marian": {
        "vocab_size": N_VOCAB,
        "d_model": D_MODEL,
        "encoder_layers": 2,
        "decoder_layers": 3,
        "encoder_attention_heads": 4,
        "decoder_attention_heads": 2,
        "encoder_ffn_dim": 20,
        "decoder_ffn_dim": 20,
        "max_position_embeddings": 48,
        "scale_embedding": True,
        "pad_token_id": 0,
        "eos_token_id": 1,
        "forced_eos_token_id": None,
        "decoder_start_token_id": 0,
    },
}


@cache
def module_of(name: str) -> PreTrainedModel:
    """Of one of CONFIGS; like one that was trained it is sure of what it says."""
    kind = name.split()[0]
    model_class = getattr(transformers, KINDS[kind])
    torch.manual_seed(len(name))
    module = model_class(config_class(model_class)(**CONFIGS[name])).eval()
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.mul_(1.5)
    return module


def saved(folder: Path, name: str = "t5", **told: Any) -> Entry:
    """A folder with everything in it. told: more of config.json."""
    module_of(name).save_pretrained(folder)
    makers.unigram().save_pretrained(folder)
    config = folder / "config.json"
    config.write_text(json.dumps(json.loads(config.read_text()) | told))
    return entry(folder)
