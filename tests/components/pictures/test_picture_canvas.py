"""What a canvas sends becomes a picture, or nothing."""

import base64
from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.pictures.picture_canvas import FILE_BYTES
from explorer.findings.gpt4.board import START, canvas, photo
from explorer.pictures.photo import Photo
from explorer.pictures.picture import Picture, Shape

CANVAS = canvas(START, START)
STAR = {"kind": "star", "colour": "red", "size": "small", "x": 9, "y": 63}
FILE = base64.b64encode(bytes(range(256)) * (FILE_BYTES // 256)).decode()


def test_placed_shapes_become_those_of_a_picture() -> None:
    assert Picture(CANVAS.placed([STAR])) == Picture((Shape("star", "red", "small", 9, 63),))
    assert len(CANVAS.placed([STAR] * 4)) == 4


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "star",
        [],
        [STAR] * 5,
        [{**STAR, "kind": "heart"}],
        [{**STAR, "x": 64}],
        [{**STAR, "x": -1}],
        [{**STAR, "y": 1.5}],
        [{**STAR, "y": True}],
        [{"kind": "star"}],
        [["star", "red", "small", 1, 2]],
    ],
)
def test_what_is_no_picture_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        CANVAS.placed(sent)


def test_a_file_arrives_as_the_pixels_that_the_browser_made_of_it() -> None:
    shown = photo(CANVAS.file(FILE))
    assert shown.pixels.shape == (64, 64, 3)
    assert shown.pixels.ravel()[:4].tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize("sent", [None, 3, "", FILE[:-4], FILE + "AAAA", "!" * len(FILE), [FILE]])
def test_what_are_no_pixels_of_the_board_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        CANVAS.file(sent)


@pytest.mark.parametrize("name", ["another", "back"])
def test_a_button_says_true_and_nothing_else(name: str) -> None:
    heard = getattr(CANVAS, name)
    assert heard(True)
    for sent in (False, 1, "true", None):
        with pytest.raises(Dropped):
            heard(sent)


def test_a_file_lies_over_the_shapes_and_leaves_them_as_they_are() -> None:
    covered = canvas(Photo(bytes(FILE_BYTES)), START)
    assert covered.shapes == START.shapes
    assert covered.photo is not None
    assert CANVAS.photo is None
