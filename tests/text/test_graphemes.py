"""Characters as readers count them, against Unicode's rules and against the groups of code points."""

import pytest

from explorer.text.graphemes import grapheme_groups, together
from explorer.text.openai import openai_tokenizer
from explorer.text.token import Token, character_groups, tokens_of
from tests.text.strings import for_any_text

R50K = openai_tokenizer("r50k_base")


@pytest.mark.parametrize("character", ["東", "😀", "👨‍👩‍👧", "🇯🇵", "か\u3099", "👍🏽"])
def test_a_readers_character_is_one_group_of_all_its_tokens(character: str) -> None:
    tokens = tokens_of(R50K.encode(character), R50K)
    assert grapheme_groups(tokens) == (range(len(tokens)),)
    assert together(b"".join(token.data for token in tokens)) == character


@for_any_text
def test_groups_follow_one_another_and_split_no_code_point(text: str) -> None:
    tokens = tokens_of(R50K.encode(text), R50K)
    groups = grapheme_groups(tokens)
    assert [i for group in groups for i in group] == list(range(len(tokens)))
    starts = {group.start for group in character_groups(tokens)}
    assert {group.start for group in groups} <= starts
    assert all(together(tokens[i].data) for group in groups for i in group)


def test_letters_stand_alone() -> None:
    tokens = tokens_of(R50K.encode("the cat"), R50K)
    assert grapheme_groups(tokens) == (range(1), range(1, 2))


def test_a_special_token_is_a_group_of_its_own_even_beside_an_accent() -> None:
    accent = "\u0301".encode()
    tokens = [Token(1, b"e", (0, 1)), Token(2, b"<s>", (1, 4), special=True), Token(3, accent, (4, 5))]
    assert grapheme_groups(tokens) == (range(1), range(1, 2), range(2, 3))
    assert grapheme_groups([tokens[0], Token(3, accent, (1, 2))]) == (range(2),)


def test_no_tokens_have_no_groups_and_one_has_one() -> None:
    assert grapheme_groups([]) == ()
    assert grapheme_groups([Token(1, b"e", (0, 1))]) == (range(1),)


@pytest.mark.parametrize(
    ("data", "shown"),
    [("か".encode()[:2], "‹E3 81›"), (b" a", "·a"), (b" ", "·"), ("\u3099".encode(), "◌\u3099"), (b"a", "a")],
)
def test_what_a_font_draws_is_drawn_and_the_rest_is_told(data: bytes, shown: str) -> None:
    assert together(data) == shown
