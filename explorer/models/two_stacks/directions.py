"""What a model of two stacks can be asked for, as its folder says it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST = 20
"""Directions of one model."""
LONGEST = 100
"""Characters of a prefix."""

_NAME = re.compile(r"translation_([a-z]{2,3})_to_([a-z]{2,3})", re.ASCII)


@dataclass(frozen=True)
class Direction:
    """From one language to another."""

    source: str
    """A language's code, such as en; "" where the folder says nothing."""
    target: str
    prefix: str
    """Stands before the text: of T5 a sentence, of others a special token, of Marian nothing."""


ONLY = Direction("", "", "")
"""Of a model that was made for one thing, and whose folder does not say what."""


def directions_of(config: dict[str, Any]) -> tuple[Direction, ...]:
    """Those of config.json's `task_specific_params`, as T5's folders have them; else the only one.

    >>> directions_of({"task_specific_params": {"translation_en_to_de": {"prefix": "translate English to German: "}}})
    (Direction(source='en', target='de', prefix='translate English to German: '),)
    """
    told = config.get("task_specific_params")
    return tuple(_read(told))[:MOST] or (ONLY,) if isinstance(told, dict) else (ONLY,)


def _read(told: dict[Any, Any]) -> Iterator[Direction]:
    for name, how in told.items():
        found = _NAME.fullmatch(name) if isinstance(name, str) else None
        prefix = how.get("prefix") if isinstance(how, dict) else None
        if found and isinstance(prefix, str) and len(prefix) <= LONGEST:
            yield Direction(found[1], found[2], prefix)
