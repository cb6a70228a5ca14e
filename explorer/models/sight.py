"""How a model that sees takes a picture: its side, its patches, and the token that stands for each. Without torch."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.text.untrusted import is_file, read_json

if TYPE_CHECKING:
    from transformers import PreTrainedConfig

MOST = 1024
"""Pixels a side, and tokens a picture: the largest towers in use have 384 and 729."""

CLIP = ((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711))
"""Mean and standard deviation where a folder says nothing (Radford et al. 2021)."""

Colour = tuple[float, float, float]


@dataclass(frozen=True)
class Sight:
    """Of one model."""

    size: int
    """Pixels a side of the picture that its tower takes."""
    patch: int
    """Pixels a side of a patch."""
    token: int
    """The id whose vectors a picture's take the place of."""
    whole: bool = False
    """Whether a vector of the whole picture comes before those of the patches."""
    mean: Colour = CLIP[0]
    """What is taken from red, green and blue, of 0 to 1."""
    std: Colour = CLIP[1]
    """What they are then divided by."""

    def __post_init__(self) -> None:
        if not 1 <= self.patch <= self.size <= MOST or self.n > MOST:
            raise ValueError(
                f"a picture of {self.size} pixels in patches of {self.patch} is none that can be read here"
            )
        if not all(np.isfinite([*self.mean, *self.std])) or min(self.std) <= 0:
            raise ValueError(f"mean {self.mean} and deviation {self.std} are none of colours")

    @property
    def side(self) -> int:
        """Patches in a row."""
        return self.size // self.patch

    @property
    def n(self) -> int:
        """Tokens of a picture."""
        return self.side**2 + self.whole

    def name(self, index: int) -> str:
        """What stands for one of a picture's tokens: the row and the column of its patch, from 1.

        >>> Sight(size=64, patch=8, token=0).name(9)
        '▦2,2'
        """
        place = index - self.whole
        return "▦" if place < 0 else f"▦{place // self.side + 1},{place % self.side + 1}"

    def normed(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(size, size, 3) -> (3, size, size), as the tower takes it."""
        numbers = (pixels.astype(np.float32) / 255 - np.array(self.mean)) / np.array(self.std)
        return np.moveaxis(numbers, -1, 0).astype(np.float32)


def sight_of(model: str, config: "PreTrainedConfig", folder: Path | None = None) -> Sight | None:
    """None where the model reads text alone. folder: which may say how colours are scaled."""
    vision: Any = getattr(config, "vision_config", None)
    if vision is None:
        return None
    written = _processor(model, folder)
    try:
        return Sight(
            vision.image_size,
            vision.patch_size,
            int(getattr(config, "image_token_index", -1)),
            getattr(config, "vision_feature_select_strategy", "default") == "full",
            *(_colour(written.get(key), usual) for key, usual in zip(("image_mean", "image_std"), CLIP, strict=True)),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise Refused(
            "the files of {model} do not say how it takes a picture ({reason}): fetch them again",
            model=model,
            reason=str(error)[:200],
        ) from error


def _processor(model: str, folder: Path | None) -> dict[str, Any]:
    file = folder / "preprocessor_config.json" if folder else None
    if file is not None and is_file(file):
        return read_json(model, file)
    file = folder / "processor_config.json" if folder else None
    inside = read_json(model, file).get("image_processor") if file is not None and is_file(file) else None
    return inside if isinstance(inside, dict) else {}


def _colour(written: object, usual: Colour) -> Colour:
    if written is None:
        return usual
    if not isinstance(written, list) or len(written) != 3:
        raise ValueError(f"{str(written)[:60]} is no red, green and blue")
    red, green, blue = map(float, written)
    return red, green, blue
