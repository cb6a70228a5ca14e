"""Two settings of the sampler write on from the run's text, and people pick the better, not knowing which is which."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.decoding.presets import PRESETS
from explorer.findings.play.cut import alike
from explorer.findings.play.guess import text_before, within_sight
from explorer.findings.play.riddles import SIDES, PairRiddle
from explorer.findings.play.written import written_on
from explorer.words import language

CHARACTERS = {"en": 150, "ja": 70}


def riddle(run: Run, number: int) -> PairRiddle:
    """Two of the presets in turn, each with a seed of its own."""
    one, other = pair_of(number)
    first, second = _written(run, one, 2 * number), _written(run, other, 2 * number + 1)
    authors = (PRESETS[one].name, PRESETS[other].name)
    texts = alike(first, second, CHARACTERS[language()])
    return PairRiddle("duel", within_sight(text_before(run)), texts, authors, None)


def pair_of(number: int) -> tuple[int, int]:
    """Places of two presets: each pair once before one comes again, in an order that says nothing."""
    pairs = list(combinations(range(len(PRESETS)), 2))
    one, other = pairs[np.random.RandomState(7).permutation(len(pairs))[number % len(pairs)]]
    return (other, one) if np.random.RandomState(number).randint(2) else (one, other)


def _written(run: Run, place: int, seed: int) -> str:
    sampling = replace(PRESETS[place].sampling, seed=seed)
    return written_on(run.model, run.generation.ids, sampling, CHARACTERS[language()], run.edits)


def votes(answers: Iterable[str]) -> tuple[int, int]:
    """For A and for B."""
    counted = Counter(answers)
    return counted[SIDES[0]], counted[SIDES[1]]


def standings(rounds: Iterable[Mapping]) -> list[tuple[str, int, int]]:
    """Of each setting that was in a duel: its name, how many chose it, and how many chose between it and another; the
    most chosen first. rounds: what was shown of each, with "authors" and "votes"."""
    chosen, met = Counter[str](), Counter[str]()
    for shown in rounds:
        for name, n in zip(shown["authors"], shown["votes"], strict=True):
            chosen[name] += n
            met[name] += sum(shown["votes"])
    rows = [(name, chosen[name], met[name]) for name in met if met[name]]
    return sorted(rows, key=lambda row: (-row[1] / row[2], -row[1], row[0]))
