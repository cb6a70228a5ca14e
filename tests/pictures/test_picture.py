"""A picture of a link is a picture or nothing, and what is drawn is where it should be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.pictures.drawing import BACKGROUND, RADIUS, RGB, coverage, pixels
from explorer.pictures.picture import BOARD, COLOURS, KINDS, LONGEST, SIZES, Picture, Shape, parse, write

PLACES = st.integers(0, BOARD - 1)
SHAPES = st.builds(Shape, st.sampled_from(KINDS), st.sampled_from(COLOURS), st.sampled_from(SIZES), PLACES, PLACES)
PICTURES = st.builds(Picture, st.lists(SHAPES, min_size=1, max_size=4).map(tuple))


@given(PICTURES)
def test_a_picture_comes_back_from_its_text(picture: Picture) -> None:
    assert parse(write(picture)) == picture
    assert len(write(picture)) <= LONGEST


@pytest.mark.parametrize(
    "text",
    [
        "",
        "star",
        "star.red.small.9",
        "star.red.small.9.64",
        "star.red.small.-1.9",
        "star.red.small.٣.9",
        "star.red.huge.9.9",
        "moon.red.small.9.9",
        "star.red.small.9.9.9",
        "star.red.small.9.9~",
        "~".join(["star.red.small.9.9"] * 5),
        "star.red.small.9." + "9" * 5000,
    ],
)
def test_what_is_no_picture_is_none(text: str) -> None:
    assert parse(text) is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    found = parse(text)
    assert found is None or isinstance(found, Picture)


def test_a_shape_checks_itself() -> None:
    with pytest.raises(ValueError, match="moon is none of circle"):
        Shape("moon", "red", "small", 1, 1)
    with pytest.raises(ValueError, match="outside the board"):
        Shape("star", "red", "small", 64, 1)
    with pytest.raises(ValueError, match="1 to 4 shapes"):
        Picture(())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_a_shape_fills_what_its_edge_encloses(kind: str, size: str) -> None:
    radius = RADIUS[size]
    areas = {
        "circle": np.pi,
        "square": (2 * 0.82) ** 2,
        "triangle": 3 * np.sqrt(3) / 4,
        "star": 10 / 2 * 0.42 * np.sin(np.pi / 5),
    }
    covered = coverage(Shape(kind, "red", size, 31, 31))
    assert covered.sum() == pytest.approx(areas[kind] * radius**2, rel=0.04)
    y, x = np.nonzero(covered)
    assert np.hypot(x - 31, y - 31).max() <= 0.82 * np.sqrt(2) * radius + 2


@given(SHAPES)
def test_the_centre_has_the_colour_and_the_far_corner_none(shape: Shape) -> None:
    drawn = pixels(Picture((shape,)))
    assert drawn.shape == (BOARD, BOARD, 3)
    assert tuple(drawn[shape.y, shape.x]) == RGB[shape.colour]
    assert tuple(drawn[0 if shape.y >= 32 else 63, 0 if shape.x >= 32 else 63]) == BACKGROUND
    assert not drawn.flags.writeable


def test_a_later_shape_lies_over_an_earlier_one() -> None:
    under, over = Shape("square", "red", "large", 30, 30), Shape("circle", "blue", "small", 30, 30)
    assert tuple(pixels(Picture((under, over)))[30, 30]) == RGB["blue"]
    assert tuple(pixels(Picture((over, under)))[30, 30]) == RGB["red"]


def test_every_colour_is_drawn_and_apart_from_the_others() -> None:
    assert tuple(RGB) == COLOURS
    colours = np.array([BACKGROUND, *RGB.values()], dtype=float)
    apart = np.linalg.norm(colours[:, None] - colours, axis=-1) + 1e9 * np.eye(len(colours))
    assert apart.min() > 60
