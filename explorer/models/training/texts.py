"""The texts that come along to be learnt from: two old books, and two that are made here, of any length."""

from functools import cache
from itertools import product
from pathlib import Path

import numpy as np

_FOLDER = Path(__file__).parents[2] / "assets" / "training_texts"

TEXTS = ("english", "japanese", "arithmetic", "grammar")
"""Slugs: Alice's Adventures in Wonderland; 銀河鉄道の夜; sums of two numbers; sentences of a toy grammar."""


@cache
def text_of(slug: str) -> str:
    """The whole text. The made ones have no line twice, so that what is held out of them was never seen."""
    if slug in _MADE:
        return _MADE[slug]()
    return (_FOLDER / f"{slug}.txt").read_text(encoding="utf-8")


def arithmetic() -> str:
    """All sums of two numbers below 100, a line each, in an order drawn once: `27+5=32`."""
    lines = [f"{a}+{b}={a + b}" for a, b in product(range(100), repeat=2)]
    return _shuffled(lines)


ANIMALS = ("cat", "dog", "bird", "fox", "cow", "hen", "pig", "bee")
ADJECTIVES = ("big", "small", "old", "red", "quick")
VERBS = ("sees", "likes", "calls", "hears", "chases", "helps")


def grammar() -> str:
    """Sentences of S → NP V NP, NP → the (A) N, in which one animal does something to another."""
    phrases = [(f"the {animal}", animal) for animal in ANIMALS]
    phrases += [(f"the {adjective} {animal}", animal) for adjective in ADJECTIVES for animal in ANIMALS]
    pairs = [(one, other) for (one, who), (other, whom) in product(phrases, repeat=2) if who != whom]
    lines = [f"{one} {verb} {other} ." for (one, other), verb in product(pairs, VERBS)]
    return _shuffled(lines)


def _shuffled(lines: list[str]) -> str:
    order = np.random.default_rng(0).permutation(len(lines))
    return "".join(f"{lines[place]}\n" for place in order)


_MADE = {"arithmetic": arithmetic, "grammar": grammar}
