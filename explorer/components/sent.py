"""What a browser sent, read with suspicion: each function gives the value, or raises `Dropped`."""

from collections.abc import Collection, Mapping
from math import isfinite
from typing import Any, TypeVar

from explorer.components.payload import Dropped

Value = TypeVar("Value")


def whole(sent: Any, *, below: int, least: int = 0) -> int:
    """A whole number from `least` to `below` - 1.

    >>> whole(3, below=4)
    3
    """
    if isinstance(sent, bool) or not isinstance(sent, int) or not least <= sent < below:
        raise Dropped(f"{sent!r} is no whole number from {least} to {below - 1}")
    return sent


def number(sent: Any, *, low: float, high: float) -> float:
    """A finite number from `low` to `high`."""
    if isinstance(sent, bool) or not isinstance(sent, int | float) or not isfinite(sent) or not low <= sent <= high:
        raise Dropped(f"{sent!r} is no number from {low} to {high}")
    return float(sent)


def one_of(sent: Any, offered: Collection[Value]) -> Value:
    """One of what was offered, of the same type: True is not 1."""
    for value in offered:
        if type(value) is type(sent) and value == sent:
            return value
    raise Dropped(f"{sent!r} was not offered")


def text(sent: Any, *, longest: int) -> str:
    """A string, cut where it is too long."""
    if not isinstance(sent, str):
        raise Dropped(f"{sent!r} is no text")
    return sent[:longest]


def flag(sent: Any) -> bool:
    if not isinstance(sent, bool):
        raise Dropped(f"{sent!r} is neither true nor false")
    return sent


def row(sent: Any, n: int) -> list[Any]:
    """A list of n things, each still to be read."""
    if not isinstance(sent, list | tuple) or len(sent) != n:
        raise Dropped(f"{sent!r} is no list of {n}")
    return list(sent)


def texts(sent: Any, *, longest: int) -> dict[str, str]:
    """An object of texts, each of at most so many characters."""
    return {name: text(value, longest=longest) for name, value in named(sent).items() if isinstance(name, str)}


def named(sent: Any) -> Mapping[str, Any]:
    """An object, each of its values still to be read."""
    if not isinstance(sent, Mapping):
        raise Dropped(f"{sent!r} is no object")
    return sent
