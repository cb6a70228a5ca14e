"""The pictures on the page, each as PNG, SVG, CSV and JSON, made in the browser from what stands there."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Font:
    """One of the page's own, that an image carries along."""

    family: str
    address: str


@dataclass(frozen=True, kw_only=True)
class PictureMenu(Payload):
    picture: ClassVar[bool] = False

    stem: str
    """What the files' names begin with."""
    unnamed: str
    """What a picture without a name is called; its place is {n}."""
    none: str
    """Where the page shows no picture."""
    fonts: tuple[Font, ...]
