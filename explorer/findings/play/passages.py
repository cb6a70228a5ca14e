"""Pieces of the held-out texts that the project has, for riddles: what no embedded model was trained on."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Literal

import numpy as np

from explorer.findings.output.calibration import held_out
from explorer.text.units import starts_of

SENTENCE = {"en": (45, 130), "ja": (18, 60)}
"""Characters of a sentence that one word is taken from, least and most, by language."""
BEGINNING = {"en": 110, "ja": 45}
"""Characters of what two ways on begin with, about."""
WAY_ON = {"en": 150, "ja": 60}
"""Characters of each of the two ways on, at most."""


@cache
def sentences(lang: str) -> tuple[str, ...]:
    """Whole sentences of a good length, in an order that never changes and is not that of the book."""
    least, most = SENTENCE[lang]
    every = [one.strip() for line in held_out(lang).splitlines() for one in _cut(line, "sentence")]
    fitting = [one for one in dict.fromkeys(every) if least <= len(one) <= most and not set(one) & set('"“”「」『』')]
    return tuple(fitting[place] for place in np.random.RandomState(1).permutation(len(fitting)))


@cache
def passages(lang: str) -> tuple[tuple[str, str], ...]:
    """Beginnings, and how their authors went on: for longer than is shown, so that no way on is known by an end of its
    own; in an order of their own."""
    found = [one for line in held_out(lang).splitlines() for one in _passages(line.strip(), lang)]
    return tuple(found[place] for place in np.random.RandomState(2).permutation(len(found)))


def _passages(paragraph: str, lang: str) -> Iterator[tuple[str, str]]:
    """One after another, each from the beginning of a sentence."""
    end = 0
    for start in starts_of(paragraph, "sentence"):
        words = _cut(paragraph[start:].strip(), "word")
        at = _until(words, 0, BEGINNING[lang])
        beginning, way = "".join(words[:at]), "".join(words[at:])
        if start >= end and len(way) > WAY_ON[lang]:
            yield beginning, way
            end = start + len(beginning) + WAY_ON[lang]


def _cut(text: str, unit: Literal["word", "sentence"]) -> list[str]:
    return [text[start:end] for start, end in pairwise((*starts_of(text, unit), len(text)))]


def _until(words: list[str], at: int, characters: int) -> int:
    """The place of the word that ends so many characters."""
    n = 0
    while at < len(words) and n < characters:
        n += len(words[at])
        at += 1
    return at
