"""Tasks that a prompt's examples may show: those that come with the explorer, and one's own."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explorer.errors import Refused
from explorer.words import language

FILE = Path(__file__).parents[3] / "assets" / "few_shot.toml"

ARROW = "->"
MOST_PAIRS, LONGEST = 40, 60
"""Pairs of one's own, and characters of either side of one."""
OWN = "own"

Pair = tuple[str, str]
"""What is asked, and its answer."""


@dataclass(frozen=True)
class Task:
    """What is asked is never one of the examples, unless the answers are drawn."""

    name: str
    examples: tuple[Pair, ...]
    held_out: tuple[Pair, ...]
    drawn: bool = False
    """The answers are dealt out anew for each prompt, and what is asked is one of its examples."""
    sign: str = ARROW
    """What stands between what is asked and its answer; "" where nothing but a space does."""
    lang: str = "en"
    labels: tuple[tuple[str, str], ...] = ()
    """By language what it is called; `abouts`, what is asked for."""
    abouts: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        both = {asked for asked, _answer in self.examples} & {asked for asked, _answer in self.held_out}
        if both or not self.examples or not (self.held_out or self.drawn):
            raise ValueError(f"the task {self.name} asks {sorted(both) or 'nothing'}, or has no examples")

    @property
    def answers(self) -> tuple[str, ...]:
        """All that an answer can be."""
        return tuple(sorted({answer for _asked, answer in (*self.examples, *self.held_out)}))

    @property
    def label(self) -> str:
        return dict(self.labels).get(language(), self.name)

    @property
    def about(self) -> str:
        return dict(self.abouts).get(language(), "")

    @property
    def chance(self) -> float:
        """The share that is right of who always gives the most frequent answer."""
        if self.drawn:
            return 1 / len(self.answers)
        given = [answer for _asked, answer in self.held_out]
        return max(map(given.count, given)) / len(given)


@cache
def tasks() -> Mapping[str, Task]:
    """By name, in the order in which they are offered."""
    with FILE.open("rb") as file:
        return {row["name"]: _task(row) for row in tomllib.load(file)["task"]}


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        name=row["name"],
        examples=_pairs(row["examples"]),
        held_out=_pairs(row["held_out"]),
        drawn=row.get("drawn", False),
        sign=row.get("sign", ARROW),
        lang=row["lang"],
        labels=tuple(row["label"].items()),
        abouts=tuple(row["about"].items()),
    )


def _pairs(rows: list[list[str]]) -> tuple[Pair, ...]:
    return tuple((asked, answer) for asked, answer in rows)


def own_task(typed: str) -> Task:
    """Pairs of one's own, one a line: the last third is asked, the others are examples. Refused where that cannot be.

    >>> own_task("a -> 1\\nb -> 2\\nc -> 3").held_out
    (('c', '3'),)
    """
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if not 2 <= len(lines) <= MOST_PAIRS:
        raise Refused("there are {n} pairs: write 2 to {most} of them, one a line", n=len(lines), most=MOST_PAIRS)
    pairs = [_own_pair(n, line) for n, line in enumerate(lines, 1)]
    asked = [one for one, _answer in pairs]
    double = next((one for one in asked if asked.count(one) > 1), None)
    if double is not None:
        raise Refused("{word} is asked twice: leave one of the pairs out", word=repr(double))
    cut = len(pairs) - max(1, len(pairs) // 3)
    return Task(OWN, tuple(pairs[:cut]), tuple(pairs[cut:]))


def _own_pair(n: int, line: str) -> Pair:
    asked, arrow, answer = (part.strip() for part in line.partition(ARROW))
    if not (asked and arrow and answer):
        raise Refused("line {n} is no pair: write it as cat -> animal", n=n)
    if max(len(asked), len(answer)) > LONGEST:
        raise Refused("line {n} is longer than {most} characters on one side: shorten it", n=n, most=LONGEST)
    return asked, answer
