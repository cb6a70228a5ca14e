"""Names beside points, so that none lies on another or on a point: each on the first side that is free, or left out.

The greedy placement of Christensen, Marks and Shieber (1995), "An empirical study of algorithms for point-feature label
placement", with plotly's eight sides and boxes as large as the letters are told to be.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.figures.escape import width

SIDES = (
    "top center", "bottom center", "middle right", "middle left",
    "top right", "top left", "bottom right", "bottom left",
)  # fmt: skip
"""Plotly's, the best first."""

LETTER = 0.5
"""Of a letter's height, its width; a Japanese one is as wide as high."""


@dataclass(frozen=True)
class Named:
    """A point with its name, in pixels from the upper left corner of the plot."""

    x: float
    y: float
    name: str
    side: str = SIDES[0]
    """Where it stands if it can."""
    radius: float = 5.0


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def sides(named: Sequence[Named], size: float, plot: tuple[float, float]) -> list[str | None]:
    """For each its side, None where there is no room; those before others come first.

    size: pixels of a letter. plot: pixels across and down, which no name leaves.
    """
    taken = [_point(one) for one in named]
    whole = _Box(0, 0, *plot)
    found: list[str | None] = []
    for one, own in zip(named, list(taken), strict=True):
        free = (side for side, box in _boxes(one, size) if _within(box, whole) and not _met(box, taken, own))
        side = next(free, None)
        found.append(side)
        if side is not None:
            taken.append(_box(one, side, size))
    return found


def _met(box: _Box, taken: Sequence[_Box], own: _Box) -> bool:
    return any(box.meets(other) for other in taken if other is not own)


def _within(box: _Box, plot: _Box) -> bool:
    return plot.left <= box.left and box.right <= plot.right and plot.top <= box.top and box.bottom <= plot.bottom


def _point(one: Named) -> _Box:
    return _Box(one.x - one.radius, one.y - one.radius, one.x + one.radius, one.y + one.radius)


def _boxes(one: Named, size: float) -> Iterator[tuple[str, _Box]]:
    for side in dict.fromkeys((one.side, *SIDES)):
        yield side, _box(one, side, size)


def _box(one: Named, side: str, size: float) -> _Box:
    wide, high = LETTER * size * width(one.name), size
    down, across = side.split()
    left = {"left": one.x - one.radius - wide, "center": one.x - wide / 2, "right": one.x + one.radius}[across]
    top = {"top": one.y - one.radius - high, "middle": one.y - high / 2, "bottom": one.y + one.radius}[down]
    return _Box(left, top, left + wide, top + high)
