"""A whole vocabulary as a curve of probability against rank, both logarithmic, with what each stage cut out of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered


@dataclass(frozen=True)
class Point:
    """One token on the curve."""

    rank: int
    text: str
    before: float | None
    """log10 of the model's probability; None for 0."""
    after: float | None
    """log10 of the probability that it is drawn with; None if it was removed."""
    mass: float
    """Probability of all likelier tokens together."""
    by: str
    """What removed it, in words; empty if it is still there."""
    chosen: bool
    sought: bool = False
    """Whether the visitor asked where it stands."""


@dataclass(frozen=True)
class Mark:
    """A place on the axis of ranks."""

    rank: float
    label: str


@dataclass(frozen=True)
class Share:
    """A piece of the model's probability: what is left, or what a stage cut."""

    share: float
    said: str
    kept: bool


def rank_curve(
    points: Sequence[Point],
    *,
    key: str,
    size: int,
    cuts: Sequence[Mark],
    choices: Sequence[Mark],
    shares: Sequence[Share],
    labels: Mapping[str, str],
    on_seek: Callable[[str], None],
) -> None:
    """`points`: by rising rank. `size`: tokens in the vocabulary. `choices`: the effective number of them, before and
    after the settings.

    `labels`: curve (what it is), before, after, removed, choices, chosen, rank, mass (with {rank} and {share} in them),
    ranks, seek, sought, and shares (what the strip beneath it is). `on_seek` gets the text that somebody looks for.
    """
    data = {
        "points": [asdict(point) for point in points],
        "size": size,
        "cuts": [asdict(mark) for mark in cuts],
        "choices": [asdict(mark) for mark in choices],
        "shares": [asdict(share) for share in shares],
        "labels": dict(labels),
    }
    mount("rank_curve", key=key, data=data, on={"seek": lambda: on_seek(triggered(key, "seek"))})
