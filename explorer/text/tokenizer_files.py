"""A tokenizer's files as transformers is given them: read and written anew, so that it meets nothing unexpected."""

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.text.untrusted import is_file, read_bytes, read_json, read_values

OBJECTS = ("tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json")
"""Files that hold a JSON object."""

TABLES = ("merges.txt", "vocab.txt", "tokenizer.model", "spiece.model", "sentencepiece.bpe.model")
"""Files of other kinds."""

FILES = ("tokenizer.json", *OBJECTS, *TABLES, "chat_template.jinja")
"""All that a tokenizer is made of, each where there is one."""

_OF_CONFIG = ("model_type", "tokenizer_class", "transformers_version")
"""What the tokenizer's kind hangs on; more of config.json would make transformers build more."""


@contextmanager
def copied(model: str, folder: Path) -> Iterator[Path]:
    """For as long as it is needed: a folder of the same name with the tokenizer's files, each checked."""
    with TemporaryDirectory(prefix="explorer-") as there:
        copy = Path(there) / (folder.name or "model")
        copy.mkdir()
        for name in OBJECTS:
            if is_file(folder / name):
                _write(copy / name, read_json(model, folder / name))
        for name in TABLES:
            if is_file(folder / name):
                (copy / name).write_bytes(read_bytes(model, folder / name))
        if is_file(folder / "config.json"):
            config = read_json(model, folder / "config.json")
            _write(copy / "config.json", {key: config[key] for key in _OF_CONFIG if isinstance(config.get(key), str)})
        if is_file(folder / "tokenizer.json"):
            (copy / "tokenizer.json").write_bytes(_backend(model, folder / "tokenizer.json"))
        yield copy


def _write(path: Path, found: dict[str, object]) -> None:
    path.write_text(json.dumps(found), encoding="utf-8")


def _backend(model: str, path: Path) -> bytes:
    """Tried first by the library that will read it at last, which gives up sooner than Python's own reader."""
    from tokenizers import Tokenizer

    data = read_values(model, path).removeprefix(BOM_UTF8)
    Tokenizer.from_buffer(data)
    return data
