"""The texts of a room, gathered. Only what may be shown is named; the rest is counted, but for the presenter's desk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.rooms.looking import Given, Noted, Sight
from explorer.rooms.texts import same_key


@dataclass(frozen=True)
class Group:
    """Answers that say the same."""

    text: str
    """As the first of them has it."""
    n: int
    through: bool
    """Whether the presenter let one of them through: then the text may be shown."""


def grouped(given: Iterable[Given]) -> tuple[Group, ...]:
    """The most frequent first; of equals in the order in which they came."""
    groups: dict[str, list[Given]] = {}
    for one in given:
        groups.setdefault(same_key(one.text), []).append(one)
    made = [
        Group(next((one.text for one in same if one.through), same[0].text), len(same), any(o.through for o in same))
        for same in groups.values()
    ]
    return tuple(sorted(made, key=lambda group: -group.n))


def showable(groups: Sequence[Group], own: Iterable[str]) -> tuple[Group, ...]:
    """Those that may be shown: let through, or said by the model itself. own: what the model says."""
    known = {same_key(text) for text in own}
    return tuple(group for group in groups if group.through or same_key(group.text) in known)


def kept_back(groups: Sequence[Group], own: Iterable[str]) -> tuple[Group, ...]:
    """The others: what the presenter may look through."""
    seen = set(showable(groups, own))
    return tuple(group for group in groups if group not in seen)


@dataclass(frozen=True)
class Pile:
    """Texts that wait to be let through, of one question or task."""

    task: int | None
    """Of a workshop, from 0; None where it is played."""
    answers: tuple[Group, ...] = ()
    notes: tuple[Noted, ...] = ()


def piles(sight: Sight) -> tuple[Pile, ...]:
    """All that wait, for the presenter alone."""
    if sight.workshop is None:
        waiting = kept_back(grouped(sight.given), ())
        return (Pile(None, waiting),) if waiting else ()
    written = [note for note in sight.notes if note.text and not note.through]
    return tuple(
        Pile(task, notes=tuple(note for note in written if note.task == task))
        for task in sorted({note.task for note in written})
    )


def n_waiting(sight: Sight) -> int:
    """How many those are."""
    return sum(len(pile.answers) + len(pile.notes) for pile in piles(sight))
