"""Folders of two stacks open as they are, or say in one sentence why not."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from explorer.errors import Refused
from explorer.models import loader as one_stack
from explorer.models.catalogue import find, has_two_stacks, translators
from explorer.models.two_stacks.directions import ONLY, Direction
from explorer.models.two_stacks.loader import load
from explorer.models.two_stacks.passes import patterns
from tests.models import folders
from tests.models.two_stacks.tiny import CONFIGS, saved

SOURCE, TARGET = (3, 5, 4, 7, 6, 1), (0, 4, 6, 3)
GERMAN = {"translation_en_to_de": {"prefix": "the tea: "}, "summarization": {"prefix": "summarize: "}}


@pytest.mark.parametrize("name", CONFIGS)
def test_it_answers_as_transformers_does_and_looks_where_it_looks(name: str, tmp_path: Path) -> None:
    theirs = AutoModelForSeq2SeqLM.from_pretrained(saved(tmp_path / "mine", name).location, attn_implementation="eager")
    expected = theirs.eval()(
        input_ids=torch.tensor([SOURCE]), decoder_input_ids=torch.tensor([TARGET]), output_attentions=True
    )
    found = patterns(load(folders.entry(tmp_path / "mine")), SOURCE, TARGET)
    np.testing.assert_allclose(found["logits"], expected.logits[0].detach(), rtol=1e-5, atol=1e-5)
    for stack in ("encoder", "decoder", "cross"):
        layers = torch.cat(list(getattr(expected, f"{stack}_attentions"))).detach()
        np.testing.assert_allclose(found[stack], layers, rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize("name", CONFIGS)
def test_the_shape_is_that_of_both_stacks(name: str, tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine", name))
    found = patterns(model, SOURCE, TARGET)
    shape = model.shape
    assert found["encoder"].shape[:2] == (shape.n_encoder_layers, shape.n_encoder_heads)
    assert found["cross"].shape[:2] == found["decoder"].shape[:2] == (shape.n_decoder_layers, shape.n_decoder_heads)
    assert found["logits"].shape == (len(TARGET), shape.n_vocab)
    assert (model.start, model.ends) == (0, {1})


def test_an_output_layer_of_its_own_is_kept(tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine", "t5 version 1.1"))
    assert model.module.config.scale_decoder_outputs is False


def test_it_is_asked_in_the_words_of_its_folder(tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine", task_specific_params=GERMAN))
    assert model.directions == (Direction("en", "de", "the tea: "),)
    theirs = AutoTokenizer.from_pretrained(tmp_path / "mine")
    prompt = model.source("the heat", model.directions[0])
    assert list(prompt.ids) == theirs("the tea: the heat")["input_ids"]
    assert model.tokenizer.decode(prompt.ids[prompt.own.start : prompt.own.stop]).strip() == "the heat"


@pytest.mark.parametrize(
    "told", [{}, {"task_specific_params": [1]}, {"task_specific_params": {"translation_en_to_de": 1}}]
)
def test_a_folder_that_says_nothing_is_asked_without_words(told: dict[str, Any], tmp_path: Path) -> None:
    assert load(saved(tmp_path / "mine", **told)).directions == (ONLY,)


def test_what_its_folder_forbids_is_never_written(tmp_path: Path) -> None:
    entry = saved(tmp_path / "mine", "marian")
    (tmp_path / "mine" / "generation_config.json").write_text(
        '{"bad_words_ids": [[0], [2, 3]], "eos_token_id": 1, "decoder_start_token_id": 0}'
    )
    assert load(entry).never == {0}


def test_the_five_steps_say_where_it_opens(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"two stacks.*opens on the page “The Transformer"):
        one_stack.load(saved(tmp_path / "mine"))


def test_a_model_of_one_stack_is_no_translator(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"has one stack.*choose one of t5, mt5, marian"):
        load(folders.saved(tmp_path / "mine"))


def test_sentencepiece_s_own_files_are_not_read(tmp_path: Path) -> None:
    entry = saved(tmp_path / "mine", "marian")
    (tmp_path / "mine" / "tokenizer.json").unlink()
    (tmp_path / "mine" / "source.spm").write_bytes(b"\n")
    with pytest.raises(Refused, match=r"sentencepiece's files \(source.spm, target.spm\).*put a tokenizer.json"):
        load(entry)


def test_without_a_first_token_it_says_so(tmp_path: Path) -> None:
    entry = saved(tmp_path / "mine", decoder_start_token_id=99)
    (tmp_path / "mine" / "generation_config.json").unlink()
    with pytest.raises(Refused, match="does not say with which token writing begins"):
        load(entry)


def test_more_than_memory_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = saved(tmp_path / "mine")
    monkeypatch.setattr("explorer.models.fit.free_bytes", lambda: 1)
    with pytest.raises(Refused, match="choose a smaller model"):
        load(entry)


def test_a_picker_offers_own_folders_of_two_stacks(own_models: Path) -> None:
    saved(own_models / "both")
    folders.saved(own_models / "one")
    assert [one.name for one in translators() if one.kind == "folder"] == ["folder:both"]
    assert has_two_stacks(find("folder:both"))
    assert not has_two_stacks(find("folder:one"))
