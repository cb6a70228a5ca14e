"""A computed sentence about this run, its tokens shown as chips."""

from dataclasses import dataclass
from typing import ClassVar

from explorer.components.payload import Payload
from explorer.words.sentences import Part


@dataclass(frozen=True, kw_only=True)
class Sentence(Payload):
    picture: ClassVar[bool] = False

    parts: tuple[Part, ...]
    strong: bool = False
    """For the one that a page's picture ends with."""
