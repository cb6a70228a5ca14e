"""The same text written with a draft and without: how many passes it took, and how long, measured here and now."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

from explorer.decoding.generation import Generation, play
from explorer.decoding.speculative import Round, speculate
from explorer.engine.cache import once, put
from explorer.engine.runs import Run
from explorer.findings.output import drafts

LENGTH = 24
"""Tokens that are written."""
TURNS = 3
"""How often both ways are timed; the medians count."""
WARM_UP = 4
"""Tokens that both write before that: the first pass of all costs more, whoever makes it."""

T = TypeVar("T")


@dataclass(frozen=True)
class Raced:
    """The same number of tokens, written both ways here and now."""

    rounds: tuple[Round, ...]
    """Of one turn: with the same seed each is the same."""
    seconds: float
    """That they took."""
    alone: float
    """Seconds that the model took by itself."""
    n_alone: int
    """Tokens that it wrote in them."""

    @property
    def tokens(self) -> tuple[int, ...]:
        return tuple(token for made in self.rounds for token in made.tokens)

    @property
    def a_pass(self) -> float:
        """Tokens for each pass of the large model."""
        return len(self.tokens) / len(self.rounds)

    @property
    def accepted(self) -> float | None:
        """Share of the proposals judged that were accepted; None where there were none."""
        judged = [one.accepted for made in self.rounds for one in made.proposals]
        return sum(judged) / len(judged) if judged else None

    @property
    def speed_up(self) -> float:
        """How many times as fast, token for token."""
        return (self.alone / self.n_alone) / (self.seconds / len(self.tokens))


def raced(run: Run, draft: str, gamma: int, *, again: bool = False) -> Raced:
    """As it was measured last; `again`: as it is now. Refused where the draft cannot be loaded."""
    key = ("speculation", run.model.name, run.trace.identity, run.question.sampling, draft, gamma)
    return put(key, race(run, draft, gamma)) if again else once(key, lambda: race(run, draft, gamma))


def race(run: Run, draft: str, gamma: int) -> Raced:
    """Both in turn from the text on screen, once they are warm."""
    n = min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids))
    _drafted(run, draft, gamma, min(n, WARM_UP))
    _by_itself(run, min(n, WARM_UP))
    turns = [
        (_timed(lambda: _drafted(run, draft, gamma, n)), _timed(lambda: _by_itself(run, n))) for _n in range(TURNS)
    ]
    seconds, alone = (median(took for took, _made in way) for way in zip(*turns, strict=True))
    (_took, rounds), (_took, steps) = turns[-1]
    return Raced(rounds, seconds, alone, len(steps))


def _drafted(run: Run, draft: str, gamma: int, n: int) -> tuple[Round, ...]:
    """At most n tokens, with empty caches."""
    small, large, ends = drafts.reader(run, draft), run.growing(), run.model.ends
    return tuple(speculate(large.rows, small, run.trace.ids, run.question.sampling, gamma=gamma, n=n, ends=ends))


def _by_itself(run: Run, n: int) -> list[Generation]:
    """At most n tokens of the large model, with an empty cache."""
    start, ends, n_ctx = run.generation, run.model.ends, run.model.shape.n_ctx
    return list(play(run.growing(), start, run.question.sampling, ends=ends, n=start.step + n, n_ctx=n_ctx))


def _timed(write: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what was written in them."""
    began = perf_counter()
    made = write()
    return perf_counter() - began, made
