"""Special tokens in a text, as tiktoken and transformers read them."""

import pytest

from explorer.text.openai import ENCODINGS, openai_encoding, openai_tokenizer
from explorer.text.specials import encode_with_specials, special_names
from explorer.text.tokenizer import HuggingFaceTokenizer
from tests.text.makers import byte_fallback, byte_level
from tests.text.strings import for_any_text


@pytest.mark.parametrize("name", ENCODINGS)
def test_the_special_tokens_are_tiktokens_own(name: str) -> None:
    assert special_names(openai_tokenizer(name)) == openai_encoding(name)._special_tokens


@for_any_text
def test_a_special_tokens_name_is_one_token_and_all_else_is_text(text: str) -> None:
    tokenizer = openai_tokenizer("cl100k_base")
    before, after = tokenizer.encode("a "), tokenizer.encode("b")
    ids = encode_with_specials(tokenizer, "a <|endofprompt|>b")
    assert ids == [*before, special_names(tokenizer)["<|endofprompt|>"], *after]
    if "<|" not in text:
        assert encode_with_specials(tokenizer, text) == tokenizer.encode(text)


@pytest.mark.parametrize("made", [byte_level, byte_fallback])
def test_a_hugging_face_tokenizer_reads_them_as_transformers_does(made) -> None:
    oracle = made()
    text = f"the{oracle.eos_token}he"
    mine = HuggingFaceTokenizer(made(), "tiny")
    assert encode_with_specials(mine, text) == oracle(text, add_special_tokens=False).input_ids
    assert oracle.eos_token_id in encode_with_specials(mine, text)
    assert special_names(mine)[oracle.eos_token] == oracle.eos_token_id
