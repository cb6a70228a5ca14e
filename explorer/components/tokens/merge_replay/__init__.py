"""One word on its way from bytes to tokens, merge by merge: stepped, scrubbed and played in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of
from explorer.words.sentences import Part


@dataclass(frozen=True)
class Byte:
    hex: str
    text: str
    """What it is on its own, visibly; empty for a fragment of a character."""


@dataclass(frozen=True)
class Merge:
    """One step: the bytes from `start` to `end` become one piece."""

    start: int
    end: int
    text: str
    level: int
    """1 + the deepest of the pieces it is made of, single bytes being 0: its row in the picture."""
    rank: int
    said: tuple[Part, ...]
    """The step in a sentence, pieces as chips."""


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    """Where it begins, in characters of the text."""
    end: int
    here: bool


@dataclass(frozen=True)
class Labels:
    words: str
    play: str
    pause: str
    back: str
    forward: str
    scrub: str
    begin: str
    nothing: str
    rank: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class MergeReplay(Payload):
    bytes: tuple[Byte, ...]
    merges: tuple[Merge, ...]
    pairs: Mapping[str, int]
    """The rank of all neighbours that ever stand beside one another and could be merged, whether they are or not, by
    "start-middle-end": they go from start to middle and on to end."""
    words: tuple[Word, ...]
    """Those around this one, if any."""
    labels: Labels

    @event
    def character(self, sent: Any) -> int:
        """The first character of a word that was chosen."""
        return one_of(sent, [word.start for word in self.words])
