"""The board on which a picture is placed, and what can be asked of it."""

import base64

import numpy as np

from explorer.components.payload import Packed
from explorer.components.pictures.picture_canvas import Colour, Kind, Labels, PictureCanvas, Size
from explorer.pictures.drawing import BACKGROUND, CORNERS, RADIUS, RGB, Shown
from explorer.pictures.generator import draw
from explorer.pictures.patches import PATCH
from explorer.pictures.photo import Photo
from explorer.pictures.picture import BOARD, COLOURS, KINDS, MOST, SIZES, Picture, Shape
from explorer.pictures.questions import DESCRIBE, QUESTIONS, Asked, asked, described
from explorer.words import N_, _, language, translated

START = Picture(
    (
        Shape("star", "yellow", "small", 12, 12),
        Shape("circle", "red", "large", 50, 14),
        Shape("square", "blue", "large", 32, 52),
    )
)
"""What a visitor meets."""

NAMES = {
    "circle": N_("circle"),
    "square": N_("square"),
    "triangle": N_("triangle"),
    "star": N_("star"),
    "red": N_("red"),
    "orange": N_("orange"),
    "yellow": N_("yellow"),
    "green": N_("green"),
    "blue": N_("blue"),
    "purple": N_("purple"),
    "small": N_("small"),
    "large": N_("large"),
}

ASKED = ("colour", "relation", "place", "count", "shape", "size")
"""Kinds of question, in the order in which they are offered."""


def another(seed: int) -> Picture:
    """Of the same seed the same one."""
    return draw(np.random.default_rng(seed))


def photo(sent: str) -> Photo:
    """What a browser made of a file: base64 of the board's bytes."""
    return Photo(base64.b64decode(sent))


def describe() -> str:
    """The request for a caption, in the reader's language."""
    return DESCRIBE[language()][0]


def canvas(shown: Shown, shapes: Picture) -> PictureCanvas:
    """`shapes` are those that come back when a file's picture goes."""
    return PictureCanvas(
        shapes=shapes.shapes,
        kinds=tuple(Kind(name, translated(NAMES[name]), _corners(name)) for name in KINDS),
        colours=tuple(Colour(name, translated(NAMES[name]), css(RGB[name])) for name in COLOURS),
        sizes=tuple(Size(name, translated(NAMES[name]), RADIUS[name]) for name in SIZES),
        board=BOARD,
        patch=PATCH,
        most=MOST,
        background=css(BACKGROUND),
        photo=Packed(shown.pixels) if isinstance(shown, Photo) else None,
        labels=_labels(),
    )


def css(rgb: tuple[int, int, int]) -> str:
    """
    >>> css((245, 245, 240))
    '#F5F5F0'
    """
    return "#" + "".join(f"{part:02X}" for part in rgb)


def _corners(kind: str) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), float(y)) for x, y in CORNERS.get(kind, ()))


def _same(*places: str) -> dict[str, str]:
    """Places that the browser fills."""
    return {name: f"{{{name}}}" for name in places}


def _labels() -> Labels:
    return Labels(
        board=_(
            "The picture, 64 × 64 pixels. Drag shapes; with the keyboard, arrows move one (with Shift by a patch), "
            "Delete removes it."
        ),
        shape=_("{size}, {colour}, {kind}, at {x}, {y}", **_same("size", "colour", "kind", "x", "y")),
        kind=_("Kind"),
        colour=_("Colour"),
        size=_("Size"),
        add=_("Add a shape"),
        remove=_("Remove it"),
        another=_("Another picture"),
        file=_("Open a picture…"),
        back=_("Back to the shapes"),
        unreadable=_("This file cannot be read as a picture: take a PNG or JPEG file."),
    )


def offered(shown: Shown, language: str) -> tuple[Asked, ...]:
    """A caption, and of each kind one question that this picture answers in one way; of a file there is no answer."""
    if not isinstance(shown, Picture):
        return (Asked("caption", language, DESCRIBE[language][0], ""),)
    first = [asked(shown, language, kind)[:1] for kind in ASKED if kind in QUESTIONS]
    return (described(ordered(shown), language), *(one for found in first for one in found))


def right(shown: Shown, question: str, language: str) -> str:
    """The only right answer, or "" where none is known."""
    if not isinstance(shown, Picture):
        return ""
    whole = ordered(shown)
    known = [described(whole, language)]  # asked the other way, it may name the shapes in any order
    known += [one for kind in QUESTIONS for one in asked(whole, language, kind)]
    return next((one.answer.strip() for one in known if one.question == question), "")


def ordered(picture: Picture) -> Picture:
    """In reading order, as captions tell it."""
    return Picture(tuple(sorted(picture.shapes, key=lambda shape: shape.cell)))


def foreign(shown: Shown) -> bool:
    """Whether the model was taught no such picture: somebody's file, shapes over one another, two in a field."""
    if not isinstance(shown, Picture):
        return True
    shapes = shown.shapes
    pairs = [(one, other) for n, one in enumerate(shapes) for other in shapes[:n]]
    return any(one.cell == other.cell or _touch(one, other) for one, other in pairs)


def _touch(one: Shape, other: Shape) -> bool:
    return np.hypot(one.x - other.x, one.y - other.y) < RADIUS[one.size] + RADIUS[other.size]
