"""The tokens with which a model ends what it writes: those with which transformers' `generate` ends it."""

from pathlib import Path
from typing import Any

from explorer.errors import Refused
from explorer.text.tokenizer import Tokenizer
from explorer.text.untrusted import read_json


def ends_of(folder: Path, tokenizer: Tokenizer) -> frozenset[int]:
    """The ids that a model's folder names as ends.

    As transformers reads it: where generation_config.json is there, config.json is not asked. Where it names no end,
    transformers would write on to the length that was asked for; here the tokenizer's end of a document ends a text.
    """
    settings = _json(folder / "generation_config.json")
    if settings is None:
        settings = _json(folder / "config.json") or {}
    return _ids(settings.get("eos_token_id")) or _ids(tokenizer.eot)


def _ids(written: Any) -> frozenset[int]:
    """Of one id, or of a list of them."""
    listed = written if isinstance(written, list) else [written]
    return frozenset(id for id in listed if isinstance(id, int) and not isinstance(id, bool))


def _json(file: Path) -> dict[str, Any] | None:
    """None where it is not there, or not to be read: transformers, too, then asks the next file."""
    try:
        return read_json(file.parent.name, file)
    except Refused:
        return None
