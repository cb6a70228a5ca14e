"""Two masks: the same text in a model that reads the other way, row beside row."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertForMaskedLM

from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.context.parts import parts_of, parts_of_run
from explorer.findings.context.two_masks import (
    finding,
    head_in,
    later_share,
    other_of,
    panels,
    reads,
    same_rows,
    starts,
)
from explorer.models.catalogue import DEFAULT, find
from explorer.models.causality import reading
from explorer.models.model import Model
from explorer.words.sentences import parts
from tests.findings.embedded import embedded_run
from tests.findings.heads import tiny_run
from tests.models.tiny import shared
from tests.text.makers import wordpiece

READ = "the walking walks, a mask"


def tiny_bert(folder: Path) -> None:
    """A folder of BERT's kind, whose words are few."""
    torch.manual_seed(0)
    tokenizer = wordpiece()
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=24,
    )
    BertForMaskedLM(config).save_pretrained(folder)
    tokenizer.save_pretrained(str(folder))


@pytest.fixture
def bert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The one encoder that there is."""
    tiny_bert(tmp_path / "tiny-bert")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    name = "folder:tiny-bert"
    monkeypatch.setattr("explorer.models.causality.available", lambda: (find(DEFAULT), find(name)))
    model_store.forget(name)
    model_store.ask(name).result()
    yield name
    model_store.forget(name)


def test_folders_tell_which_way_their_models_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny_bert(tmp_path / "tiny-bert")
    for name, config in {"broken": "{", "unknown": '{"model_type": "x"}', "list": "[]"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.json").write_text(config, encoding="utf-8")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    folders = {causal: [entry.name for entry in reading(causal=causal)] for causal in (True, False)}
    assert "folder:tiny-bert" in folders[False]
    assert DEFAULT in folders[True]
    assert not {"folder:broken", "folder:unknown", "folder:list"} & {*folders[True], *folders[False]}


def others_of(run: Run) -> Iterator[Model]:
    return (model_store.ask(entry.name).result() for entry in reading(causal=not run.trace.causal))


@pytest.mark.usefixtures("bert")
def test_the_same_text_lies_beside_it_between_the_tokens_that_the_other_expects() -> None:
    run = embedded_run(READ)
    other = other_of(run, others_of(run))
    assert [token.text.strip("·") for token in other.tokens] == [
        "[CLS]",
        "the",
        "walk",
        "ing",
        "walk",
        "s",
        ",",
        "a",
        "mask",
        "[SEP]",
    ]
    mine, theirs = parts_of_run(run, "token"), parts_of(other.tokens, other.text, "token")
    first, second = panels(run, other, mine, theirs)
    assert (first.causal, second.causal) == (True, False)
    assert second.rows is not None
    assert len(second.rows) == len(first.tokens)
    assert second.tokens[second.rows[0]].strip("·") == "the"
    np.testing.assert_array_equal(first.weights.values, run.trace.pattern(run.layer)[run.head])
    layer, head = head_in(run, other)
    np.testing.assert_array_equal(second.weights.values, other.trace.pattern(layer)[head])


@pytest.mark.usefixtures("bert")
def test_words_meet_words() -> None:
    run = embedded_run(READ)
    other = other_of(run, others_of(run))
    mine, theirs = parts_of_run(run, "word"), parts_of(other.tokens, other.text, "word")
    rows = same_rows(starts(run.tokens, mine), starts(other.tokens, theirs))
    assert [mine.texts[i].strip("·") for i in range(len(rows))] == [theirs.texts[row].strip("·") for row in rows]


@pytest.mark.usefixtures("bert")
def test_the_finding_tells_how_much_goes_to_what_comes_later() -> None:
    run = embedded_run(READ)
    other = other_of(run, others_of(run))
    said = "".join(part.text for part in parts(finding(run, other)))
    assert said.startswith("folder:tiny-bert gives ")
    by_hand = np.mean([np.triu(other.trace.pattern(layer), 1).sum(-1).mean() for layer in range(2)])
    assert later_share(other.trace) == pytest.approx(by_hand)
    assert later_share(run.trace) == 0


@pytest.mark.usefixtures("bert")
def test_a_text_that_the_other_cannot_read_is_said_so() -> None:
    run = embedded_run("Tom had a red ball.")
    with pytest.raises(Refused, match="folder:tiny-bert cannot read this text whole"):
        other_of(run, others_of(run))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("gpt2", "no model here that reads both ways, such as BERT"),
        ("bert", "no model here that reads from left to right"),
    ],
)
def test_without_another_model_it_is_said_why(name: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        other_of(tiny_run(name), ())


@pytest.mark.parametrize(("name", "text", "whole"), [("gpt2", "3 1 4", True), ("gpt2", "", False)])
def test_a_tokenizer_reads_a_text_where_nothing_is_lost(name: str, text: str, whole: bool) -> None:
    assert reads(shared(name).tokenizer, text) is whole
