"""Characters as readers count them, against Unicode's rules and against the groups of code points."""

import pytest

from explorer.text.graphemes import grapheme_groups, together
from explorer.text.openai import openai_tokenizer
from explorer.text.token import character_groups, tokens_of
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
