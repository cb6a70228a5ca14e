"""A GGUF file's config, by transformers' own table of what llama.cpp calls what, and what that table leaves out."""

from collections.abc import Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

import numpy as np
from gguf import GGUFWriter
from gguf.constants import GGUFValueType
from transformers.modeling_gguf_pytorch_utils import GGUF_SUPPORTED_ARCHITECTURES, load_gguf_checkpoint

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES
from explorer.models.gguf.rotary import Factors, rope_scaling

_OURS = {"gemma3": "gemma3_text"}
"""Where transformers calls a model's architecture otherwise than the file."""

_LEFT_OUT = {
    "gpt2": {"context_length": "n_positions", "feed_forward_length": "n_inner"},
    "qwen3": {"attention.key_length": "head_dim"},
    "gemma2": {
        "attn_logit_softcapping": "attn_logit_softcapping",
        "final_logit_softcapping": "final_logit_softcapping",
    },
    "phi3": {"attention.sliding_window": "sliding_window"},
    "stablelm": {"rope.freq_base": "rope_theta"},
}
"""Keys that files have and transformers' table does not, though the config has a place for them."""

_BY_WIDTH = {"gemma2": 46, "gemma3": 62}
"""The layers of each family's largest model, which scales its scores by its width for a head; no file says so."""

ENDS = ("eos_token_id", "eot_token_id", "eom_token_id")
"""With any of these a text, or somebody's turn in a conversation, ends."""


def architectures() -> tuple[str, ...]:
    """What files call the architectures that transformers can map and the explorer can look into."""
    return tuple(name for name in GGUF_SUPPORTED_ARCHITECTURES if _OURS.get(name, name) in ARCHITECTURES)


def check_architecture(model: str, metadata: Mapping[str, Any]) -> None:
    """Refused where the file is one of several, holds no language model, or one that is not known."""
    parts = metadata.get("split.count", 0)
    if isinstance(parts, int) and parts > 1:
        raise Refused(
            "{model} is one of {n} pieces of a model: join them with llama.cpp's llama-gguf-split --merge",
            model=model,
            n=parts,
        )
    architecture = metadata.get("general.architecture")
    if architecture == "clip":
        raise Refused(
            "{model} turns pictures into vectors for a language model (a projector) and is none itself: choose the "
            "language model's file, which lies beside it",
            model=model,
        )
    if architecture not in architectures():
        raise Refused(
            "{model} is of an architecture that is not known here, {type}: choose one of {known}",
            model=model,
            type=repr(architecture)[:80],
            known=", ".join(architectures()),
        )


def config_of(
    model: str, metadata: Mapping[str, Any], names: Collection[str], factors: Factors = MappingProxyType({})
) -> dict[str, Any]:
    """What config.json is to hold. `names`: of the file's tensors; some of what a config says shows in them alone."""
    # A token to pad with, if the file names none, would be that of some other model of the architecture.
    config = {"pad_token_id": None} | _by_table(metadata, names) | _left_out(metadata)
    scaling = rope_scaling(model, metadata, factors)
    if scaling is not None:
        config["rope_scaling"] = scaling
        if scaling["rope_type"] == "longrope":  # Phi-3's config has a place of its own for it
            config["original_max_position_embeddings"] = scaling["original_max_position_embeddings"]
    return {key: value for key, value in config.items() if not key.startswith("_")}


def ends_of(metadata: Mapping[str, Any]) -> list[int]:
    """The ids of tokens with which it ends what it writes."""
    found = (metadata.get(f"tokenizer.ggml.{key}") for key in ENDS)
    return list(dict.fromkeys(id for id in found if isinstance(id, int)))


def _by_table(metadata: Mapping[str, Any], names: Collection[str]) -> dict[str, Any]:
    """As transformers reads it."""
    architecture = metadata["general.architecture"]
    # transformers' reader takes seconds and hundreds of megabytes for a whole file, and needs no more of it than this:
    # of the vocabulary its length, which stands in its place here, and of each tensor the name.
    slim = {key: value for key, value in metadata.items() if isinstance(value, str | bool | int | float)}
    slim.setdefault(f"{architecture}.vocab_size", slim.pop("tokenizer.ggml.tokens", 0))
    with TemporaryDirectory(prefix="explorer-") as folder:
        path = Path(folder) / "slim.gguf"
        _write(path, architecture, slim, names)
        config = load_gguf_checkpoint(str(path))["config"]
    config.setdefault("vocab_size", slim[f"{architecture}.vocab_size"])
    return config


def _left_out(metadata: Mapping[str, Any]) -> dict[str, Any]:
    architecture = metadata["general.architecture"]

    def said(key: str) -> Any:
        return metadata.get(f"{architecture}.{key}")

    found = {name: said(key) for key, name in _LEFT_OUT.get(architecture, {}).items() if said(key) is not None}
    width, heads, turned = said("embedding_length"), said("attention.head_count"), said("rope.dimension_count")
    if architecture in ("phi3", "stablelm") and turned is not None:
        found["partial_rotary_factor"] = turned * heads / width
    if said("block_count") == _BY_WIDTH.get(architecture):
        found["query_pre_attn_scalar"] = width // heads
    return found


def _write(path: Path, architecture: str, metadata: Mapping[str, Any], names: Collection[str]) -> None:
    writer = GGUFWriter(path, architecture)
    for key, value in metadata.items():
        if key != "general.architecture" and not key.startswith("GGUF."):
            writer.add_key_value(key, value, _TYPES[type(value)])
    for name in names:
        writer.add_tensor(name, np.zeros(1, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


_TYPES = {
    str: GGUFValueType.STRING,
    bool: GGUFValueType.BOOL,
    int: GGUFValueType.INT64,
    float: GGUFValueType.FLOAT64,
}
