"""What a page shows, noted while it is drawn: for whoever draws it once more elsewhere, as in a file of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Words:
    """Markdown of our own."""

    kind: Literal["text", "caption", "heading", "note"]
    text: str


@dataclass(frozen=True)
class Plot:
    """A figure of plotly's, as JSON, and what it shows in words."""

    figure: str
    alt: str


Part = Payload | Words | Plot

_parts: ContextVar[list[Part] | None] = ContextVar("parts", default=None)


@contextmanager
def recording() -> Iterator[list[Part]]:
    """Whatever is drawn in this block, in the order in which it is drawn."""
    parts: list[Part] = []
    token = _parts.set(parts)
    try:
        yield parts
    finally:
        _parts.reset(token)


def is_recording() -> bool:
    return _parts.get() is not None


def note(part: Part) -> None:
    """Nothing where nobody records."""
    parts = _parts.get()
    if parts is not None:
        parts.append(part)
