"""GGUF files as llama.cpp's converter writes them, of tiny random models: with the gguf package, and with what that
converter does to weights and tokenizers."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from gguf import GGML_QUANT_SIZES, MODEL_ARCH_NAMES, GGMLQuantizationType, GGUFWriter, TokenType, get_tensor_name_map
from gguf.quants import dequantize, quant_shape_to_byte_shape, quantize
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedModel, PreTrainedTokenizerFast

from explorer.models.architectures import ARCHITECTURES
from explorer.models.files import config_class

Floats = NDArray[np.float32]

N_VOCAB, N_CTX, WIDTH = 288, 48, 64

_SIZES = {
    **{"vocab_size": N_VOCAB, "hidden_size": WIDTH, "num_hidden_layers": 2, "num_attention_heads": 4},
    **{"num_key_value_heads": 2, "intermediate_size": 96, "max_position_embeddings": N_CTX, "pad_token_id": None},
    **{"bos_token_id": 0, "eos_token_id": 0},
}

CONFIGS: dict[str, dict[str, Any]] = {
    "llama": {**_SIZES, "rope_theta": 50000.0},
    "llama tied": {**_SIZES, "tie_word_embeddings": True},
    "qwen2": _SIZES,
    "qwen3": {**_SIZES, "head_dim": 24},
    "gemma2": {
        **_SIZES,
        "head_dim": 256,
        "num_attention_heads": 2,
        "sliding_window": 5,
        "final_logit_softcapping": 7.0,
    },
    "gemma3_text": {**_SIZES, "head_dim": 256, "num_attention_heads": 2, "sliding_window": 5, "rope_theta": 1e6},
    "phi3": {**_SIZES, "sliding_window": 5},
    "stablelm": {**_SIZES, "use_qkv_bias": True, "rope_theta": 20000.0, "partial_rotary_factor": 0.5},
    "stablelm in parallel": {**_SIZES, "use_parallel_residual": True},
    "gpt2": {
        **{"vocab_size": N_VOCAB, "n_embd": WIDTH, "n_layer": 2, "n_head": 4, "n_positions": N_CTX, "n_inner": 96},
        **{"bos_token_id": 0, "eos_token_id": 0},
    },
}
"""By architecture, and after it what is particular. Gemma's scores are scaled by 256, whatever its width."""

_FILES_CALL_IT = {"gemma3_text": "gemma3"}


def module_of(name: str, **changed: Any) -> PreTrainedModel:
    """A random model by transformers itself."""
    model_class = getattr(transformers, ARCHITECTURES[name.split()[0]].model)
    config = config_class(model_class)(**CONFIGS[name] | changed)
    config._attn_implementation = "eager"
    torch.manual_seed(1)
    module = model_class(config).eval().requires_grad_(False)
    for weight in module.parameters():
        weight.add_(0.2 * torch.randn_like(weight))
    return module


def by_bytes(pre_tokenizer: Any = None) -> PreTrainedTokenizerFast:
    """A byte-level tokenizer, as GPT-2's."""
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizer or pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=N_VOCAB - 8, initial_alphabet=alphabet, special_tokens=["<|endoftext|>"], show_progress=False
    )
    made.train_from_iterator(TEXTS, trainer)
    return PreTrainedTokenizerFast(tokenizer_object=made, eos_token="<|endoftext|>", bos_token="<|endoftext|>")


TEXTS = [
    "the cat sat on the mat, then the other cats sat there too",
    "何か日本語の文です。日本語です。",
    "in 2024 and 1999",
]


def written(
    path: Path,
    name: str,
    kind: GGMLQuantizationType = GGMLQuantizationType.F32,
    *,
    changed: Mapping[str, Any] | None = None,
    more: Callable[[GGUFWriter], None] = lambda writer: None,
    tokenizer: PreTrainedTokenizerFast | None = None,
    split: str | None = "gpt-2",
    template: str | None = None,
) -> PreTrainedModel:
    """A file of one model, its matrices in the numbers of `kind`; what the file holds, as transformers has it.

    changed: of its config. more: whatever else is written.
    """
    module = module_of(name, **changed or {})
    architecture = _FILES_CALL_IT.get(name.split()[0], name.split()[0])
    writer = GGUFWriter(path, architecture)
    _describe(writer, module.config, architecture)
    write_bytes_tokenizer(writer, tokenizer or by_bytes(), split, template)
    more(writer)
    held = _write_weights(writer, module, architecture, kind)
    _close(writer)
    kept = type(module)(module.config).eval().requires_grad_(False)
    kept.load_state_dict(held)
    return kept


def _describe(writer: GGUFWriter, config: Any, architecture: str) -> None:
    writer.add_name("Tiny")
    writer.add_organization("Nobody")
    writer.add_license("mit")
    writer.add_context_length(config.max_position_embeddings)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_embedding_length(config.hidden_size)
    writer.add_head_count(config.num_attention_heads)
    if architecture == "gpt2":
        writer.add_feed_forward_length(config.n_inner)
        writer.add_layer_norm_eps(config.layer_norm_epsilon)
        return
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_vocab_size(config.vocab_size)
    d_head = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    rope = config.rope_parameters.get("full_attention", config.rope_parameters)
    writer.add_rope_freq_base(rope["rope_theta"])
    writer.add_rope_dimension_count(int(d_head * rope.get("partial_rotary_factor", 1)))
    if architecture == "stablelm":
        writer.add_layer_norm_eps(config.layer_norm_eps)
        writer.add_parallel_residual(config.use_parallel_residual)
        return
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_key_length(d_head)
    writer.add_value_length(d_head)
    if getattr(config, "sliding_window", None) is not None and architecture in ("gemma2", "gemma3", "phi3"):
        writer.add_sliding_window(config.sliding_window)
    if architecture == "gemma2":
        writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
        writer.add_final_logit_softcapping(config.final_logit_softcapping)


