"""Where each key of a TOML text stands: tomllib reads the values, and keeps no lines."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Path = tuple[str | int, ...]
"""Such as ("scene", 2, "title", "en"): keys, and places in lists, which count from 0."""

_PIECE = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3,5}|\'{3}.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|.',
    re.DOTALL,
)
"""Texts and comments in one piece, for what is in them is no key; everything else by the character."""


class Lines:
    """Of a text that tomllib has read."""

    def __init__(self, text: str) -> None:
        self._at: dict[Path, int] = {(): 1}
        header: Path = ()
        counts: dict[Path, int] = {}
        for line, statement in _statements(text):
            if statement.startswith("["):
                header = _header(statement, counts)
                self._note(header, line)
            else:
                self._note(header + _path(statement), line)

    def of(self, path: Path) -> int:
        """The line of a key, counted from 1; where it has none of its own, that of what it stands in."""
        while path not in self._at:
            path = path[:-1]
        return self._at[path]

    def _note(self, path: Path, line: int) -> None:
        for n in range(1, len(path) + 1):
            self._at.setdefault(path[:n], line)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each table's head and each key with its value, without comments, and the line in which it begins."""
    depth, line, begun, pieces = 0, 1, 1, []
    for piece in _PIECE.findall(text):
        if piece == "\n" and depth == 0:
            if statement := "".join(pieces).strip():
                yield begun, statement
            begun, pieces = line + 1, []
        elif not piece.startswith("#"):
            depth += (piece in "[{") - (piece in "]}") if len(piece) == 1 else 0
            pieces.append(piece)
        line += piece.count("\n")
    if statement := "".join(pieces).strip():
        yield begun, statement


def _path(statement: str) -> Path:
    """`title.en = "…"` -> ("title", "en")."""
    return _keys(tomllib.loads(statement))[: _dots(statement)]


def _dots(statement: str) -> int:
    """How many keys stand before the equals sign: what is in an inline table has the line of the table."""
    names = 1
    for piece in _PIECE.findall(statement):
        if piece == "=":
            break
        names += piece == "."
    return names


def _header(statement: str, counts: dict[Path, int]) -> Path:
    """`[[scene]]`, the third of them -> ("scene", 2); a table inside it begins with the same two."""
    keys = _keys(tomllib.loads(statement))
    path: Path = ()
    for n, key in enumerate(keys):
        path += (key,)
        listed = statement.startswith("[[") and n == len(keys) - 1
        if listed:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path += (counts[path],)
    return path


def _keys(value: Any) -> tuple[str, ...]:
    """The keys down to the first value that is no table with one key."""
    keys: list[str] = []
    while isinstance(value, Mapping | list) and len(value) == 1:
        if isinstance(value, list):
            value = value[0]
            continue
        ((key, value),) = value.items()
        keys.append(key)
    return tuple(keys)
