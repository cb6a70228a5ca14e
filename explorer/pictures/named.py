"""Which shapes of a picture a text is about, and which patches they cover."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from explorer.pictures.drawing import coverage
from explorer.pictures.patches import PATCH, PATCHES, SIDE
from explorer.pictures.picture import COLOURS, KINDS, SIZES, Picture, Shape
from explorer.pictures.questions import ADJECTIVES, FIELDS, JAPANESE

BOUNDARY = re.compile("[,、。]| and ")
"""Between what a caption says of one shape and of the next."""


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where each part of a caption begins and ends.

    >>> list(clauses("a star and a circle"))
    [(0, 6), (6, 19)]
    """
    cuts = [0, *(found.start() for found in BOUNDARY.finditer(text) if found.start() > 0), len(text)]
    yield from pairwise(cuts)


def named(picture: Picture, text: str, language: str) -> tuple[Shape, ...]:
    """The shapes that a question or a clause names by colour and kind; of several alike, those whose size and place it
    says. None where it names none that is there."""
    found: dict[Shape, None] = {}
    for colour, kind in _phrases(text, language):
        alike = [s for s in picture.shapes if colour in (None, s.colour) and kind in (None, s.kind)]
        most = max((_besides(shape, text, language) for shape in alike), default=0)
        found |= dict.fromkeys(shape for shape in alike if _besides(shape, text, language) == most)
    return tuple(found)


def _phrases(text: str, language: str) -> Iterator[tuple[str | None, str | None]]:
    """(colour, kind) of each thing that is spoken of; None where it is not said."""
    colours, kinds, pattern = _grammar(language)
    for found in pattern.finditer(text):
        yield colours.get(found["colour"] or ""), kinds.get(found["kind"])


@cache
def _grammar(language: str) -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    if language == "ja":
        colours, kinds = {ADJECTIVES[name]: name for name in COLOURS}, {JAPANESE[name]: name for name in KINDS}
        thing, between = [*kinds, "形"], ""
    else:
        colours, kinds = {name: name for name in COLOURS}, {name: name for name in KINDS}
        thing, between = [*kinds, "shape"], " "
    pattern = f"(?:(?P<colour>{'|'.join(colours)}){between})?(?P<kind>{'|'.join(thing)})"
    return colours, kinds, re.compile(pattern)


def _besides(shape: Shape, text: str, language: str) -> int:
    """How much of its size and place is said."""
    row, column = shape.cell
    place = FIELDS[language][row][column]
    size = JAPANESE[shape.size] if language == "ja" else shape.size
    said = f"{place}に" in text if language == "ja" else bool(re.search(rf"(at|in) the {place}\b(?! \w)", text))
    return int(any(_word(one, language) in text for one in SIZES) and size in text) + int(said)


def _word(size: str, language: str) -> str:
    return JAPANESE[size] if language == "ja" else size


def covered(shape: Shape) -> tuple[int, ...]:
    """The patches, row by row from 0, of which it covers at least one pixel by half."""
    rows = (coverage(shape) >= 0.5).reshape(SIDE, PATCH, SIDE, PATCH)
    return tuple(patch for patch in range(PATCHES) if rows[patch // SIDE, :, patch % SIDE].any())
