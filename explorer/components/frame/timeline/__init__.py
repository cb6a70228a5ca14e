"""Years on a line."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount


@dataclass(frozen=True)
class Event:
    year: int
    name: str
    told: str
    """What happened, in a sentence."""


def timeline(events: Sequence[Event], *, key: str, label: str) -> None:
    mount("timeline", key=key, data={"events": [asdict(event) for event in events], "label": label})
