"""A list of up to hundreds of thousands of tokens, of which the browser holds what is in sight."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from explorer.components.untyped import mount, triggered

WINDOW = 300
"""Rows that are sent at once."""


@dataclass(frozen=True)
class Entry:
    id: int
    text: str
    bytes: str
    """In hexadecimal."""
    length: int
    """In characters."""
    script: str
    """In the reader's language."""
    here: bool
    """It occurs in the run."""


def vocabulary_list(
    rows: Sequence[Entry],
    *,
    key: str,
    query: str,
    version: str,
    start: int,
    total: int,
    selected: int | None,
    labels: Mapping[str, str],
    on_query: Callable[[str], None],
    on_start: Callable[[int], None],
    on_id: Callable[[int], None],
) -> None:
    """`rows` are those from `start` on of `total`; `version` names the list that they are of.

    `labels`: search, placeholder, list, found, nothing, id, token, bytes, length, script, here.
    """
    data = {
        "rows": [list(asdict(row).values()) for row in rows],
        "query": query,
        "version": version,
        "start": start,
        "total": total,
        "window": WINDOW,
        "selected": selected,
        "labels": dict(labels),
    }
    on = {
        "query": lambda: on_query(str(triggered(key, "query"))),
        "start": lambda: _whole(triggered(key, "start"), on_start),
        "id": lambda: _whole(triggered(key, "id"), on_id),
    }
    mount("vocabulary_list", key=key, data=data, on=on)


def _whole(sent: Any, call: Callable[[int], None]) -> None:
    if isinstance(sent, int) and sent >= 0:
        call(sent)
