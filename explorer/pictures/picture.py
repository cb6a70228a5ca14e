"""A picture as a value: one to four shapes on a board of 64 × 64 pixels."""

from dataclasses import dataclass

BOARD = 64
"""Pixels a side."""

MOST = 4
"""Shapes in a picture."""

KINDS = ("circle", "square", "triangle", "star")
COLOURS = ("red", "orange", "yellow", "green", "blue", "purple")
SIZES = ("small", "large")


@dataclass(frozen=True)
class Shape:
    """One shape; a later one of a picture lies over an earlier one."""

    kind: str
    """Of KINDS."""
    colour: str
    """Of COLOURS."""
    size: str
    """Of SIZES."""
    x: int
    """Its centre, in pixels from the left: 0 to BOARD - 1."""
    y: int
    """Its centre, in pixels from the top."""

    def __post_init__(self) -> None:
        for value, known in ((self.kind, KINDS), (self.colour, COLOURS), (self.size, SIZES)):
            if value not in known:
                raise ValueError(f"{value} is none of {', '.join(known)}")
        if not (0 <= self.x < BOARD and 0 <= self.y < BOARD):
            raise ValueError(f"({self.x}, {self.y}) lies outside the board of {BOARD} × {BOARD}")

    @property
    def cell(self) -> tuple[int, int]:
        """Row and column of the board's nine fields that its centre lies in, each 0 to 2.

        >>> Shape("star", "red", "small", x=60, y=30).cell
        (1, 2)
        """
        return self.y * 3 // BOARD, self.x * 3 // BOARD


@dataclass(frozen=True)
class Picture:
    """What a model that sees is shown."""

    shapes: tuple[Shape, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.shapes) <= MOST:
            raise ValueError(f"a picture has 1 to {MOST} shapes, not {len(self.shapes)}")


LONGEST = MOST * 40
"""Characters of a picture's text form, at most; each shape takes fewer than 40."""


def write(picture: Picture) -> str:
    """Its text form, for a link.

    >>> write(Picture((Shape("star", "red", "small", 9, 50), Shape("circle", "blue", "large", 40, 20))))
    'star.red.small.9.50~circle.blue.large.40.20'
    """
    return "~".join(f"{s.kind}.{s.colour}.{s.size}.{s.x}.{s.y}" for s in picture.shapes)


def parse(text: str) -> Picture | None:
    """The picture of a text form, which anybody may have written; None where it is none."""
    if len(text) > LONGEST:
        return None
    try:
        return Picture(tuple(_shape(part) for part in text.split("~")))
    except ValueError:
        return None


def _shape(text: str) -> Shape:
    kind, colour, size, *centre = text.split(".")
    if len(centre) != 2 or not all(number.isascii() and number.isdigit() for number in centre):
        raise ValueError(f"{text} is no shape")
    return Shape(kind, colour, size, *map(int, centre))
