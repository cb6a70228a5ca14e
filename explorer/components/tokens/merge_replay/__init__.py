"""One word on its way from bytes to tokens, merge by merge: stepped, scrubbed and played in the browser."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered
from explorer.words.sentences import parts


@dataclass(frozen=True)
class Byte:
    hex: str
    text: str
    """What it is on its own, visibly; empty for a fragment of a character."""


@dataclass(frozen=True)
class Merge:
    """One step: the bytes from `start` to `end` become one piece."""

    start: int
    end: int
    text: str
    level: int
    """1 + the deepest of the pieces it is made of, single bytes being 0: its row in the picture."""
    rank: int
    said: str
    """The step in a sentence, pieces as chips."""


@dataclass(frozen=True)
class Pair:
    """Two neighbours, from `start` to `middle` and on to `end`."""

    start: int
    middle: int
    end: int
    rank: int


@dataclass(frozen=True)
class Word:
    text: str
    start: int
    """Where it begins, in characters of the text."""
    end: int
    here: bool


def merge_replay(
    word: Sequence[Byte],
    merges: Sequence[Merge],
    pairs: Sequence[Pair],
    *,
    key: str,
    words: Sequence[Word],
    labels: Mapping[str, str],
    on_character: Callable[[int], None],
) -> None:
    """`pairs`: all neighbours that ever stand beside one another and could be merged, whether they are or not.

    `words`: the words around this one, if any; clicking one gives its first character to `on_character`.
    """
    data = {
        "bytes": [asdict(byte) for byte in word],
        "merges": [asdict(merge) | {"said": parts(merge.said)} for merge in merges],
        "pairs": {f"{pair.start}-{pair.middle}-{pair.end}": pair.rank for pair in pairs},
        "words": [asdict(word) for word in words],
        "labels": dict(labels),
    }
    mount("merge_replay", key=key, data=data, on={"character": lambda: on_character(triggered(key, "character"))})