def write_bytes_tokenizer(
    writer: GGUFWriter, tokenizer: PreTrainedTokenizerFast, split: str | None, template: str | None
) -> None:
    backend = tokenizer.backend_tokenizer
    vocabulary = {id: token for token, id in backend.get_vocab().items()}
    tokens = [vocabulary.get(id, f"[PAD{id}]") for id in range(N_VOCAB)]
    kinds = [TokenType.NORMAL if id in vocabulary else TokenType.UNUSED for id in range(N_VOCAB)]
    for id in tokenizer.all_special_ids:
        kinds[id] = TokenType.CONTROL
    writer.add_tokenizer_model("gpt2")
    if split is not None:
        writer.add_tokenizer_pre(split)
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    merges = json.loads(backend.to_str())["model"]["merges"]
    writer.add_token_merges([" ".join(merge) for merge in merges])
    writer.add_eos_token_id(0)
    writer.add_bos_token_id(0)
    writer.add_add_bos_token(False)
    if template is not None:
        writer.add_chat_template(template)


def _write_weights(
    writer: GGUFWriter, module: PreTrainedModel, architecture: str, kind: GGMLQuantizationType
) -> dict[str, torch.Tensor]:
    """What the file now holds of the model."""
    arch = next(key for key, value in MODEL_ARCH_NAMES.items() if value == architecture)
    names = get_tensor_name_map(arch, module.config.num_hidden_layers)
    held: dict[str, torch.Tensor] = {}
    for name, weight in module.state_dict().items():
        held[name] = weight
        if name == "lm_head.weight" and module.config.tie_word_embeddings:
            held[name] = held[next(iter(held))]
            continue
        base, _, end = name.rpartition(".")
        numbers, back = _as_converted(name, weight.numpy(), module.config, architecture)
        data, kept = rounded(numbers, kind if numbers.ndim == 2 else GGMLQuantizationType.F32)
        writer.add_tensor(f"{names.get_name(base)}.{end}", data, raw_dtype=kept)
        held[name] = torch.from_numpy(back(restored(data, kept)).copy())
    return held


def _as_converted(
    name: str, weight: Floats, config: Any, architecture: str
) -> tuple[Floats, Callable[[Floats], Floats]]:
    """What llama.cpp's converter makes of a weight, and the way back."""
    if architecture == "llama" and name.endswith(("q_proj.weight", "k_proj.weight")):
        heads = config.num_attention_heads if "q_proj" in name else config.num_key_value_heads
        return _interleaved(weight, heads), lambda numbers: _in_halves(numbers, heads)
    if architecture.startswith("gemma") and name.endswith("norm.weight"):
        return weight + np.float32(1), lambda numbers: numbers - np.float32(1)
    if architecture == "gpt2" and weight.ndim == 2 and ".h." in name:
        return np.ascontiguousarray(weight.T), lambda numbers: numbers.T
    return weight, lambda numbers: numbers


def _interleaved(weight: Floats, heads: int) -> Floats:
    """llama.cpp turns neighbouring pairs of a head's numbers, and transformers those half a head apart."""
    return np.ascontiguousarray(weight.reshape(heads, 2, -1, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape))


def _in_halves(weight: Floats, heads: int) -> Floats:
    return weight.reshape(heads, -1, 2, weight.shape[1]).swapaxes(1, 2).reshape(weight.shape)


def rounded(numbers: Floats, kind: GGMLQuantizationType) -> tuple[NDArray[Any], GGMLQuantizationType]:
    """Blocks of `kind`, or float32 where the rows are not of whole blocks. For the K-quants, which the gguf package
    cannot make, blocks drawn at random, with scales as they occur."""
    block, _ = GGML_QUANT_SIZES[kind]
    if numbers.shape[-1] % block:
        return numbers, GGMLQuantizationType.F32
    if kind.name.endswith("_K"):
        return drawn(numbers.shape, kind), kind
    return np.ascontiguousarray(quantize(numbers, kind)), kind


SCALES = {"Q2_K": (80, 82), "Q3_K": (108,), "Q4_K": (0, 2), "Q5_K": (0, 2), "Q6_K": (208,)}
"""Where a block of each K-quant keeps its scales, in 16 bits each, which are not any 16 bits."""


def drawn(shape: Sequence[int], kind: GGMLQuantizationType, seed: int = 0) -> NDArray[np.uint8]:
    generator = np.random.default_rng(seed)
    _, n_bytes = GGML_QUANT_SIZES[kind]
    rows = quant_shape_to_byte_shape(tuple(shape), kind)
    blocks = generator.integers(0, 256, rows, np.uint8).reshape(-1, n_bytes)
    for place in SCALES[kind.name]:
        scales = generator.normal(0, 1e-4, len(blocks)).astype(np.float16)
        blocks[:, place : place + 2] = scales[:, None].view(np.uint8)
    return blocks.reshape(rows)


def restored(data: NDArray[Any], kind: GGMLQuantizationType) -> Floats:
    return data if kind == GGMLQuantizationType.F32 else dequantize(data, kind)


def _close(writer: GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
