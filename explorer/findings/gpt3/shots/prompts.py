"""Prompts with examples before what is asked: which examples stands fixed by a task and the number of a draw."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np

from explorer.findings.gpt3.shots.tasks import ARROW, Pair, Task

COUNTS = (0, 1, 2, 4, 8, 16)
DRAWS = 4
"""Drawings of examples; what is asked gets one of them in turn."""


@dataclass(frozen=True)
class Shot:
    """One prompt, and what should come after it."""

    examples: tuple[Pair, ...]
    asked: str
    answer: str
    sign: str = ARROW
    """Between the two; "" for a space alone."""

    @property
    def text(self) -> str:
        """
        >>> Shot((("hot", "cold"),), "big", "small").text
        'hot -> cold\\nbig ->'
        """
        between = f" {self.sign}" if self.sign else ""
        shown = "".join(f"{asked}{between} {answer}\n" for asked, answer in self.examples)
        return f"{shown}{self.asked}{between}"

    @property
    def copied(self) -> tuple[str, ...]:
        """Answers that stand in the prompt and are not the right one."""
        return tuple(answer for _asked, answer in self.examples if answer != self.answer)


def counts(task: Task) -> tuple[int, ...]:
    """How many examples its prompts can have."""
    return tuple(n for n in COUNTS if n <= len(task.examples))


def shots(task: Task, n: int, *, permuted: bool = False) -> tuple[Shot, ...]:
    """A prompt for each thing that is asked. `permuted`: each example has another one's answer (Min et al. 2022).

    Of one drawing, prompts with fewer examples begin as those with more. They come drawing by drawing, so that what
    many of them begin with is read once.
    """
    if task.drawn:
        return looked_up(task, n, permuted=permuted)
    drawn = [_drawn(task, draw)[:n] for draw in range(DRAWS)]
    made = ((place % DRAWS, *pair) for place, pair in enumerate(task.held_out))
    return tuple(
        Shot(_permuted(drawn[draw]) if permuted else drawn[draw], asked, answer, task.sign)
        for draw, asked, answer in sorted(made, key=lambda one: one[0])
    )


def _drawn(task: Task, draw: int) -> tuple[Pair, ...]:
    rng = np.random.default_rng((crc32(task.name.encode()), draw))
    return tuple(task.examples[place] for place in rng.permutation(len(task.examples)))


def looked_up(task: Task, n: int, *, permuted: bool = False, deal: int = 0) -> tuple[Shot, ...]:
    """Every word is asked once, after n of them with letters that this prompt deals out; another `deal`, others."""
    made = []
    for place, (asked, _answer) in enumerate(task.examples):
        rng = np.random.default_rng((crc32(task.name.encode()), deal, place))
        others = [word for word, _letter in task.examples if word != asked]
        words = [asked, *(others[at] for at in rng.permutation(len(others)))]
        letters = [task.examples[at][1] for at in rng.permutation(len(task.examples))]
        pairs = [(words[at], letters[at]) for at in range(n)]
        shown = tuple(pairs[at] for at in rng.permutation(n))
        made.append(Shot(_permuted(shown) if permuted else shown, asked, letters[0], task.sign))
    return tuple(made)


def _permuted(examples: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Each with the next one's answer."""
    answers = [answer for _asked, answer in examples]
    return tuple((asked, answers[(at + 1) % len(answers)]) for at, (asked, _answer) in enumerate(examples))
