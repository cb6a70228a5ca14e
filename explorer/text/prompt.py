"""What a model is given of a text that somebody typed."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prompt:
    """Ids, and which of them are the visitor's: what begins or ends a text, or marks the turns of a chat, is not."""

    ids: tuple[int, ...]
    own: range
    """The places in `ids` of what was typed."""
    picture: range = range(0)
    """The places of a picture's tokens, for a model that sees."""

    def __post_init__(self) -> None:
        if self.own.step != 1 or not 0 <= self.own.start <= self.own.stop <= len(self.ids):
            raise ValueError(f"{self.own} are no places among {len(self.ids)} ids")
        if self.picture and not 0 <= self.picture.start <= self.picture.stop <= self.own.start:
            raise ValueError(f"{self.picture} are no places before {self.own}")

    @property
    def n_around(self) -> int:
        """How many ids nobody typed or showed."""
        return len(self.ids) - len(self.own) - len(self.picture)


def between(before: Sequence[int], ids: Sequence[int], after: Sequence[int]) -> Prompt:
    """What was typed, among what was not.

    >>> between([1], [7, 8], [2])
    Prompt(ids=(1, 7, 8, 2), own=range(1, 3), picture=range(0, 0))
    """
    return Prompt((*before, *ids, *after), range(len(before), len(before) + len(ids)))
