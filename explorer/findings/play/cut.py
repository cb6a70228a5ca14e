"""Texts cut to one length in one way, so that nobody is known by where they stop."""

from itertools import product

from explorer.text.units import starts_of


def alike(one: str, other: str, most: int) -> tuple[str, str]:
    """The whole words that two texts begin with, as many characters of each as of the other as nearly as that can be,
    and not many fewer than `most`, which neither is longer than.

    >>> alike("Once upon  a time", "There was a girl who sang", 12)
    ('Once upon a', 'There was a')
    """
    texts = (" ".join(one.split()), " ".join(other.split()))
    pairs = product(*(_ends(text, most) for text in texts))
    turn = 1 if texts[0] < texts[1] else -1  # of two ways that are as good neither is always the first text's
    ends = min(pairs, key=lambda pair: (3 * abs(pair[0] - pair[1]) + most - min(pair), turn * (pair[0] - pair[1])))
    return texts[0][: ends[0]], texts[1][: ends[1]]


def _ends(text: str, most: int) -> list[int]:
    """Where it can be cut: after each of its words, and where it ends itself."""
    after = {len(text[:start].rstrip()) for start in starts_of(text, "word") if start > 0}
    return sorted(end for end in {*after, len(text)} if end <= most) or [min(len(text), most)]
