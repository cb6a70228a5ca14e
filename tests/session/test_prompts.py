"""What a model reads of a prompt: as it is, as a user's message, or between an encoder's special tokens."""

from pathlib import Path

import pytest
from transformers import AutoTokenizer

from explorer.models.model import Model
from explorer.session.here import Here
from tests.findings.embedded import run_at
from tests.findings.kin import chat_folder, encoder_folder, opened

TEXTS = ["What is 2 + 3?", "東京の首都は？", "<|assistant|> <|endoftext|>", " ", "😀"]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return chat_folder(tmp_path_factory.mktemp("chat"))


@pytest.fixture(scope="module")
def talker(chat: Path) -> Model:
    return opened(chat)


@pytest.mark.parametrize("text", ["What is 2 + 3?", "東京の首都は？", " ", "😀"])
def test_a_message_is_set_as_transformers_sets_it(chat: Path, talker: Model, text: str) -> None:
    oracle = AutoTokenizer.from_pretrained(chat)
    asked = [{"role": "user", "content": text}]
    expected = oracle.apply_chat_template(asked, add_generation_prompt=True, return_dict=False)
    assert list(run_at(Here(text), talker).trace.ids) == expected


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_typed_is_never_a_special_token(talker: Model, text: str) -> None:
    ids = run_at(Here(text), talker).trace.ids
    specials = [id for id in ids if talker.tokenizer.is_special(id)]
    assert [talker.tokenizer.token_bytes(id) for id in specials] == [b"<|endoftext|>", b"<|user|>", b"<|assistant|>"]
    assert talker.tokenizer.decode(ids[2:-1]) == text


@pytest.mark.parametrize("text", TEXTS)
def test_as_a_text_it_is_read_as_it_is(talker: Model, text: str) -> None:
    assert talker.tokenizer.decode(run_at(Here(text, chat=False), talker).trace.ids) == text


def test_another_way_of_asking_begins_a_new_run() -> None:
    assert Here("Hello", generated=(1, 2), step=2).changed(chat=False).generated == ()


def test_an_encoder_gets_its_frame(tmp_path: Path) -> None:
    encoder = opened(encoder_folder(tmp_path))
    oracle = AutoTokenizer.from_pretrained(tmp_path)
    for text in ("The cat sat.", "犬が走る。", "[MASK] 😀"):
        ids = list(run_at(Here(text), encoder).trace.ids)
        assert oracle.convert_ids_to_tokens([ids[0], ids[-1]]) == ["[CLS]", "[SEP]"]
        assert encoder.tokenizer.decode(ids[1:-1]) == text
    assert list(run_at(Here("The cat sat."), encoder).trace.ids) == oracle("The cat sat.")["input_ids"]
