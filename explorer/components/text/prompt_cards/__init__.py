"""Prompts to try, as cards."""

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Card:
    prompt: str
    """What the browser shows, as it is."""
    shows: str
    """Why it is worth a look."""
    lang: str


@dataclass(frozen=True, kw_only=True)
class PromptCards(Payload):
    picture: ClassVar[bool] = False

    cards: tuple[Card, ...]
    label: str
    now: str
    """The prompt on screen, whose card is marked."""

    @event
    def card(self, sent: Any) -> int:
        """Which of the cards was clicked."""
        return whole(sent, below=len(self.cards))
