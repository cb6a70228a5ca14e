"""What somebody drops becomes a small picture or a sentence, whatever it is."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from explorer.errors import Refused
from explorer.pictures.drawing import pixels
from explorer.pictures.photo import MOST_BYTES, Photo, dropped, parse_photo, resized, write_photo


def file_of(image: Image.Image, kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    image.save(written, kind)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_picture_s_middle_square_becomes_the_board(kind: str) -> None:
    wide = Image.new("RGB", (300, 100), "blue")
    wide.paste("red", (100, 0, 200, 100))
    found = dropped(file_of(wide, kind)).pixels
    assert found.shape == (64, 64, 3)
    assert np.abs(found[32, 32].astype(int) - [255, 0, 0]).max() < 12


def test_what_is_transparent_is_white() -> None:
    assert (dropped(file_of(Image.new("RGBA", (80, 80), (0, 0, 0, 0)))).pixels == 255).all()
    assert (dropped(file_of(Image.new("L", (8, 8), 7))).pixels == 7).all()


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """A PNG of few bytes that says it has a hundred billion pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 300_000, 300_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    with pytest.raises(Refused, match=r"drop a (smaller one|PNG)"):
        dropped(bomb)
    with pytest.raises(Refused, match="48 million pixels, and at most 40 are unpacked here"):
        dropped(file_of(Image.new("1", (8_000, 6_000))))
    with pytest.raises(Refused, match="more than 20 MB: drop a smaller one"):
        dropped(bytes(MOST_BYTES + 1))


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda rest: b"\x89PNG\r\n\x1a\n" + rest))
def test_what_is_no_picture_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Refused, match="cannot be read as a picture"):
        dropped(data)


def test_a_truncated_file_is_refused() -> None:
    whole = file_of(Image.effect_noise((100, 100), 50).convert("RGB"), "JPEG")
    with pytest.raises(Refused, match="cannot be read as a picture"):
        dropped(whole[: len(whole) // 2])


def test_a_photo_comes_back_from_its_text() -> None:
    photo = Photo(np.random.default_rng(0).integers(0, 256, 64 * 64 * 3, dtype=np.uint8).tobytes())
    assert parse_photo(write_photo(photo)) == photo
    assert parse_photo(write_photo(photo)[:-4]) is None
    assert parse_photo("photo." + "!" * 16384) is None
    assert parse_photo("star.red.small.9.9") is None
    assert np.array_equal(pixels(photo), photo.pixels)
    assert len(photo.digest) == 16


def test_a_size_that_it_has_is_left_alone() -> None:
    shown = np.zeros((64, 64, 3), np.uint8)
    assert resized(shown, 64) is shown
    assert resized(shown, 32).shape == (32, 32, 3)
