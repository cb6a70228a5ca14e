"""Two boxes side by side; what is typed in them is sent while it is being typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.components import sent as read
from explorer.components.payload import Payload, event


@dataclass(frozen=True)
class Text:
    name: str
    label: str
    placeholder: str
    given: str
    """What the box opens with."""


@dataclass(frozen=True, kw_only=True)
class TwoTexts(Payload):
    texts: tuple[Text, ...]
    most: int
    """Characters that a box takes."""

    @event
    def text(self, sent: Any) -> Mapping[str, str]:
        """By their names what stands in both boxes: a quick change of the other one must not get lost."""
        typed, names = read.named(sent), {text.name for text in self.texts}
        return {name: text[: self.most] for name, text in typed.items() if name in names and isinstance(text, str)}
