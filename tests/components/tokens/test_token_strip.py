"""A strip has a chip for every token, and nothing else can be chosen."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.tokens.token_strip import Chip, Fold, TokenStrip, strip_of
from explorer.text.token import Token

ACCENT = (Token(7, b"e", (0, 1)), Token(8, "\u0301".encode(), (1, 2)), Token(9, b"!", (2, 3)))


def chips(strip: TokenStrip) -> list[Chip]:
    return [chip for group in strip.groups for chip in group.tokens]


def test_every_token_is_one_chip_in_its_place() -> None:
    shown = chips(strip_of(ACCENT, label="x", n_prompt=2, shades=(0, 0.5, 1)))
    assert [(chip.index, chip.id, chip.new, chip.shade) for chip in shown] == [
        (0, 7, False, 0.0), (1, 8, False, 0.5), (2, 9, True, 1.0),
    ]  # fmt: skip
    assert shown[2].title == "id 9 · 21"


def test_a_character_of_several_tokens_is_a_group_in_a_text_and_none_among_fragments() -> None:
    assert [len(group.tokens) for group in strip_of(ACCENT, label="x").groups] == [2, 1]
    assert [len(group.tokens) for group in strip_of(ACCENT, label="x", text=False).groups] == [1, 1, 1]


def test_a_token_of_the_strip_can_be_chosen() -> None:
    assert [strip_of(ACCENT, label="x").position(sent) for sent in range(3)] == [0, 1, 2]


@pytest.mark.parametrize("sent", [3, -1, "1", 1.0, True, None, [1]])
def test_what_is_no_token_of_the_strip_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        strip_of(ACCENT, label="x").position(sent)


def test_folds_can_be_turned_where_there_are_any() -> None:
    folded = strip_of(ACCENT, label="x", folds=[Fold(0, 2, "⋯ 2", "2 tokens")])
    assert folded.fold(True)
    assert len(chips(folded)) == 3
    for strip, sent in ((strip_of(ACCENT, label="x"), True), (folded, "open")):
        with pytest.raises(Dropped):
            strip.fold(sent)
