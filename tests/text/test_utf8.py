"""The cut must be Python's own."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from explorer.text.utf8 import characters, owners

# Bytes at the edges of table 3-7.
EDGES = bytes.fromhex("00 41 7f 80 8f 90 9f a0 bf c0 c1 c2 df e0 e1 ec ed ee ef f0 f1 f3 f4 f5 ff")
BYTES = st.binary(max_size=12) | st.lists(st.sampled_from(EDGES), max_size=12).map(bytes)


@given(BYTES)
def test_each_piece_decodes_to_one_character_of_the_decoded_text(data: bytes) -> None:
    pieces = [piece.decode("utf-8", errors="replace") for piece, _ in characters(data)]
    assert all(len(piece) == 1 for piece in pieces)
    assert "".join(pieces) == data.decode("utf-8", errors="replace")


def test_every_meeting_of_edge_bytes_is_cut_as_python_cuts_it() -> None:
    beginnings = [*product(EDGES, repeat=3), *product(b"\xf0\xf1\xf4", EDGES, EDGES, EDGES[::3])]
    for data in map(bytes, beginnings):
        pieces = [piece.decode("utf-8", errors="replace") for piece, _ in characters(data)]
        assert [*data.decode("utf-8", errors="replace")] == pieces, data.hex(" ")


@given(BYTES)
def test_no_byte_is_lost_or_moved(data: bytes) -> None:
    assert b"".join(piece for piece, _ in characters(data)) == data


@given(st.text(max_size=20))
def test_characters_of_a_text_are_all_whole(text: str) -> None:
    assert characters(text.encode()) == [(character.encode(), True) for character in text]


def test_half_a_character_is_not_whole_but_a_replacement_character_is() -> None:
    assert characters("😀".encode()[:3]) == [(b"\xf0\x9f\x98", False)]
    assert characters("\ufffd".encode()) == [("\ufffd".encode(), True)]


@given(BYTES)
def test_every_byte_belongs_to_one_character_and_none_is_skipped(data: bytes) -> None:
    owner = owners(data)
    assert len(owner) == len(data)
    assert sorted(set(owner)) == list(range(len(data.decode("utf-8", errors="replace"))))
    assert owner == sorted(owner)
