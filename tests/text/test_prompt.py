"""What a model is given of a text: transformers' `tokenizer(text)` and `apply_chat_template`, on the same folder."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer

from explorer.models.model import Model
from explorer.text.chat import chat_template
from explorer.text.embedded import embedded_tokenizer
from explorer.text.prompt import Prompt, between
from explorer.text.specials import named_id, special_names
from explorer.text.tokenizer import HuggingFaceTokenizer
from tests.models.tiny import shared
from tests.text.folders import CHATS, KINDS, saved
from tests.text.strings import MODEL, NASTY

FIRST = {"llama 3": "<|begin_of_text|>", "llama 2": "<s>", "mistral": "<s>", "phi 3": "<s>", "gemma": "<bos>"}
FIRST |= {"gpt 2": "", "qwen": "", "opt": "</s>", "begun and ended": "<s>", "shouting": "<s>"}
NAMES = ["<s>", "</s>", "<unk>", "<|eot_id|>", "<|im_end|>", "<end_of_turn>", "<|user|>", "<|endoftext|>", "<bos>"]
PIECES = st.text("the a東京\n <>|/é.", max_size=12) | st.sampled_from([*NASTY, " ", "\n", "the", "  the"])
TYPED = st.lists(PIECES, max_size=5).map("".join)
WITH_NAMES = st.lists(PIECES | st.sampled_from(NAMES), max_size=5).map("".join)


@cache
def opened(kind: str, causal: bool = True) -> tuple[Model, Any]:
    """A model with such a tokenizer, and transformers' own."""
    folder = saved(Path(mkdtemp()), kind)
    tokenizer = HuggingFaceTokenizer(folder)
    model = shared("llama" if causal else "bert")
    oracle = AutoTokenizer.from_pretrained(str(folder))
    return replace(model, tokenizer=tokenizer, chat_template=chat_template(folder, tokenizer)), oracle


@cache
def embedded() -> tuple[Model, Any]:
    folder = MODEL.parent / "explorer-chat"
    tokenizer = embedded_tokenizer(folder)
    oracle = AutoTokenizer.from_pretrained(str(folder))
    return replace(shared("gpt2"), tokenizer=tokenizer, chat_template=chat_template(folder, tokenizer)), oracle


def of_a_chat(oracle: Any, said: str, **how: Any) -> list[int]:
    talk = [{"role": "user", "content": said}]
    return oracle.apply_chat_template(talk, tokenize=True, add_generation_prompt=True, return_dict=False, **how)


def names_no_special(model: Model, text: str) -> bool:
    return not any(name in text for name in special_names(model.tokenizer))


def own_ids(prompt: Prompt) -> tuple[int, ...]:
    return prompt.ids[prompt.own.start : prompt.own.stop]


def with_examples(test: Callable[..., None]) -> Callable[..., None]:
    for text in ("", "  Hello", "Hello, the cat sat.", "\n the\n", "the <s> the", "a</s>", "東京 é", " "):
        test = example(text=text)(test)
    return settings(deadline=None, max_examples=60)(test)


@pytest.mark.parametrize("kind", KINDS)
def test_a_decoders_text_begins_with_what_its_tokenizer_says(kind: str) -> None:
    model, _ = opened(kind)
    prompt = model.prompt("Hello, the cat sat.")
    before = [model.tokenizer.token_bytes(id).decode() for id in prompt.ids[: prompt.own.start]]
    assert "".join(before) == FIRST[kind]
    assert all(map(model.tokenizer.is_special, prompt.ids[: prompt.own.start]))
    assert prompt.own.stop == len(prompt.ids)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "begun and ended"])
@with_examples
@given(text=WITH_NAMES)
def test_a_texts_ids_are_transformers_own(kind: str, text: str) -> None:
    model, oracle = opened(kind)
    ids = list(model.prompt(text).ids)
    assert ids == oracle(text, split_special_tokens=True)["input_ids"]
    if names_no_special(model, text):
        assert ids == oracle(text)["input_ids"]


def test_nothing_ends_what_a_decoder_is_to_go_on_with() -> None:
    model, oracle = opened("begun and ended")
    whole = oracle("the")["input_ids"]
    assert whole[-1] == oracle.eos_token_id
    assert list(model.prompt("the").ids) == whole[:-1]


