"""Pixels of a picture: each shape as a signed distance, so that its edge is as smooth as the pixels allow.

How much of a pixel a shape covers is half a pixel less the distance of the pixel's centre to its edge.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from explorer.pictures.photo import Photo
from explorer.pictures.picture import BOARD, Picture, Shape

BACKGROUND = (245, 245, 240)

RGB = {
    "red": (214, 39, 40),
    "orange": (255, 140, 20),
    "yellow": (245, 210, 30),
    "green": (44, 150, 60),
    "blue": (40, 90, 210),
    "purple": (140, 60, 180),
}
"""What each colour of `picture.COLOURS` is drawn in."""

RADIUS = {"small": 6.0, "large": 10.0}
"""Pixels from a shape's centre to the farthest point of its edge, of each size; a little less for a square."""

CORNERS = {
    "square": np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * 0.82,
    "triangle": np.array([(np.sin(a), -np.cos(a)) for a in np.arange(3) * 2 * np.pi / 3]),
    "star": np.array(
        [((0.42 if n % 2 else 1.0) * np.sin(a), -(0.42 if n % 2 else 1.0) * np.cos(a)) for n, a in
         enumerate(np.arange(10) * np.pi / 5)]
    ),
}  # fmt: skip
"""(corners, 2) of each kind with edges, for a radius of 1; y goes down."""


Shown = Picture | Photo
"""What a model that sees may be shown."""


@lru_cache(maxsize=256)
def pixels(picture: Shown) -> NDArray[np.uint8]:
    """(64, 64, 3) red, green and blue, not to be written to."""
    if isinstance(picture, Photo):
        return picture.pixels
    drawn = np.full((BOARD, BOARD, 3), BACKGROUND, dtype=np.float64)
    for shape in picture.shapes:
        covered = coverage(shape)[..., None]
        drawn += covered * (np.array(RGB[shape.colour]) - drawn)
    found = np.rint(drawn).astype(np.uint8)
    found.flags.writeable = False
    return found


def coverage(shape: Shape) -> NDArray[np.float64]:
    """(64, 64) how much of each pixel the shape covers, 0 to 1."""
    across = np.arange(BOARD, dtype=np.float64)
    x, y = np.meshgrid(across - shape.x, across - shape.y)
    radius = RADIUS[shape.size]
    away = np.hypot(x, y) - radius if shape.kind == "circle" else _away(x, y, CORNERS[shape.kind] * radius)
    return np.clip(0.5 - away, 0.0, 1.0)


def _away(x: NDArray[np.float64], y: NDArray[np.float64], corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Signed distance of points to a polygon, negative inside (Quilez 2020, “2D distance functions”)."""
    nearest, inside = np.full(x.shape, np.inf), np.zeros(x.shape, dtype=bool)
    for (ax, ay), (bx, by) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        ex, ey = bx - ax, by - ay
        along = np.clip(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey), 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(x - ax - along * ex, y - ay - along * ey))
        if ey:
            crosses = (y >= min(ay, by)) & (y < max(ay, by))
            inside ^= crosses & (x < ax + (y - ay) * ex / ey)
    return np.where(inside, -nearest, nearest)
