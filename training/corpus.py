"""The training text: gzipped JSON lines, one document a line, read from a folder the caller names."""

import gzip
import json
import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
import tiktoken
from numpy.typing import NDArray

FILES = ("en_stories", "en_classics", "en_wiki", "en_ja_pairs", "ja_aozora")
"""The sources, each `<name>.train.jsonl.gz` and, held out, `<name>.valid.jsonl.gz`."""

CLOSED_LICENCES = ("CC-BY-NC", "CC BY-NC-SA")
"""Documents that carry these are left out: weights trained here may be used by anybody for anything."""

TALES = {
    "en_classics": (
        "The Brothers Grimm",
        "Hans Christian Andersen",
        "Lewis Carroll",
        "L. Frank Baum",
        "Edith Nesbit",
        "Kenneth Grahame",
        "Anna Sewell",
        "Frances Hodgson Burnett",
        "George MacDonald",
        "Rudyard Kipling",
    ),
    "ja_aozora": (
        "小川未明",
        "宮沢賢治",
        "新美南吉",
        "楠山正雄",
        "楠山正雄訳",
        "矢崎源九郎訳",
        "鈴木三重吉",
        "村山籌子",
    ),
}
"""Authors who wrote for children: plain words, so they are seen more often than the rest of their file."""


def documents(folder: Path, source: str, split: str = "train", *, tales: bool | None = None) -> Iterator[str]:
    """The texts of one source, in file order; `split` is "train" or "valid".

    tales: only those for children (True), only the others (False), all (None).
    """
    with gzip.open(folder / f"{source}.{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            for_children = document.get("author") in TALES.get(source, ())
            if document.get("license") not in CLOSED_LICENCES and tales in (None, for_children):
                yield document["text"]


@lru_cache
def packed(
    folder: Path, source: str, encoding: tiktoken.Encoding, split: str = "train", *, tales: bool | None = None
) -> NDArray[np.uint16]:
    """One source as a single row of token ids, each document preceded by <|endoftext|>.

    Kept, read-only: every model of a recipe reads it, and to encode the Japanese books takes ten seconds.
    """
    texts = list(documents(folder, source, split, tales=tales))
    encoded = encoding.encode_ordinary_batch(texts, num_threads=os.cpu_count() or 1)
    rows = (np.array([encoding.eot_token, *ids], np.uint16) for ids in encoded)
    row = np.concatenate([np.empty(0, np.uint16), *rows])
    row.flags.writeable = False
    return row
