"""One text under several encodings, each character under itself; hovering lights up its place in every row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered


@dataclass(frozen=True)
class Cell:
    """A token; or the tokens that only together make whole characters."""

    text: str
    start: int
    """In characters of the text."""
    end: int
    n: int
    """How many tokens."""
    title: str


@dataclass(frozen=True)
class Row:
    name: str
    used_by: str
    count: str
    """How many tokens, in words."""
    ratio: str
    """Characters a token, in words."""
    share: float
    """0..1 of the row with the most tokens."""
    cells: Sequence[Cell]


def encoding_rows(
    rows: Sequence[Row],
    characters: Sequence[str],
    *,
    key: str,
    start: int,
    label: str,
    selected: tuple[int, int] | None,
    labels: Mapping[str, str],
    on_character: Callable[[int], None],
) -> None:
    """`characters`: those of the text that are on screen, visibly, from place `start` on. `selected`: a span of them.

    `labels`: split (what dots under a cell mean), before, after (of cut text).
    """
    data = {
        "rows": [asdict(row) for row in rows],
        "characters": list(characters),
        "start": start,
        "label": label,
        "selected": selected,
        "labels": dict(labels),
    }
    mount("encoding_rows", key=key, data=data, on={"character": lambda: on_character(triggered(key, "character"))})
