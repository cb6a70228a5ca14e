"""The embedded models' own byte-level BPE, as a real tiktoken.Encoding."""

from base64 import b64decode
from functools import cache
from pathlib import Path

import tiktoken

from explorer.errors import Refused
from explorer.text.tokenizer import TiktokenTokenizer
from explorer.text.untrusted import is_file, read_bytes, read_json


@cache
def embedded_tokenizer(folder: Path) -> TiktokenTokenizer:
    encoding = embedded_encoding(folder)
    return TiktokenTokenizer(encoding, *_frame(folder, encoding), _named(folder))


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
    written = read_json(folder.name, folder / "tokenizer.json")
    ranks = read_ranks(read_bytes(folder.name, folder / "ranks.tiktoken"))
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


def _frame(folder: Path, encoding: tiktoken.Encoding) -> tuple[list[int], list[int]]:
    """The special tokens before and after a text, as tokenizer.json's template says it; none without a template."""
    written = read_json(folder.name, folder / "tokenizer.json")
    parts = (written.get("post_processor") or {}).get("single", [])
    text = next((place for place, part in enumerate(parts) if "Sequence" in part), 0)
    ids = [encoding.encode_single_token(part["SpecialToken"]["id"]) for part in parts if "SpecialToken" in part]
    return ids[:text], ids[text:]


def _named(folder: Path) -> dict[str, str]:
    """What tokenizer_config.json calls bos_token, eos_token, …; nothing where it is not there."""
    file = folder / "tokenizer_config.json"
    written = read_json(folder.name, file) if is_file(file) else {}
    return {use: name for use, name in written.items() if use.endswith("_token") and isinstance(name, str)}


def read_ranks(table: bytes) -> dict[bytes, int]:
    """tiktoken's table of merges: a token in base 64 and its rank on each line.

    Its own reader would copy the table into the machine's temporary folder and read that copy for ever after.

    >>> read_ranks(b"IQ== 0\\nIHRoZQ== 1\\n")
    {b'!': 0, b' the': 1}
    """
    return {b64decode(token, validate=True): int(rank) for token, rank in map(bytes.split, table.splitlines())}
