"""Whatever a player types becomes one short line, or is refused in a sentence."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.rooms.bounds import LONGEST
from explorer.rooms.texts import line_of, same_key


@given(st.text(st.characters(codec=None), max_size=120))
def test_a_line_is_short_visible_and_stays_as_it_is(typed: str) -> None:
    try:
        line = line_of(typed)
    except Refused:
        return
    assert 0 < len(line) <= LONGEST
    assert line == line.strip() == line_of(line)
    assert not any(unicodedata.category(letter).startswith("C") for letter in line)
    line.encode()  # no half of a pair, which no database takes


@pytest.mark.parametrize("typed", ["", "  \n", "\u202e\u200b", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused(typed: str) -> None:
    with pytest.raises(Refused):
        line_of(typed)


def test_what_turns_letters_around_is_left_out() -> None:
    assert line_of("a\u202eb\tc") == "ab c"


@given(st.text(max_size=40))
def test_answers_that_mean_the_same_have_one_key(text: str) -> None:
    assert same_key(f" {text} ") == same_key(text)
    assert same_key(same_key(text)) == same_key(text)
