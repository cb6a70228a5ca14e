"""A box to type in, and the text as tokens, ids and bytes beneath it, linked with one another under the pointer."""

from dataclasses import dataclass
from typing import Any

from explorer.components import sent as read
from explorer.components.payload import Payload, event

LONGEST = 20_000
"""Characters that the box takes."""


@dataclass(frozen=True)
class Count:
    """How many tokens an encoding makes of the text."""

    name: str
    n: int | None
    """None where it cannot say."""


@dataclass(frozen=True)
class Piece:
    """A token."""

    index: int
    text: str
    id: int
    bytes: str
    """In hexadecimal."""
    special: bool
    title: str


@dataclass(frozen=True)
class Group:
    """Tokens that split no character between them: usually one; else a bracket around its fragments."""

    text: str
    """Of several tokens, what they are together."""
    tokens: tuple[Piece, ...]


@dataclass(frozen=True)
class Labels:
    box: str
    placeholder: str
    text: str
    ids: str
    bytes: str
    encodings: str
    specials: str
    more: str
    facts: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class TokenLab(Payload):
    given: str
    """What the box opens with."""
    groups: tuple[Group, ...]
    counts: tuple[Count, ...]
    """The encodings to choose among."""
    chosen: str
    """The one that made the tokens."""
    specials: tuple[str, ...]
    """Names of special tokens that can be put into the text."""
    labels: Labels

    @event
    def text(self, sent: Any) -> str:
        """What stands in the box, while it is being typed."""
        return read.text(sent, longest=LONGEST)

    @event
    def encoding(self, sent: Any) -> tuple[str, str]:
        """The one that was chosen, with the text: of two messages that come at once Streamlit keeps the later."""
        name, text = read.row(sent, 2)
        return read.one_of(name, [count.name for count in self.counts]), self.text(text)
