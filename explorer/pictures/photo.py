"""A picture of the visitor's own, made as small as the board: not of the world that explorer-vision was taught."""

import hashlib
import io
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError

from explorer.errors import Refused
from explorer.pictures.picture import BOARD

MOST_BYTES = 20 * 2**20
"""Of a file that is dropped."""

MOST_PIXELS = 40_000_000
"""In it, once it is unpacked; a telephone's camera makes 12 to 50 million."""

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")

_MARK = "photo."


@dataclass(frozen=True)
class Photo:
    """(64, 64, 3) bytes of red, green and blue, row by row."""

    data: bytes

    def __post_init__(self) -> None:
        if len(self.data) != BOARD * BOARD * 3:
            raise ValueError(f"{len(self.data)} bytes are no {BOARD} × {BOARD} pixels")

    @cached_property
    def digest(self) -> str:
        """Its name, where its bytes would be too long for one."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """(64, 64, 3), not to be written to."""
        return np.frombuffer(self.data, dtype=np.uint8).reshape(BOARD, BOARD, 3)


def dropped(data: bytes) -> Photo:
    """What somebody dropped, as small as the board: its middle square. Refused where it is no picture."""
    if len(data) > MOST_BYTES:
        raise Refused("the picture has more than {most} MB: drop a smaller one", most=MOST_BYTES // 2**20)
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            warnings.simplefilter("ignore")
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(
                    "the picture has {n} million pixels, and at most {most} are unpacked here: drop a smaller one",
                    n=opened.width * opened.height // 10**6,
                    most=MOST_PIXELS // 10**6,
                )
            opened.draft("RGB", (4 * BOARD, 4 * BOARD))
            return Photo(_small(_on_white(opened), BOARD).tobytes())
    except Refused:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Refused(
            "what was dropped cannot be read as a picture: drop a PNG, JPEG, WebP, GIF or BMP file"
        ) from error


def resized(pixels: NDArray[np.uint8], size: int) -> NDArray[np.uint8]:
    """(h, w, 3) -> (size, size, 3): itself, where it has that size."""
    if pixels.shape == (size, size, 3):
        return pixels
    return np.asarray(_small(Image.fromarray(pixels), size))


def write_photo(photo: Photo) -> str:
    """Its text form: too long for a link, so that a browser's tab keeps it."""
    return _MARK + urlsafe_b64encode(photo.data).decode("ascii")


def parse_photo(text: str) -> Photo | None:
    """The reverse; None where the text, which anybody may have written, is none."""
    if not text.startswith(_MARK) or len(text) != len(_MARK) + BOARD * BOARD * 4:
        return None
    try:
        return Photo(urlsafe_b64decode(text.removeprefix(_MARK)))
    except ValueError:
        return None


def _on_white(opened: Image.Image) -> Image.Image:
    """Red, green and blue, what is transparent as white."""
    with_alpha = opened.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", with_alpha.size, "white"), with_alpha).convert("RGB")


def _small(image: Image.Image, size: int) -> Image.Image:
    side = min(image.size)
    left, top = (image.width - side) // 2, (image.height - side) // 2
    return image.crop((left, top, left + side, top + side)).resize((size, size), Image.Resampling.BICUBIC)
