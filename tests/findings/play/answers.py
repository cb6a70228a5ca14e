"""A room at one moment, made by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from explorer.rooms.looking import Given, Sight


def given(*texts: str, through: Sequence[str] = (), scores: Mapping[str, float] | None = None) -> tuple[Given, ...]:
    """One answer of each player, in their order."""
    return tuple(
        Given(number, text, text in through, None if scores is None else scores.get(text, 0.0))
        for number, text in enumerate(texts, 1)
    )


def sight(
    asked: Mapping[str, Any], answers: Sequence[Given] = (), shown: Mapping[str, Any] | None = None, round: int = 1
) -> Sight:
    totals = {one.player: one.score for one in answers if one.score is not None}
    return Sight("KQRXZ", 5, round, asked, shown, tuple(answers), totals)
