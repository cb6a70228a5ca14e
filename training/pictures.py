"""Pictures with captions and questions, by seed and number, and which of them are held out.

A picture is held out or not by a hash of its caption, so that of what is held out the model has never read the
caption, nor seen these shapes in these fields; where in its field a shape stands is drawn anew for each picture.
"""

import hashlib
from collections.abc import Iterator

import numpy as np

from explorer.pictures.generator import draw
from explorer.pictures.picture import Picture
from explorer.pictures.questions import DESCRIBE, LANGUAGES, QUESTIONS, Asked, asked, caption, described


def is_held_out(picture: Picture) -> bool:
    """One caption in eight."""
    return hashlib.sha256(caption(picture, "en").encode()).digest()[0] < 32


def drawn(seed: int, number: int, *, held_out: bool) -> tuple[Picture, np.random.Generator]:
    """The picture of a number, of those held out or of the others, and chance for what is asked about it."""
    rng = np.random.default_rng((seed, 5 + held_out, number))
    while True:
        picture = draw(rng)
        if is_held_out(picture) == held_out:
            return picture, rng


def some(picture: Picture, rng: np.random.Generator, *, any_order: bool = False) -> Iterator[Asked]:
    """A caption, then questions without end, kinds and languages by chance; kinds alike often.

    any_order: most captions answer the second way of asking, and name the shapes in any order. Whoever writes one must
    keep to a shape by what has been said of it, as whoever answers a question must find it by that.
    """
    language = LANGUAGES[rng.integers(2)]
    way = int(rng.integers(len(DESCRIBE[language])))
    if any_order and rng.random() < 0.75:
        shuffled = tuple(picture.shapes[i] for i in rng.permutation(len(picture.shapes)))
        yield described(Picture(shuffled), language, way=1)
    else:
        yield described(picture, language, 0 if any_order else way)
    while True:
        kind, language = list(QUESTIONS)[rng.integers(len(QUESTIONS))], LANGUAGES[rng.integers(2)]
        found = asked(picture, language, kind)
        if found:
            yield found[rng.integers(len(found))]


def sentences(seed: int = 0, n: int = 4_000) -> Iterator[str]:
    """What the tokenizer is made from."""
    for number in range(n):
        picture, rng = drawn(seed, number, held_out=False)
        for language in LANGUAGES:
            made = described(picture, language, number % 2)
            yield made.question + made.answer
            for kind in QUESTIONS:
                found = asked(picture, language, kind)
                if found:
                    one = found[rng.integers(len(found))]
                    yield one.question + one.answer
