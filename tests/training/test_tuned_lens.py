"""Tuned lenses, on a corpus and a model small enough for a test."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import GPT2Config, GPT2LMHeadModel

from explorer.models.catalogue import Entry
from explorer.models.loader import load
from explorer.models.tuned_lens import FILE, tuned_lens
from explorer.text.embedded import embedded_encoding
from training.tuned_lens import FrozenModel, Translators, divergence, report, tune

TOKENIZER = Path(__file__).parents[2] / "explorer" / "assets" / "models" / "explorer-gpt"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A random GPT-2 with the embedded tokenizer."""
    folder, encoding = tmp_path / "models" / "tiny", embedded_encoding(TOKENIZER)
    config = GPT2Config(vocab_size=encoding.n_vocab, n_positions=16, n_embd=16, n_layer=2, n_head=2)
    torch.manual_seed(0)
    model = GPT2LMHeadModel(config)
    with torch.no_grad():
        for weight in model.parameters():
            weight.add_(0.2 * torch.randn_like(weight))
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "ranks.tiktoken"):
        (folder / name).write_bytes((TOKENIZER / name).read_bytes())
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path / "models"))
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for split in ("train", "valid"):
        with gzip.open(tmp_path / f"en_stories.{split}.jsonl.gz", "wt", encoding="utf-8") as lines:
            for n in range(3):
                lines.write(json.dumps({"text": f"story {n}: once upon a time. むかしむかし。" * 9}) + "\n")
    return tmp_path


def test_the_lens_comes_closer_to_the_output_and_the_app_reads_it(corpus: Path, folder: Path) -> None:
    tune(corpus, folder, steps=12, rows=2, lr=0.01)
    rows = [line.split("|")[2:4] for line in list(report(corpus, folder, rows=2))[1:]]
    assert len(rows) == 2
    assert all(float(after) < float(before) for before, after in rows)
    model = load(Entry("folder:tiny", "folder", str(folder)))
    assert tuned_lens(model).weights.any()
    assert (folder / FILE).stat().st_size < 5000


def test_at_the_start_it_is_the_logit_lens_and_the_divergence_is_torchs_own(folder: Path) -> None:
    reader = FrozenModel(load(Entry("folder:tiny", "folder", str(folder))))
    streams, output = reader.streams(torch.tensor([[5, 6, 7]]))
    translators = Translators(2, 16)
    assert torch.equal(translators(1, streams[1]), streams[1])
    early, late = reader.read(streams[1]).double(), output.double()
    expected = (late.exp() * (late - early)).sum(-1).mean()
    found = divergence(reader, translators, 1, streams[1], output).item()
    assert found == pytest.approx(float(expected), rel=1e-4)


def test_the_streams_are_those_that_the_trace_has(folder: Path) -> None:
    from explorer.trace import trace

    model = load(Entry("folder:tiny", "folder", str(folder)))
    ran, reader = trace(model, (5, 6, 7)), FrozenModel(model)
    streams, _ = reader.streams(torch.tensor([[5, 6, 7]]))
    for layer, stream in enumerate(streams):
        np.testing.assert_allclose(stream.numpy(), ran.resid(layer), rtol=1e-4, atol=1e-5)
