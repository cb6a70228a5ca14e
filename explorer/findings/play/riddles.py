"""What is asked, as values: of a word that is missing, and of two ways on."""

import json
from dataclasses import dataclass
from typing import Any, Literal
from zlib import crc32

Game = Literal["guess", "gaps", "real", "duel"]


@dataclass(frozen=True)
class Bar:
    """What a model would put there."""

    text: str
    """As a chip shows it."""
    word: str
    """As a player would write it."""
    share: float


@dataclass(frozen=True)
class WordRiddle:
    """A text with a place to fill."""

    game: Game
    model: str
    """Who is asked besides."""
    before: str
    after: str
    bars: tuple[Bar, ...]
    """What the model would put there, the likeliest first; of what is offered, where something is."""
    offered: tuple[str, ...] | None = None
    """None where anything may be typed."""
    right: str | None = None
    """What the text has there, where it goes on."""
    run: int = 0
    """A number of the run that it is about, where it is about one: others may show the same end of a text."""

    @property
    def own(self) -> tuple[str, ...]:
        """What is said without any player: their saying it, too, tells nobody anything of them."""
        return tuple(bar.word for bar in self.bars) + (() if self.right is None else (self.right,))

    def asked(self) -> dict[str, Any]:
        """What a room may know before it has answered."""
        known = {"game": self.game, "model": self.model, "before": self.before, "after": self.after}
        return known | ({} if self.offered is None else {"offered": list(self.offered)})

    def shown(self) -> dict[str, Any]:
        """What it may know afterwards."""
        first = self.bars[0]
        return {"first": first.text, "word": first.word, "share": round(first.share, 6), "right": self.right}


@dataclass(frozen=True)
class PairRiddle:
    """A beginning, and two ways on."""

    game: Game
    before: str
    texts: tuple[str, str]
    authors: tuple[str, str]
    """Who wrote them: messages."""
    right: int | None
    """Which of them is it; None where that is for the players to say."""

    def asked(self) -> dict[str, Any]:
        """As above; what is chosen is A or B."""
        return {"game": self.game, "before": self.before, "pair": list(self.texts), "offered": list(SIDES)}

    def shown(self) -> dict[str, Any]:
        return {"authors": list(self.authors), "right": self.right}


Riddle = WordRiddle | PairRiddle

SIDES = ("A", "B")


def number_of(riddle: Riddle) -> int:
    """A number by which a browser knows this riddle again: by its question, and by what it is about."""
    about = riddle.run if isinstance(riddle, WordRiddle) else riddle.authors
    return crc32(json.dumps([riddle.asked(), about], sort_keys=True).encode()) % 10**9
