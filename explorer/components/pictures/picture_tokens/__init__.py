"""A picture cut into patches, each a vector in the same sequence as the words."""

from dataclasses import dataclass

from explorer.components.payload import Floats32, Packed, Payload


@dataclass(frozen=True)
class Near:
    """A word whose vector points most nearly where a patch's does."""

    text: str
    cosine: str


@dataclass(frozen=True)
class Patch:
    place: int
    """In the sequence, from 1."""
    near: tuple[Near, ...]
    """The nearest first."""


@dataclass(frozen=True)
class Word:
    """A token of the sequence that is no patch."""

    text: str
    title: str
    special: bool
    new: bool
    """Whether the model wrote it."""
    share: float | None
    """Its probability when it was written, 0..1."""
    share_text: str


@dataclass(frozen=True)
class Labels:
    board: str
    patch: str
    """A patch in words, with places {row}, {column}, {place} and {n}."""
    sequence: str
    vector: str
    """With the place {d}."""
    near: str
    pixels: str
    low: str
    high: str


@dataclass(frozen=True, kw_only=True)
class PictureTokens(Payload):
    pixels: Packed
    """(64, 64, 3) bytes."""
    board: int
    patch: int
    """Pixels a side of both."""
    vectors: Floats32
    """(patches, width), row by row."""
    range: float
    """The size at which the colour of a number is strongest."""
    patches: tuple[Patch, ...]
    before: tuple[Word, ...]
    """Tokens that come before the patches."""
    after: tuple[Word, ...]
    opens: int
    """The patch that is shown at first."""
    labels: Labels
