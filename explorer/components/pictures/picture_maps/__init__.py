"""For each word of an answer, two maps over the picture: where the model looks, and what it depends on."""

from dataclasses import dataclass

from explorer.components.payload import Floats32, Packed, Payload, Shares16


@dataclass(frozen=True)
class Looked:
    """One word of an answer, or all of them."""

    text: str
    """Empty for the whole answer."""
    share: float
    """Its probability, 0..1."""
    share_text: str
    attention: Shares16
    """(patches,) shares of the picture's attention, row by row; together 1."""
    drops: Floats32
    """(patches,) by how much the logarithm of its probability falls without a patch."""
    said: str
    """What both come to."""
    checked: bool
    """Whether the word depends on the picture; where not, there is nothing to compare."""
    named: tuple[int, ...]
    """The patches of what it is about."""


@dataclass(frozen=True)
class Labels:
    words: str
    whole: str
    attention: str
    occlusion: str
    least: str
    most: str
    """Ends of the scale of attention."""
    patch: str
    """A patch in words, with places {row}, {column}, {attention} and {drop}."""


@dataclass(frozen=True, kw_only=True)
class PictureMaps(Payload):
    pixels: Packed
    """(board, board, 3) bytes."""
    board: int
    patch: int
    """Pixels a side of both."""
    words: tuple[Looked, ...]
    opens: int
    labels: Labels
