"""OpenAI's published encodings, from the rank tables that come with the program."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

import tiktoken

from explorer.errors import Refused
from explorer.text.tokenizer import TiktokenTokenizer

ENCODINGS = ("r50k_base", "p50k_base", "cl100k_base", "o200k_base")

_TABLES = Path(__file__).parents[1] / "assets" / "tiktoken"
_SHA256 = {
    "r50k_base": "306cd27f03c1a714eca7108e03d66b7dc042abe8c258b44c199a7ed9838dd930",
    "p50k_base": "94b5ca7dff4d00767bc256fdd1b27e5b17361d7b8a5f968547f9f23eb70d2069",
    "cl100k_base": "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    "o200k_base": "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
}
_one_at_a_time = Lock()


@cache
def openai_tokenizer(name: str) -> TiktokenTokenizer:
    return TiktokenTokenizer(openai_encoding(name))


@cache
def openai_encoding(name: str) -> tiktoken.Encoding:
    """One of ENCODINGS, without a network.

    >>> openai_encoding("r50k_base").encode("hello world")
    [31373, 995]
    """
    if name not in ENCODINGS:
        raise Refused("there is no encoding {name}: choose among {known}", name=name, known=", ".join(ENCODINGS))
    _check_table(name)
    with _one_at_a_time, _cache_folder(_TABLES):
        return tiktoken.get_encoding(name)


def _check_table(name: str) -> None:
    """tiktoken deletes a damaged table and asks the network for another, so look before it does."""
    table = _TABLES / _file_name(name)
    if not table.is_file() or hashlib.sha256(table.read_bytes()).hexdigest() != _SHA256[name]:
        raise Refused(
            "the rank table of {name} is missing or damaged: restore explorer/assets/tiktoken/{file}",
            name=name,
            file=table.name,
        )


def _file_name(name: str) -> str:
    """What tiktoken calls the table in its cache: the SHA-1 of the address where it is published."""
    address = f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
    return hashlib.sha1(address.encode()).hexdigest()


@contextmanager
def _cache_folder(folder: Path) -> Iterator[None]:
    """tiktoken's cache is `folder` meanwhile; the user's own setting comes back afterwards."""
    before = os.environ.get("TIKTOKEN_CACHE_DIR")
    os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["TIKTOKEN_CACHE_DIR"]
        else:
            os.environ["TIKTOKEN_CACHE_DIR"] = before
