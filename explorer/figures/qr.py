"""A link as a QR code, for the audience's phones."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 900
"""Characters of a link; a longer one makes squares too fine to be read from a screen across a room."""


@dataclass(frozen=True)
class Code:
    """Dark squares on a light ground."""

    path: str
    """Of an SVG, a unit a square, the quiet margin of four included."""
    size: int
    """Squares to a side, margin included."""


@lru_cache(maxsize=64)
def code_of(link: str) -> Code | None:
    """None where the link is too long for one that a phone can read."""
    import segno

    if not link or len(link) > LONGEST:
        return None
    rows = list(segno.make_qr(link, error="m", boost_error=False).matrix_iter(border=4))
    runs = (f"M{x} {y}h{n}v1h-{n}z" for y, row in enumerate(rows) for x, n in _dark(row))
    return Code("".join(runs), len(rows))


def _dark(row: Iterable[int]) -> list[tuple[int, int]]:
    """Where dark squares begin in a row, and how many there are.

    >>> _dark(bytes([0, 1, 1, 0, 1]))
    [(1, 2), (4, 1)]
    """
    found: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif dark:
            found.append((x, 1))
    return found
