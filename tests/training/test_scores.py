"""The measures of the report, against transformers and against answers that are known."""

import math
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import AutoModelForCausalLM

from explorer.models.catalogue import EMBEDDED, Entry
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.text.tokenizer import TiktokenTokenizer
from training.conversations import Item
from training.evaluate import report
from training.scores import HeldOut, answers, best_heads, bits_per_byte, gaps, windows


def embedded(name: str) -> Model:
    return load(next(entry for entry in EMBEDDED if entry.name == name))


@pytest.fixture(scope="module")
def gpt() -> Model:
    return embedded("explorer-gpt")


def held_out(model: Model, text: str) -> HeldOut:
    tokenizer = model.tokenizer
    assert isinstance(tokenizer, TiktokenTokenizer)
    eot = tokenizer.encoding.eot_token
    return HeldOut(np.array([eot, *tokenizer.encode(text)]), text.encode(), eot)


@given(st.integers(1, 200), st.sampled_from([2, 8, 32]))
def test_every_token_but_the_first_is_predicted_once(n: int, n_ctx: int) -> None:
    predicted = [id for window, known in windows(range(n), n_ctx) for id in window[known:]]
    assert predicted == list(range(1, n))


def test_bits_per_byte_are_transformers_loss(gpt: Model) -> None:
    text = held_out(gpt, "One day, Tom went to the park. 彼は公園へ行きました。")
    theirs = AutoModelForCausalLM.from_pretrained(EMBEDDED[0].location, dtype=torch.float32)
    ids = torch.from_numpy(text.ids)[None]
    with torch.inference_mode():
        nats = theirs(ids, labels=ids).loss.item() * (len(text.ids) - 1)
    assert bits_per_byte(gpt, text) == pytest.approx(nats / math.log(2) / len(text.data), rel=1e-5)


def test_the_mark_between_texts_is_not_counted(gpt: Model) -> None:
    one = held_out(gpt, "The sun was shining.")
    ended = HeldOut(np.append(one.ids, one.eot), one.data, one.eot)
    assert bits_per_byte(gpt, ended) == pytest.approx(bits_per_byte(gpt, one), rel=1e-6)


def test_explorer_gpt_has_heads_that_look_back_and_heads_that_continue_a_repetition(gpt: Model) -> None:
    best = {name: value for name, _layer, _head, value in best_heads(gpt)}
    assert best["previous token"] > 0.7
    assert best["induction"] > 0.5


def test_both_sides_fill_gaps_better_than_the_left_alone(gpt: Model) -> None:
    story = "Once upon a time, there was a little girl named Lily. She loved to play with her toys in the garden. " * 20
    found = gaps(embedded("explorer-bert"), gpt, held_out(gpt, story), np.arange(5), n_windows=4)
    assert set(found) == {"explorer-bert", "explorer-gpt, from the left", "the most frequent token"}
    assert all(0 <= one.top1 <= one.top5 <= 1 for one in found.values())
    assert found["explorer-bert"].top1 > 0.5


def test_an_answer_counts_when_it_begins_as_it_should(gpt: Model) -> None:
    asked = [Item("colours", "What colour is a lemon?", "yellow"), Item("colours", "What colour is a lemon?", "Blue.")]
    chat = embedded("explorer-chat")
    assert answers(chat, asked, templated=True).right == 0.5
    assert answers(gpt, asked, templated=False).right < 0.5


@pytest.mark.parametrize("name", ["explorer-gpt", "explorer-draft", "explorer-bert", "explorer-chat"])
def test_a_folder_holds_all_weights_and_its_card_counts_them(name: str) -> None:
    """Two bytes a weight: not a pointer to them."""
    entry: Entry = next(entry for entry in EMBEDDED if entry.name == name)
    parameters = sum(p.numel() for p in load(entry).module.parameters())
    assert (Path(entry.location) / "model.safetensors").stat().st_size >= 2 * parameters
    assert f"{parameters:,} parameters" in (Path(entry.location) / "README.md").read_text(encoding="utf-8")


def test_the_report_has_every_table(models: Path) -> None:
    text = "\n".join(report(models.parent / "corpus", models, models / "explorer-gpt", most=2))
    headings = "Bits per byte", "Gaps", "Held-out questions", "The best heads", "How far", "Continuations"
    assert all(f"## {heading}" in text for heading in headings)
    assert "| layers passed | logit lens | tuned lens |" in text
    assert sum(" → " in line for line in text.splitlines() if line.startswith("- ")) == 20
