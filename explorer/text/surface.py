"""What the entries of a Hugging Face vocabulary stand for, in bytes: one small function a kind of tokenizer."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from explorer.errors import Refused

_BYTE = re.compile(r"<0x([0-9A-Fa-f]{2})>")


def _gpt2_alphabet() -> dict[str, int]:
    """GPT-2's printable stand-ins: a byte that prints is itself, the others follow from U+0100 on, in order."""
    printing = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printing]
    return {chr(byte): byte for byte in printing} | {chr(0x100 + n): byte for n, byte in enumerate(others)}


_ALPHABET = _gpt2_alphabet()


def byte_level(token: str, added: bool = False) -> bytes:
    """GPT-2, Llama 3, Qwen: each letter stands for a byte. Tokens added to the vocabulary are written as they are.

    >>> byte_level("Ġthe"), byte_level("æĿ"), byte_level("æĿ", added=True)
    (b' the', b'\\xe6\\x9d', b'\\xc3\\xa6\\xc4\\xbf')
    """
    if added or not _ALPHABET.keys() >= set(token):
        return token.encode("utf-8")
    return bytes(_ALPHABET[letter] for letter in token)


def sentencepiece(token: str, added: bool = False) -> bytes:
    """Llama 2, Mistral, Gemma, T5: ▁ is a space, and <0xE6> one byte of a character that the vocabulary lacks.

    >>> sentencepiece("▁the"), sentencepiece("<0xE6>")
    (b' the', b'\\xe6')
    """
    byte = _BYTE.fullmatch(token)
    return bytes([int(byte[1], 16)]) if byte else token.replace("▁", " ").encode("utf-8")


def wordpiece(token: str, added: bool = False, *, prefix: str = "##") -> bytes:
    """BERT: ## continues a word, so whatever lacks it begins one and brings the space before it.

    >>> wordpiece("walk"), wordpiece("##ing")
    (b' walk', b'ing')
    """
    return (token.removeprefix(prefix) if token.startswith(prefix) else f" {token}").encode("utf-8")


def surface_reader(decoder: dict[str, Any] | None, name: str) -> Callable[[str, bool], bytes]:
    """The function for a vocabulary, told by the `decoder` part of its tokenizer.json."""
    parts = decoder.get("decoders", [decoder]) if decoder else []
    by_type = {part["type"]: part for part in parts}
    if "ByteLevel" in by_type:
        return byte_level
    if "WordPiece" in by_type:
        return partial(wordpiece, prefix=by_type["WordPiece"]["prefix"])
    if "Metaspace" in by_type or "ByteFallback" in by_type:
        return sentencepiece
    raise Refused(
        "the tokenizer of {name} is of a kind whose tokens cannot be read byte by byte: "
        "pick a model with byte-level BPE, sentencepiece or WordPiece",
        name=name,
    )
