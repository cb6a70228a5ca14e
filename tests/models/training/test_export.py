"""What is handed out is an ordinary Hugging Face folder: transformers itself is asked."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from explorer.models.catalogue import Entry
from explorer.models.forward import forward
from explorer.models.loader import load
from explorer.models.training import folder as files
from explorer.models.training import tokens, worker
from explorer.models.training.export import CARD, model_files
from explorer.models.training.order import Order
from tests.models.training.test_worker import Wishes


@pytest.fixture(scope="module", params=["characters", "bpe"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training") / "run"
    order = Order(
        text="english", characters=4_000, cut=request.param, n_vocab=300, n_layers=2, n_heads=2, d_model=16, n_ctx=32,
        batch=4, steps=6,
    )  # fmt: skip
    files.begin(folder, order)
    assert worker.worked(folder, Wishes()) == 0
    return folder


@pytest.fixture(scope="module")
def exported(run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    for name, data in model_files(run, card=True).items():
        (folder / name).write_bytes(data)
    return folder


def test_transformers_computes_the_logits_that_were_trained(run: Path, exported: Path) -> None:
    theirs = AutoModelForCausalLM.from_pretrained(str(exported), local_files_only=True).eval()
    work = worker.Work(run, Wishes())
    ids = torch.arange(30)[None]
    with torch.no_grad():
        expected = work.training.model(ids)
        assert torch.allclose(theirs(ids).logits[0], expected, atol=1e-5)
    assert expected.std() > 0.01


def test_transformers_cuts_texts_as_in_training(run: Path, exported: Path) -> None:
    theirs = AutoTokenizer.from_pretrained(str(exported), local_files_only=True)
    text = files.order_in(run).used[:1000]
    tokenizer = worker.Work(run, Wishes())._tokenizer
    ids = tokens.ids_of(tokenizer, text).tolist()
    assert theirs(text, add_special_tokens=False)["input_ids"] == ids
    assert theirs.decode(ids) == text
    assert theirs.eos_token == tokens.END


def test_the_app_opens_it_and_computes_the_same(exported: Path) -> None:
    model = load(Entry("folder:own", "folder", str(exported)))
    theirs = AutoModelForCausalLM.from_pretrained(str(exported), local_files_only=True).eval()
    ids = model.prompt("Alice was beginning").ids
    with torch.no_grad():
        expected = theirs(torch.tensor([list(ids)])).logits[0].numpy()
    np.testing.assert_allclose(forward(model.module, list(ids)).numpy(), expected, atol=1e-5)
    assert model.shape.n_ctx == 32
    assert model.limits == ()


def test_the_card_says_what_was_done(exported: Path) -> None:
    card = (exported / CARD).read_text(encoding="utf-8")
    assert "$" not in card
    for word in ("Alice's Adventures in Wonderland", "4,000 characters", "6 steps of 4 × 32 tokens", "seed 0"):
        assert word in card
