"""Pictures in a browser: shapes are dragged, moved by keys, added and removed; a file is opened; words are picked."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explorer.pictures.picture import Picture, Shape, parse, write
from scripts.browser import settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, until

PAIR = Picture((Shape("star", "red", "small", 12, 12), Shape("circle", "blue", "large", 44, 44)))


def canvas(page: Page) -> Locator:
    return page.locator(".st-key-picture-canvas")


def shown(page: Page) -> Picture | None:
    return parse(in_url(page).get("picture", ""))


def moved(page: Page, by: tuple[int, int]) -> bool:
    """Whether the star stands so far from where it was, to a pixel."""
    picture = shown(page)
    star = picture.shapes[0] if picture else PAIR.shapes[0]
    return abs(star.x - 12 - by[0]) <= 1 and abs(star.y - 12 - by[1]) <= 1


@pytest.fixture
def placed(visit: Visit) -> Page:
    return visit("gpt4", lang="en", view="picture", picture=write(PAIR))


def test_a_shape_is_dragged_and_the_link_says_where_to(placed: Page) -> None:
    star = canvas(placed).locator(".shape").first
    box = canvas(placed).locator(".board").bounding_box()
    assert box is not None
    pixel = box["width"] / 64
    star.hover()
    placed.mouse.down()
    placed.mouse.move(box["x"] + 32 * pixel, box["y"] + 22 * pixel, steps=5)
    placed.mouse.up()
    until(placed, lambda: moved(placed, (20, 10)))


def test_arrows_move_it_and_delete_removes_it(placed: Page) -> None:
    canvas(placed).locator(".shape").first.focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown"):
        placed.keyboard.press(key)
    until(placed, lambda: moved(placed, (2, 8)))
    settled(placed)
    canvas(placed).locator(".shape").first.focus()
    placed.keyboard.press("Delete")
    until(placed, lambda: (found := shown(placed)) is not None and found.shapes == PAIR.shapes[1:])


def test_a_shape_is_added_and_made_another(placed: Page) -> None:
    canvas(placed).locator('[data-focus="add"]').click()
    until(placed, lambda: (found := shown(placed)) is not None and len(found.shapes) == 3)
    settled(placed)
    canvas(placed).locator('[data-focus="colour-yellow"]').click()
    until(placed, lambda: (found := shown(placed)) is not None and found.shapes[2].colour == "yellow")


def test_a_file_is_opened_in_the_browser_and_said_to_be_foreign(placed: Page, tmp_path: Path) -> None:
    file = tmp_path / "photo.png"
    file.write_bytes(_png(96, 80))
    canvas(placed).locator('input[type="file"]').set_input_files(file)
    expect(canvas(placed).locator('[data-focus="back"]')).to_be_visible()
    expect(placed.get_by_text("outside the model's world")).to_be_visible()
    canvas(placed).locator('[data-focus="back"]').click()
    expect(canvas(placed).locator(".shape")).to_have_count(2)


def test_what_is_no_picture_is_answered_in_one_sentence(placed: Page, tmp_path: Path) -> None:
    file = tmp_path / "no.png"
    file.write_text("no picture")
    canvas(placed).locator('input[type="file"]').set_input_files(file)
    expect(canvas(placed).locator(".said")).to_contain_text("cannot be read as a picture")


def test_pointing_at_a_patch_of_the_sequence_shows_its_pixels_and_place(placed: Page) -> None:
    tokens = placed.locator(".st-key-picture-tokens")
    tokens.locator(".thumb").nth(9).hover()
    expect(tokens.locator(".readout")).to_contain_text("row 2, column 2")
    tokens.locator(".board").focus()
    placed.keyboard.press("ArrowRight")
    expect(tokens.locator(".thumb.on")).to_have_count(1)


def test_another_word_has_another_map(visit: Visit) -> None:
    page = visit("gpt4", lang="en", view="looks-at", picture=write(PAIR))
    maps = page.locator(".st-key-looks-maps")
    expect(maps.locator(".chip.on")).to_have_count(1, timeout=60_000)
    maps.locator(".chip").nth(1).click()
    before = maps.locator(".said").inner_text()
    page.keyboard.press("ArrowRight")
    expect(maps.locator(".chip").nth(2)).to_have_attribute("aria-selected", "true")
    assert maps.locator(".said").inner_text() != before


def _png(width: int, height: int) -> bytes:
    """A grey picture file."""
    row = b"\0" + bytes([120, 140, 160]) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = {b"IHDR": head, b"IDAT": zlib.compress(row * height), b"IEND": b""}
    chunks = (struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in parts.items())
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
