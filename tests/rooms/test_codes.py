"""Codes are read however they are typed; keys are known by their marks."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.rooms.codes import LENGTH, LETTERS, fits, mark_of, new_code, new_key, read_code

CODES = st.text(LETTERS, min_size=LENGTH, max_size=LENGTH)


@given(CODES, st.sampled_from((str.lower, str.upper, str.title)), st.text(" -\u3000", max_size=3), st.integers(0, 5))
def test_case_spaces_and_width_make_no_difference(code: str, case, between: str, at: int) -> None:
    typed = case(code)
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in typed)
    assert read_code(typed[:at] + between + typed[at:]) == code
    assert read_code(wide) == code


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_a_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == LENGTH and set(code) <= set(LETTERS))


def test_new_codes_are_codes() -> None:
    assert all(read_code(code) == code for code in (new_code() for _ in range(100)))


def test_a_key_fits_its_own_mark_alone() -> None:
    one, other = new_key(), new_key()
    assert fits(one, mark_of(one))
    assert not fits(other, mark_of(one))
    assert one not in mark_of(one)