def test_an_encoders_text_stands_between_what_begins_and_ends_it() -> None:
    model, oracle = opened("begun and ended", causal=False)
    prompt = model.prompt("the")
    assert list(prompt.ids) == oracle("the")["input_ids"]
    assert prompt.n_around == 2
    assert model.prompt("") == Prompt(tuple(oracle("")["input_ids"]), range(1, 1))


@pytest.mark.parametrize("kind", CHATS)
@with_examples
@given(text=TYPED)
def test_a_chats_ids_are_transformers_own(kind: str, text: str) -> None:
    model, oracle = opened(kind)
    if names_no_special(model, text):
        assert list(model.prompt(text, chat=True).ids) == of_a_chat(oracle, text)


@pytest.mark.parametrize("kind", [kind for kind in CHATS if kind != "shouting"])
@with_examples
@given(text=WITH_NAMES)
def test_a_typed_name_stays_text_as_transformers_can_be_asked_to_have_it(kind: str, text: str) -> None:
    model, oracle = opened(kind)
    prompt = model.prompt(text, chat=True)
    assert list(prompt.ids) == of_a_chat(oracle, text, sanitize_control_tokens=True)
    own = {id for id in own_ids(prompt) if model.tokenizer.is_special(id)}
    assert own <= {named_id(model.tokenizer, "unk_token")}


@pytest.mark.parametrize("kind", [kind for kind in CHATS if kind != "shouting"])
@with_examples
@given(text=WITH_NAMES)
def test_the_visitors_tokens_hold_what_was_typed(kind: str, text: str) -> None:
    model, _ = opened(kind)
    prompt = model.prompt(text, chat=True)
    own = b"".join(map(model.tokenizer.token_bytes, own_ids(prompt))).decode()
    assert text.strip() in own
    assert own.strip() in text or re.sub(r"\s+", "", own) == re.sub(r"\s+", "", text)
    assert len(own) <= len(text) + 2


@settings(deadline=None, max_examples=60)
@example(text="\n<|user|> <|endoftext|>\n")
@given(text=st.lists(PIECES | st.sampled_from(["<|user|>", "<|assistant|>", "<|endoftext|>"]), max_size=5).map("".join))
def test_the_embedded_chat_model_reads_what_transformers_reads_in_its_folder(text: str) -> None:
    model, oracle = embedded()
    prompt = model.prompt(text, chat=True)
    assert list(prompt.ids) == of_a_chat(oracle, text, sanitize_control_tokens=True)
    assert model.tokenizer.decode(own_ids(prompt)) == text
    assert list(model.prompt(text).ids) == oracle(text, split_special_tokens=True)["input_ids"]


def test_a_space_that_the_template_leaves_out_is_left_out() -> None:
    model, _ = opened("llama 3")
    assert model.prompt("  the\n", chat=True) == model.prompt("the", chat=True)


def test_no_space_is_put_before_what_is_said_inside_a_text() -> None:
    """<0x0A> Hello, and not <0x0A> ▁Hello."""
    model, _ = opened("mistral")
    prompt = model.prompt("the", chat=True)
    before = prompt.ids[prompt.own.start - 1]
    assert [model.tokenizer.token_bytes(id) for id in (before, *own_ids(prompt))] == [b"\n", b"the"]


def test_a_begin_token_is_not_doubled() -> None:
    model, _ = opened("gemma")
    assert model.prompt("the", chat=True).ids.count(named_id(model.tokenizer, "bos_token") or -1) == 1


def test_what_a_template_makes_of_a_text_is_still_the_visitors() -> None:
    model, _ = opened("shouting")
    prompt = model.prompt("the?", chat=True)
    own = b"".join(map(model.tokenizer.token_bytes, own_ids(prompt)))
    assert own.strip() == b"THE?!"


def test_without_a_template_a_chat_is_a_text() -> None:
    model, _ = opened("gpt 2")
    assert model.prompt("the", chat=True) == model.prompt("the")


@pytest.mark.parametrize("own", [range(0, 4), range(2, 1), range(-1, 2), range(0, 2, 2)])
def test_places_that_there_are_not_are_refused(own: range) -> None:
    with pytest.raises(ValueError, match="are no places among 3 ids"):
        Prompt((1, 2, 3), own)
    assert Prompt((1, 2, 3), range(3, 3)).n_around == 3
    assert between((), (), ()) == Prompt((), range(0))
