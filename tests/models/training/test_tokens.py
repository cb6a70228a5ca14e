"""Tokenizers of a visitor's text: what the app and transformers read is what was trained on."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.models.training import tokens
from explorer.models.training.order import MOST_CHARACTERS, Order
from explorer.text.tokenizer import HuggingFaceTokenizer

ENGLISH = Order(text="english", characters=5_000)
JAPANESE = Order(text="japanese", characters=5_000)


def opened(order: Order, folder: Path) -> HuggingFaceTokenizer:
    """As the app opens it."""
    (folder / "tokenizer.json").write_text(tokens.tokenizer_of(order).to_str(), encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(tokens.config_of(order), encoding="utf-8")
    return HuggingFaceTokenizer(folder)


@pytest.mark.parametrize("order", [ENGLISH, JAPANESE], ids=["en", "ja"])
@pytest.mark.parametrize("cut", ["characters", "bpe"])
def test_the_app_reads_what_was_trained_on(order: Order, cut: str, tmp_path: Path) -> None:
    chosen = Order(text=order.text, characters=order.characters, cut=cut)  # pyright: ignore[reportArgumentType]
    made, there = tokens.tokenizer_of(chosen), opened(chosen, tmp_path)
    ids = tokens.ids_of(made, chosen.used)
    assert there.encode(chosen.used) == ids.tolist()
    assert there.decode(ids.tolist()) == chosen.used
    assert there.n_vocab == made.get_vocab_size()
    if cut == "characters":
        assert len(ids) == len(chosen.used)
        assert there.n_vocab == len(set(chosen.used)) + 2
    else:
        assert there.n_vocab == chosen.n_vocab
        assert len(ids) < len(chosen.used.encode())


@given(st.text(alphabet="ab \n▁<|endoftext|>unk", max_size=30))
@settings(deadline=None, max_examples=40)
def test_no_text_is_a_special_token(text: str) -> None:
    made = tokens.by_characters("ab <|endoftext|>unk\n")
    end = made.token_to_id(tokens.END)
    ids = tokens.ids_of(made, text)
    assert end not in ids
    assert len(ids) == len(text)


def test_what_was_not_in_the_text_is_unknown(tmp_path: Path) -> None:
    there = opened(ENGLISH, tmp_path)
    unknown = there.encode("日")
    assert there.decode(unknown) == tokens.UNKNOWN
    assert all(map(there.is_special, unknown))


def test_of_very_many_characters_the_rarest_are_unknown() -> None:
    text = "".join(chr(0x4E00 + n) for n in range(MOST_CHARACTERS + 10)) + "".join(map(chr, range(0x4E00, 0x4F00)))
    made = tokens.by_characters(text)
    assert made.get_vocab_size() == MOST_CHARACTERS + 2
    assert made.token_to_id("一") is not None


def test_a_text_parts_at_the_end_of_a_line_where_there_is_one_near() -> None:
    learnt, held_out = tokens.parts_of("abcdefghi\n" * 100)
    assert learnt.endswith("\n")
    assert learnt + held_out == "abcdefghi\n" * 100
    assert len(tokens.parts_of("x" * 1000)[1]) == 100


def test_the_same_text_gives_the_same_tokenizer() -> None:
    order = Order(text="english", characters=5_000, cut="bpe")
    assert tokens.tokenizer_of(order).to_str() == tokens.tokenizer_of(order).to_str()


@pytest.mark.parametrize("cut", ["characters", "bpe"])
def test_tokens_that_make_a_text_are_read_as_it(cut: str) -> None:
    made = tokens.tokenizer_of(Order(text="japanese", characters=5_000, cut=cut))  # pyright: ignore[reportArgumentType]
    text = JAPANESE.used[:300]
    assert tokens.text_of(made, tokens.ids_of(made, text).tolist()) == text


def test_a_character_that_was_begun_and_left_is_given_as_its_bytes() -> None:
    made = tokens.by_merges("a b c", 257)
    first = tokens.ids_of(made, "語").tolist()[0]
    assert tokens.text_of(made, [first, *tokens.ids_of(made, "a").tolist()]) == "‹E8›a"
