"""A text as it reads, every token shaded by how it was predicted; pointing at one says what was expected instead."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered

LOOKS = ("surprisal", "entropy", "rank")


def reading_heat(
    pieces: Sequence[Mapping[str, Any]],
    *,
    key: str,
    words: Mapping[int, str],
    labels: Mapping[str, str],
    selected: int | None = None,
    on_select: Callable[[int], None],
) -> None:
    """`pieces`: {text, shown, at, n, bits, entropy, rank, share, expected: [[id, probability], ...]}, a token each or
    the tokens of one character; the first has no numbers (None). `at`: the position of its first token, which a click
    gives to `on_select`; `selected` is such a position. `words`: how to show each expected id.
    """
    data = {
        "pieces": [dict(piece) for piece in pieces],
        "words": {str(id): word for id, word in words.items()},
        "labels": dict(labels),
        "looks": LOOKS,
        "selected": selected,
    }
    mount("reading_heat", key=key, data=data, on={"position": lambda: on_select(int(triggered(key, "position")))})
