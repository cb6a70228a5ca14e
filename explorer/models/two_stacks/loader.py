"""A model of two stacks is loaded as any other: from safetensors, without a line of its folder's code, and checked."""

import logging
from pathlib import Path
from typing import Any

from transformers import PreTrainedConfig

from explorer.errors import Refused
from explorer.models.building import BUILDING, build
from explorer.models.catalogue import Entry
from explorer.models.ends import ends_of
from explorer.models.files import first_line, read_config, shell_of
from explorer.models.fingerprint import fingerprint
from explorer.models.fit import check_fits
from explorer.models.loader import folder_of, tokenizer_of
from explorer.models.two_stacks.directions import directions_of
from explorer.models.two_stacks.model import Seq2Seq, TwoShapes
from explorer.models.two_stacks.present import enter
from explorer.text.tokenizer import Tokenizer
from explorer.text.untrusted import is_file, read_json

_log = logging.getLogger(__name__)

UNBOUNDED = 512
"""Tokens that T5 is given at most: its positions have no end, and it was trained on so many (Raffel et al. 2020)."""


def load(entry: Entry) -> Seq2Seq:
    """Read, check and measure. Refused whatever its folder holds, if it is no encoder–decoder that can be opened."""
    try:
        folder = folder_of(entry)
        with BUILDING:
            return _load(entry, folder)
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a folder may be wrong in ways that nobody has thought of; Rust's panics are these
        _log.exception("%s cannot be loaded", entry.name)
        raise Refused(
            "{model} cannot be loaded ({reason}): choose another model", model=entry.name, reason=first_line(error)
        ) from error


def _load(entry: Entry, folder: Path) -> Seq2Seq:
    config = read_config(entry.name, folder, two_stacks=True)
    check_fits(entry.name, shell_of(entry.name, config), entry.precision)
    tokenizer = _tokenizer(entry, folder)
    settings = _settings(folder)
    module = build(entry, config, folder).float().eval().requires_grad_(False)
    # What is shown is what it computed: the implementation that gives the patterns, and gives them for all.
    module.set_attn_implementation("eager")
    shape = shape_of(config)
    return enter(
        Seq2Seq(
            entry.name,
            module,
            tokenizer,
            shape,
            start=_start(entry.name, settings, shape.n_vocab),
            ends=frozenset(id for id in ends_of(folder, tokenizer) if id < shape.n_vocab),
            never=_never(settings, shape.n_vocab),
            directions=directions_of(read_json(entry.name, folder / "config.json")),
            n_parameters=module.num_parameters(),
            fingerprint=fingerprint(module),
        )
    )


def shape_of(config: PreTrainedConfig) -> TwoShapes:
    """By the names that T5's and Marian's configs have."""
    told: Any = config
    heads = told.num_attention_heads
    return TwoShapes(
        n_encoder_layers=told.num_hidden_layers,
        n_decoder_layers=getattr(told, "num_decoder_layers", None) or getattr(told, "decoder_layers", 0),
        n_encoder_heads=heads,
        n_decoder_heads=getattr(told, "decoder_attention_heads", heads),
        d_model=told.hidden_size,
        n_ctx=getattr(told, "max_position_embeddings", UNBOUNDED),
        n_vocab=getattr(told, "decoder_vocab_size", None) or told.vocab_size,
    )


def _tokenizer(entry: Entry, folder: Path) -> Tokenizer:
    """Marian's own files are two of sentencepiece, which no library here reads."""
    if is_file(folder / "source.spm") and not is_file(folder / "tokenizer.json"):
        raise Refused(
            "{model} has its vocabulary in sentencepiece's files ({files}), which are not read here: put a "
            "tokenizer.json beside them",
            model=entry.name,
            files="source.spm, target.spm",
        )
    return tokenizer_of(entry, folder)


def _settings(folder: Path) -> dict[str, Any]:
    """What transformers' `generate` goes by: the folder's own settings, before what config.json says."""
    own = folder / "generation_config.json"
    said = read_json(folder.name, folder / "config.json")
    return said | (read_json(folder.name, own) if is_file(own) else {})


def _start(model: str, settings: dict[str, Any], n_vocab: int) -> int:
    """As transformers: the decoder's first id, or what fills a batch, with which T5 begins."""
    said = (settings.get(key) for key in ("decoder_start_token_id", "bos_token_id", "pad_token_id"))
    found = next((id for id in said if id is not None), None)
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < n_vocab:
        raise Refused(
            "config.json of {model} does not say with which token writing begins (decoder_start_token_id): fetch it "
            "again",
            model=model,
        )
    return found


def _never(settings: dict[str, Any], n_vocab: int) -> frozenset[int]:
    """Single tokens of `bad_words_ids`: Marian's folders forbid what fills a batch. Longer ones are left out."""
    words = settings.get("bad_words_ids")
    alone = [word[0] for word in words if isinstance(word, list) and len(word) == 1] if isinstance(words, list) else []
    return frozenset(id for id in alone if isinstance(id, int) and 0 <= id < n_vocab)
