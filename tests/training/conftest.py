"""A corpus small enough for a test, the embedded tokenizer, and models that the whole recipe made in seconds."""

import gzip
import json
from pathlib import Path

import pytest

from training.__main__ import run
from training.corpus import FILES

TOKENIZER = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"


@pytest.fixture
def tokenizer() -> Path:
    return TOKENIZER


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The models of the smoke budget, made without being interrupted; `corpus` lies beside their folder."""
    folder = tmp_path_factory.mktemp("recipe")
    run(write_corpus(folder / "corpus"), folder / "runs", folder / "models", "smoke")
    return folder / "models"


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
