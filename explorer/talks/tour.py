"""The guided tour as a value: scenes in which somebody tries something on the real controls, and what it shows them."""

import math
from dataclasses import dataclass
from pathlib import Path

from explorer.talks.conditions import CONDITIONS, Condition, Moment, Wanted
from explorer.talks.talk import Talk, Words

FILE = Path(__file__).parents[1] / "assets" / "tour.toml"

CHARACTERS_A_MINUTE = {"en": 1_000, "ja": 450}
"""How fast people read: 200 English words of five characters, 450 Japanese characters."""


@dataclass(frozen=True)
class Try:
    """What a step adds to its scene, whose plain words say what to try."""

    point: str
    """The control, by its name in components/frame/tour."""
    see: str
    """What changes, by its name there; "" where it is the control itself."""
    done: tuple[str, Wanted]
    """A condition's name, and what is wanted of it."""
    learnt: Words
    """With places that the condition fills."""
    seconds: int
    """That it takes to do it, without the reading."""

    @property
    def condition(self) -> Condition:
        return CONDITIONS[self.done[0]]

    def holds(self, then: Moment, now: Moment) -> bool:
        """Whether it has been done since the step began."""
        return self.condition.holds(then, now, self.done[1])

    def told(self, then: Moment, now: Moment, lang: str) -> str:
        """What can be seen now: a sentence whose tokens are chips."""
        return self.learnt.said(lang).format(**self.condition.tells(then.run, now.run))


@dataclass(frozen=True)
class Tour:
    walk: Talk
    tries: tuple[Try, ...]
    """One a scene."""

    def __post_init__(self) -> None:
        if len(self.tries) != len(self.walk.scenes) or not self.tries:
            raise ValueError(f"{len(self.tries)} things to try in {len(self.walk.scenes)} scenes")

    def seconds(self, n: int, lang: str) -> float:
        """That somebody needs for step `n`, counted from 0: to read it, to do it, and to read what that showed."""
        scene, one = self.walk.scenes[n], self.tries[n]
        read = sum(len(words.said(lang)) for words in (scene.title, scene.plain, one.learnt))
        return one.seconds + 60 * read / CHARACTERS_A_MINUTE[lang]

    def minutes_from(self, n: int, lang: str) -> int:
        """That the steps from `n` on still take, rounded up."""
        return math.ceil(sum(self.seconds(k, lang) for k in range(n, len(self.tries))) / 60)
