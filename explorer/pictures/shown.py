"""What a model that sees is shown: a picture of shapes, or the pixels of somebody's file."""

import base64
import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.pictures.drawing import BACKGROUND, pixels
from explorer.pictures.picture import BOARD, Picture, write

PATCH = 8
"""Pixels a side of a patch."""

SIDE = BOARD // PATCH
"""Patches a side of a picture."""

PATCHES = SIDE * SIDE


@dataclass(frozen=True)
class Shown:
    """Shapes, unless there is a file's picture over them."""

    picture: Picture
    file: bytes = b""
    """(64, 64, 3) red, green and blue of a file's picture; empty where the shapes are shown."""

    def __post_init__(self) -> None:
        if len(self.file) not in (0, BOARD * BOARD * 3):
            raise ValueError(f"a file's picture has {BOARD * BOARD * 3} bytes, not {len(self.file)}")

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(64, 64, 3), not to be written to."""
        if not self.file:
            return pixels(self.picture)
        return np.frombuffer(self.file, np.uint8).reshape(BOARD, BOARD, 3)

    @property
    def key(self) -> str:
        """What its numbers are kept by."""
        return hashlib.sha256(self.file).hexdigest() if self.file else write(self.picture)


def of_base64(sent: str) -> bytes:
    return base64.b64decode(sent)


def empty() -> NDArray[np.uint8]:
    """(64, 64, 3) the board without a shape."""
    return np.full((BOARD, BOARD, 3), BACKGROUND, np.uint8)


def without_each_patch(shown: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(64, 64, 64, 3) the picture 64 times, each time with another patch in the board's colour (occlusion, Zeiler and
    Fergus 2014)."""
    found = np.repeat(shown[None], PATCHES, axis=0)
    for patch in range(PATCHES):
        found[patch][_place(patch)] = BACKGROUND
    return found


def cut(shown: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """(64, 8, 8, 3) its patches, row by row."""
    rows = shown.reshape(SIDE, PATCH, SIDE, PATCH, 3)
    return rows.swapaxes(1, 2).reshape(PATCHES, PATCH, PATCH, 3)


def _place(patch: int) -> tuple[slice, slice]:
    row, column = divmod(patch, SIDE)
    return slice(row * PATCH, (row + 1) * PATCH), slice(column * PATCH, (column + 1) * PATCH)
