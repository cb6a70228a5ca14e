"""The recipe, on a corpus and a model small enough for a test."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import torch

import training.train as recipe_module
from explorer.models.catalogue import Entry
from explorer.models.loader import load
from training.corpus import SHARES, batch, documents
from training.export import export
from training.train import Recipe, train

TOKENIZER = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"
SMALL = Recipe(steps=4, rows=2, n_ctx=16, n_layers=1, n_heads=2, d_model=16)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for source in SHARES:
        with gzip.open(tmp_path / f"{source}.train.jsonl.gz", "wt", encoding="utf-8") as lines:
            for n in range(3):
                lines.write(json.dumps({"text": f"{source} story {n}. むかしむかし。" * 9}) + "\n")
            lines.write(json.dumps({"text": "closed", "license": "CC-BY-NC"}) + "\n")
    return tmp_path


def test_documents_for_non_commercial_use_are_left_out(corpus: Path) -> None:
    found = list(documents(corpus, "en_stories"))
    assert len(found) == 3
    assert "closed" not in found


def test_a_batch_depends_on_seed_and_step_alone() -> None:
    sources = {name: np.arange(1000, dtype=np.uint16) for name in SHARES}
    again = [batch(sources, step, rows=3, n_ctx=8, seed=1) for step in (5, 5, 6)]
    assert (again[0] == again[1]).all()
    assert (again[0] != again[2]).any()
    assert again[0].shape == (3, 8)


def test_the_rate_rises_stays_and_falls_to_almost_nothing() -> None:
    rates = [Recipe(steps=1000).rate(step) for step in range(1000)]
    assert rates[0] < 0.1
    assert max(rates) == 1.0
    assert rates[-1] < 0.01
    assert rates[:20] == sorted(rates[:20])
    assert rates[600:] == sorted(rates[600:], reverse=True)


def test_a_run_that_was_killed_ends_with_the_weights_of_one_that_was_not(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = train(corpus, TOKENIZER, tmp_path / "whole", SMALL, every=2)
    steps = []

    def dies_at_the_fourth_step(*arguments):
        steps.append(1)
        if len(steps) == 4:
            raise KeyboardInterrupt
        return real(*arguments)

    real = recipe_module.train_step
    monkeypatch.setattr(recipe_module, "train_step", dies_at_the_fourth_step)
    with pytest.raises(KeyboardInterrupt):
        train(corpus, TOKENIZER, tmp_path / "killed", SMALL, every=2)
    monkeypatch.undo()
    resumed = train(corpus, TOKENIZER, tmp_path / "killed", SMALL, every=2)
    for a, b in zip(whole.parameters(), resumed.parameters(), strict=True):
        assert torch.equal(a, b)


def test_another_recipe_does_not_go_on_from_this_checkpoint(corpus: Path, tmp_path: Path) -> None:
    train(corpus, TOKENIZER, tmp_path / "run", SMALL)
    with pytest.raises(ValueError, match="belongs to another recipe"):
        train(corpus, TOKENIZER, tmp_path / "run", Recipe(**{**vars(SMALL), "seed": 1}))


def test_an_exported_run_is_a_model_that_the_app_opens(corpus: Path, tmp_path: Path) -> None:
    trained = train(corpus, TOKENIZER, tmp_path / "run", SMALL)
    export(tmp_path / "run", TOKENIZER, tmp_path / "model")
    model = load(Entry("small", "embedded", str(tmp_path / "model")))
    assert model.shape.n_layers == 1
    assert model.n_parameters == sum(p.numel() for p in trained.parameters())
    card = (tmp_path / "model" / "README.md").read_text(encoding="utf-8")
    assert "128 (4 steps of 2 × 16)" in card
    assert "$" not in card
