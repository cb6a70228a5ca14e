"""From what is typed to numbers, in small models of published kinds: against transformers alone on the same folder."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer, LlamaConfig, LlamaForCausalLM

from explorer.engine.runs import Run, run_of
from explorer.findings.context.framing import started
from explorer.findings.home.walk import Door, walk
from explorer.findings.output.reading import ids_of, reading_of
from explorer.findings.run_text import prompt_of, selected_span, spans_of_each, text_of
from explorer.findings.tokens.detail import counted
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.session.here import Here
from explorer.text.specials import named_id
from tests.models.folders import entry
from tests.text.folders import CHATS, KINDS, saved

TEXT = "the  東京 in the\n."
BEGUN = ("llama 3", "llama 2", "gemma", "opt")
GOING_ON = [kind for kind in KINDS if kind != "begun and ended"]
"""After a text that is ended as well, transformers would go on after the end."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A tiny Llama with each kind of tokenizer."""
    return {kind: _saved(tmp_path_factory.mktemp("models") / kind.replace(" ", "-"), kind) for kind in KINDS}


def _saved(folder: Path, kind: str) -> Path:
    saved(folder, kind)
    config = LlamaConfig(
        vocab_size=len(AutoTokenizer.from_pretrained(str(folder))),
        hidden_size=32,
        intermediate_size=48,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=96,
    )
    torch.manual_seed(0)
    module = LlamaForCausalLM(config)
    with torch.no_grad():
        for weight in module.parameters():
            weight.add_(0.2 * torch.randn_like(weight))
    module.save_pretrained(folder)
    return folder


def run(folder: Path, text: str = TEXT, **fields: Any) -> Run:
    here = Here(text, **fields)
    return run_of(here.question, load(entry(folder)), here.selection)


def next_by_transformers(folder: Path, chat: bool) -> np.ndarray:
    """(V,) its own probabilities of what comes next."""
    tokenizer: Any = AutoTokenizer.from_pretrained(str(folder))
    talk = [{"role": "user", "content": TEXT}]
    how = {"tokenize": True, "add_generation_prompt": True, "return_dict": False}
    ids = tokenizer.apply_chat_template(talk, **how) if chat else tokenizer(TEXT)["input_ids"]
    with torch.inference_mode():
        logits = AutoModelForCausalLM.from_pretrained(folder)(torch.tensor([ids])).logits[0, -1]
    return logits.double().softmax(-1).numpy()


@pytest.mark.parametrize(("kind", "chat"), [*((kind, False) for kind in GOING_ON), *((kind, True) for kind in CHATS)])
def test_the_next_token_s_distribution_is_transformers_own(folders: dict[str, Path], kind: str, chat: bool) -> None:
    found = run(folders[kind], chat=chat).pipeline["raw"].probs
    variation = np.abs(found - next_by_transformers(folders[kind], chat)).sum() / 2
    assert variation < 1e-5


@pytest.mark.parametrize("kind", BEGUN)
def test_what_begins_a_text_is_shown_as_a_special_token_and_is_none_of_the_characters(
    folders: dict[str, Path], kind: str
) -> None:
    found = run(folders[kind], position=0, chat=False)
    assert [token.special for token in found.tokens] == [True] + [False] * (len(found.tokens) - 1)
    assert text_of(found).text == TEXT
    assert selected_span(found) == (0, 0)
    assert spans_of_each(found)[0] is None
    assert prompt_of(found).own == range(1, len(found.tokens))


@pytest.mark.parametrize(("kind", "around"), [("llama 3", 1), ("gpt 2", 0), ("qwen", 0)])
def test_only_what_was_typed_is_counted_as_yours(folders: dict[str, Path], kind: str, around: int) -> None:
    found = run(folders[kind], chat=False)
    n = len(found.tokens) - around
    (first,) = walk(found, [Door("tokens", "①", "Tokens", "tokens")]).steps
    for said in ("".join(part.text for part in first.said), counted(found)):
        assert f"became {n} tokens." in said.replace("\x02", "").replace("\x03", "")
        assert ("The model gets 1 more around it." in said) == bool(around)


def test_of_a_chat_only_what_was_said_is_counted_as_yours(folders: dict[str, Path]) -> None:
    found = run(folders["llama 3"], "  the  ")
    prompt = prompt_of(found)
    assert found.model.tokenizer.decode(prompt.ids[prompt.own.start : prompt.own.stop]) == "the"
    assert "Your 7 characters, 7 bytes in UTF-8, became 2 tokens. " in counted(found)
    assert f"The chat's template adds {prompt.n_around}." in counted(found)


@pytest.mark.parametrize("kind", [*BEGUN, "gpt 2"])
def test_a_pasted_text_s_perplexity_is_transformers_loss(folders: dict[str, Path], kind: str) -> None:
    model = load(entry(folders[kind]))
    ids = AutoTokenizer.from_pretrained(str(folders[kind]))(TEXT, return_tensors="pt")["input_ids"]
    with torch.inference_mode():
        loss = AutoModelForCausalLM.from_pretrained(folders[kind])(ids, labels=ids).loss.item()
    assert reading_of(model, ids_of(model, TEXT)).perplexity == pytest.approx(math.exp(loss), rel=1e-4)


def begins(model: Model) -> str:
    ids = started(model, [5, 6])
    assert ids[-2:] == (5, 6)
    return "".join(model.tokenizer.token_bytes(id).decode() for id in ids[:-2])


def test_a_test_text_begins_with_what_begins_a_text_and_never_with_its_end(folders: dict[str, Path]) -> None:
    kinds = ("llama 3", "llama 2", "gemma", "gpt 2", "qwen", "opt")
    assert {kind: begins(load(entry(folders[kind]))) for kind in kinds} == {
        "llama 3": "<|begin_of_text|>",
        "llama 2": "<s>",
        "gemma": "<bos>",
        "gpt 2": "<|endoftext|>",
        "qwen": "",
        "opt": "</s>",
    }
    model = load(entry(folders["llama 3"]))
    assert model.ends != {named_id(model.tokenizer, "bos_token")}
