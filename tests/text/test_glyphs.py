"""Nothing that a token holds may look like nothing."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.glyphs import visible


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (b" the", "·the"),
        (b"\n\n", "⏎⏎"),
        (b"\t", "⇥"),
        (b"\r", "␍"),
        (b"\x00\x1b\x7f", "␀␛␡"),
        ("東京".encode(), "東京"),
        ("\u3000".encode(), "‹U+3000›"),
        ("\u00a0".encode(), "‹U+00A0›"),
        ("\u202e".encode(), "‹U+202E›"),
        ("\U000e0001".encode(), "‹U+E0001›"),
        ("\u0301".encode(), "◌\u0301"),
        ("e\u0301".encode(), "e\u0301"),
        (b"\xe6\x9d", "‹E6 9D›"),
        (b" \xe6", "·‹E6›"),
        (b"\xb1!\xf0\x9f", "‹B1›!‹F0 9F›"),
        (b"\x80\xe6\x9d", "‹80 E6 9D›"),
        ("\ufffd".encode(), "\ufffd"),
        (b"", ""),
    ],
)
def test_bytes_are_shown_as(data: bytes, shown: str) -> None:
    assert visible(data) == shown


@given(st.binary(min_size=1, max_size=8) | st.text(min_size=1, max_size=8).map(str.encode))
def test_whatever_is_shown_can_be_seen(data: bytes) -> None:
    shown = visible(data)
    assert shown
    assert not [letter for letter in shown if unicodedata.category(letter)[0] in "CZ" and letter not in "‹› "]
    assert unicodedata.category(shown[0])[0] != "M"
