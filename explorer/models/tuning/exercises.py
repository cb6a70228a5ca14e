"""What a text asks by itself: the answer at each of its places is the token that stands there. Without torch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

AT_ONCE = 8
"""Texts with a gap that are read together."""


@dataclass(frozen=True)
class Exercises:
    """Of one text, as a model reads it."""

    ids: tuple[int, ...]
    places: tuple[int, ...]
    """Where a token is asked for: from those before it, or where there are gaps, from both sides."""
    mask: int | None = None
    """The id of a gap; None where the model reads from left to right."""

    def __post_init__(self) -> None:
        first = 1 if self.mask is None else 0
        if not self.places or any(not first <= place < len(self.ids) for place in self.places):
            raise ValueError(f"{self.places} are no places of {len(self.ids)} ids of which a token can be asked for")

    @property
    def answers(self) -> tuple[int, ...]:
        return tuple(self.ids[place] for place in self.places)

    @property
    def n_read(self) -> int:
        """Tokens that go through the model for all of them."""
        return len(self.ids) * (1 if self.mask is None else len(self.places))

    def with_gaps(self) -> Iterator[tuple[tuple[int, ...], int]]:
        """Of each place the text in which it alone is a gap."""
        assert self.mask is not None
        for place in self.places:
            yield (*self.ids[:place], self.mask, *self.ids[place + 1 :]), place

    def first(self, n: int) -> "Exercises":
        return replace(self, places=self.places[:n])


def parts(exercises: Exercises) -> Iterator[tuple[Sequence[tuple[int, ...]], Sequence[Sequence[int]]]]:
    """Texts of one length that are read together, and of each the rows of the logits in which its answers are told."""
    if exercises.mask is None:
        yield [exercises.ids[:-1]], [[place - 1 for place in exercises.places]]
        return
    gapped = list(exercises.with_gaps())
    for at in range(0, len(gapped), AT_ONCE):
        some = gapped[at : at + AT_ONCE]
        yield [ids for ids, _place in some], [[place] for _ids, place in some]
