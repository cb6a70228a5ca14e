"""Tokens belong to words and sentences, each to one, in the order of the text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.models.catalogue import DEFAULT, find
from explorer.text.embedded import embedded_tokenizer
from explorer.text.token import Token, character_groups, tokens_of
from explorer.text.units import UNITS, Unit, groups_of, starts_of


def pieces(text: str, unit: Unit) -> list[str]:
    """What the groups of the embedded model's tokens say."""
    tokenizer = embedded_tokenizer(Path(find(DEFAULT).location))
    ids = tokenizer.encode(text)
    return [
        tokenizer.decode(ids[group.start : group.stop]) for group in groups_of(tokens_of(ids, tokenizer), text, unit)
    ]


def test_words_are_unicodes() -> None:
    assert pieces("Unbelievably, Tom can't go 3.14 km!", "word") == [
        "Unbelievably", ",", " Tom", " can't", " go", " 3.14", " km", "!",
    ]  # fmt: skip


def test_japanese_words_are_phrases() -> None:
    assert starts_of("東京タワーへ行きました。Tom 雨です", "word") == (0, 6, 11, 12, 15)


def test_sentences_end_with_their_stops() -> None:
    text = "Is it 3.14? Yes. 雨だった。寒い！"
    assert pieces(text, "sentence") == ["Is it 3.14?", " Yes.", " 雨だった。", "寒い！"]


def test_an_emoji_of_several_people_is_one_word() -> None:
    assert pieces("a 👨‍👩‍👧 b", "word") == ["a", " 👨‍👩‍👧", " b"]


def test_a_special_token_stands_alone() -> None:
    tokens = [
        Token(1, b"[CLS]", (0, 5), special=True),
        Token(2, b"a", (5, 6)),
        Token(3, b"[SEP]", (6, 11), special=True),
    ]
    assert groups_of(tokens, "[CLS]a[SEP]", "sentence") == (range(1), range(1, 2), range(2, 3))


@pytest.mark.parametrize("unit", ["word", "sentence"])
@given(st.text(max_size=30))
def test_every_token_is_in_one_unit_and_no_character_is_torn(unit: Unit, text: str) -> None:
    tokenizer = embedded_tokenizer(Path(find(DEFAULT).location))
    tokens = tokens_of(tokenizer.encode(text), tokenizer)
    groups = groups_of(tokens, text, unit)
    assert [i for group in groups for i in group] == list(range(len(tokens)))
    cuts = {group.start for group in groups}
    assert cuts <= {group.start for group in character_groups(tokens)}


@pytest.mark.parametrize("unit", UNITS)
def test_no_tokens_make_no_units(unit: Unit) -> None:
    assert groups_of([], "", unit) == ()


def test_tokens_are_their_own_units() -> None:
    assert len(pieces("a cat sat", "token")) == len(pieces("a cat sat", "word"))


def test_a_space_belongs_to_what_follows_it_also_at_the_end_of_a_sentence() -> None:
    assert starts_of("  Tom  goes.  ", "word") == (0, 5, 11)
    assert starts_of("One.  Two.", "sentence") == (0, 4)
    assert starts_of(" ", "word") == ()


def test_two_special_tokens_beside_each_other_are_two_units() -> None:
    tokens = [Token(1, b"<s>", (0, 3), special=True), Token(1, b"<s>", (3, 6), special=True), Token(2, b"a", (6, 7))]
    assert groups_of(tokens, "<s><s>a", "word") == (range(1), range(1, 2), range(2, 3))


def test_a_token_of_spaces_alone_begins_the_word_after_it() -> None:
    assert pieces("a    b", "word") == ["a", "    b"]
