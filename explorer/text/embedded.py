"""The embedded models' own byte-level BPE, as a real tiktoken.Encoding."""

import json
from base64 import b64decode
from functools import cache
from pathlib import Path

import tiktoken

from explorer.errors import Refused
from explorer.text.tokenizer import TiktokenTokenizer


@cache
def embedded_tokenizer(folder: Path) -> TiktokenTokenizer:
    return TiktokenTokenizer(embedded_encoding(folder))


@cache
def embedded_encoding(folder: Path) -> tiktoken.Encoding:
    """The encoding of a model folder that holds `ranks.tiktoken` beside Hugging Face's `tokenizer.json`.

    The split pattern and the special tokens are read from tokenizer.json, so that the two can not drift apart.
    """
    try:
        return _read(folder)
    except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise Refused(
            "the tokenizer of {folder} is missing or damaged: "
            "restore its tokenizer.json and ranks.tiktoken, which are made together",
            folder=folder.name,
        ) from error


def _read(folder: Path) -> tiktoken.Encoding:
    written = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    ranks = read_ranks((folder / "ranks.tiktoken").read_bytes())
    specials = {token["content"]: token["id"] for token in written["added_tokens"]}
    expected = len(written["model"]["vocab"].keys() - specials.keys())
    if len(ranks) != expected:
        raise ValueError(f"ranks.tiktoken has {len(ranks)} tokens, tokenizer.json {expected}")
    return tiktoken.Encoding(
        folder.name,
        pat_str=written["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"],
        mergeable_ranks=ranks,
        special_tokens=specials,
    )


def read_ranks(table: bytes) -> dict[bytes, int]:
    """tiktoken's table of merges: a token in base 64 and its rank on each line.

    Its own reader would copy the table into the machine's temporary folder and read that copy for ever after.

    >>> read_ranks(b"IQ== 0\\nIHRoZQ== 1\\n")
    {b'!': 0, b' the': 1}
    """
    return {b64decode(token, validate=True): int(rank) for token, rank in map(bytes.split, table.splitlines())}
