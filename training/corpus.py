"""The training text: gzipped JSON lines, one document a line, read from a folder the caller names."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import tiktoken
from numpy.typing import NDArray

SHARES = {
    "en_stories": 0.22,
    "en_classics": 0.26,
    "en_wiki": 0.04,
    "en_ja_pairs": 0.16,
    "ja_aozora": 0.32,
}
"""What share of the training tokens is drawn from each source; the simple stories and the pairs are up-weighted."""

CLOSED_LICENCES = ("CC-BY-NC", "CC BY-NC-SA")
"""Documents that carry these are left out: weights trained here may be used by anybody for anything."""


def documents(folder: Path, source: str, split: str = "train") -> Iterator[str]:
    """The texts of one source, in file order; `split` is "train" or "valid"."""
    with gzip.open(folder / f"{source}.{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            if document.get("license") not in CLOSED_LICENCES:
                yield document["text"]


def packed(folder: Path, source: str, encoding: tiktoken.Encoding, split: str = "train") -> NDArray[np.uint16]:
    """One source as a single row of token ids, each document preceded by <|endoftext|>."""
    texts = documents(folder, source, split)
    rows = (np.array([encoding.eot_token, *encoding.encode_ordinary(text)], np.uint16) for text in texts)
    return np.concatenate(list(rows))


def batch(sources: dict[str, NDArray[np.uint16]], step: int, rows: int, n_ctx: int, seed: int) -> NDArray[np.int64]:
    """(rows, n_ctx) windows for one step: a function of (seed, step) alone, so that a run can resume anywhere."""
    rng = np.random.default_rng((seed, step))
    names = rng.choice(list(sources), size=rows, p=[SHARES[name] for name in sources])
    return np.stack([_window(sources[name], n_ctx, rng) for name in names]).astype(np.int64)


def _window(ids: NDArray[np.uint16], n_ctx: int, rng: np.random.Generator) -> NDArray[np.uint16]:
    start = rng.integers(0, len(ids) - n_ctx + 1)
    return ids[start : start + n_ctx]
