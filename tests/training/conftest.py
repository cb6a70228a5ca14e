"""A corpus small enough for a test, and the embedded tokenizer."""

import gzip
import json
from pathlib import Path

import pytest

from training.corpus import FILES

TOKENIZER = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"


@pytest.fixture
def tokenizer() -> Path:
    return TOKENIZER


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


def write_corpus(folder: Path) -> Path:
    folder.mkdir()
    for source in FILES:
        for split in ("train", "valid"):
            with gzip.open(folder / f"{source}.{split}.jsonl.gz", "wt", encoding="utf-8") as lines:
                for n in range(3):
                    author = "宮沢賢治" if n else "夏目漱石"
                    text = f"I see {n} {source}.\t私は{n}を見る。\n" * 12
                    lines.write(json.dumps({"text": text, "author": author}) + "\n")
                lines.write(json.dumps({"text": "closed", "license": "CC-BY-NC"}) + "\n")
    return folder
