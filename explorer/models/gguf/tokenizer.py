"""A GGUF file's tokenizer, built by transformers as it builds one of such a file, and kept as a folder keeps it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers
from transformers import PreTrainedTokenizerFast
from transformers.integrations.gguf.gguf_tokenizer_mapping import (
    GGUF_PRE_TOKENIZER_SPLITS,
    GGUF_SENTENCEPIECE_BUILDERS,
    convert_gguf_tokenizer,
    get_gguf_tokenizer,
)

from explorer.errors import Refused

_PLAIN = ("gpt-2", "phi-2", "mpt", "olmo")
"""Names for GPT-2's way to split a text, which transformers takes where it does not know a name."""

_BY_DIGIT = ("smollm", "starcoder", "refact", "command-r", "codeshell")
"""The same, with each digit by itself: transformers' table does not have these."""

_SAME = {"stablelm2": "qwen2"}

_COMPOSED = ("qwen2", "qwen35", "deepseek-r1-qwen")
"""Whose own tokenizers compose accents first (NFC), which files do not say."""


def write_tokenizer(model: str, head: Path, folder: Path) -> str:
    """The files of a tokenizer and, where it has one, of its chat template. `head`: the head of a GGUF file.

    Returns what the file calls its way to split texts, if that way is not known; else "".
    """
    try:
        architecture, told, named = get_gguf_tokenizer(str(head))
        split = str(told.get("pre_tokenizer_type", "default"))
        told["pre_tokenizer_type"] = split = _SAME.get(split, split)
        backend, _ = convert_gguf_tokenizer(architecture, told)
        _put_right(backend, architecture, told)
        PreTrainedTokenizerFast(tokenizer_object=backend, **named).save_pretrained(folder)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # Rust's panics are these
        raise Refused(
            "{model} holds no tokenizer that can be built: fetch the file again, or choose another conversion of the "
            "model",
            model=model,
        ) from error
    by_bytes = told.get("tokenizer_type") == "gpt2"
    known = split in GGUF_PRE_TOKENIZER_SPLITS or split in (*_PLAIN, *_BY_DIGIT) or architecture == "gpt2"
    return split[:40] if by_bytes and not known else ""


def _put_right(backend: Tokenizer, architecture: str, told: Mapping[str, Any]) -> None:
    """Where transformers' reading of such a file leaves out what the file says."""
    if told["pre_tokenizer_type"] in _BY_DIGIT:
        plain = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
        backend.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), plain])
    if told["pre_tokenizer_type"] in _COMPOSED:
        backend.normalizer = normalizers.NFC()
    spaced = told.get("tokenizer_type") == "llama" and architecture not in GGUF_SENTENCEPIECE_BUILDERS
    if spaced and told.get("add_prefix_space") is False:
        backend.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="never", split=False)
        backend.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
