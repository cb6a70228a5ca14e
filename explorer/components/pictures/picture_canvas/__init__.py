"""A board on which one to four shapes are placed, or a picture file is laid."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Dropped, Packed, Payload, event
from explorer.components.sent import flag, named, one_of, whole
from explorer.pictures.picture import BOARD, COLOURS, KINDS, MOST, SIZES, Shape

FILE_BYTES = BOARD * BOARD * 3
"""Of a file that the browser has brought to the board's size: red, green and blue of each pixel."""


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    corners: tuple[tuple[float, float], ...]
    """For a radius of 1, y going down; none of a circle."""


@dataclass(frozen=True)
class Colour:
    name: str
    label: str
    css: str
    """"#RRGGBB"."""


@dataclass(frozen=True)
class Size:
    name: str
    label: str
    radius: float
    """In pixels of the board."""


@dataclass(frozen=True)
class Labels:
    board: str
    """What it is and how it is used, for those who cannot see it."""
    shape: str
    """A shape in words, with places {size}, {colour}, {kind}, {x} and {y}."""
    kind: str
    colour: str
    size: str
    add: str
    remove: str
    another: str
    file: str
    back: str
    """From a file's picture to the shapes."""
    unreadable: str
    """What is said of a file that is no picture."""


@dataclass(frozen=True, kw_only=True)
class PictureCanvas(Payload):
    shapes: tuple[Shape, ...]
    kinds: tuple[Kind, ...]
    colours: tuple[Colour, ...]
    sizes: tuple[Size, ...]
    board: int
    """Pixels a side."""
    patch: int
    """Pixels a side of a patch, whose edges are drawn faintly."""
    most: int
    background: str
    """"#RRGGBB"."""
    photo: Packed | None
    """(board, board, 3) bytes of a file's picture, which lies over the shapes."""
    labels: Labels

    @event
    def placed(self, sent: Any) -> tuple[Shape, ...]:
        """The shapes of a picture, as they were placed."""
        if not isinstance(sent, list | tuple) or not 1 <= len(sent) <= MOST:
            raise Dropped(f"{str(sent)[:80]!r} is no list of 1 to {MOST} shapes")
        return tuple(_shape(named(one)) for one in sent)

    @event
    def another(self, sent: Any) -> bool:
        """Another picture was asked for."""
        return _asked(sent)

    @event
    def file(self, sent: Any) -> str:
        """A picture file, which the browser has opened and brought to the board's size: base64 of its bytes."""
        if not isinstance(sent, str) or len(sent) != 4 * FILE_BYTES // 3:
            raise Dropped("this is no picture of the board's size")
        try:
            base64.b64decode(sent, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Dropped("this is no base64") from error
        return sent

    @event
    def back(self, sent: Any) -> bool:
        """The file's picture is to go, and the shapes to be seen again."""
        return _asked(sent)


def _asked(sent: Any) -> bool:
    if not flag(sent):
        raise Dropped("nothing was asked for")
    return True


def _shape(sent: Mapping[str, Any]) -> Shape:
    return Shape(
        one_of(sent.get("kind"), KINDS),
        one_of(sent.get("colour"), COLOURS),
        one_of(sent.get("size"), SIZES),
        whole(sent.get("x"), below=BOARD),
        whole(sent.get("y"), below=BOARD),
    )
