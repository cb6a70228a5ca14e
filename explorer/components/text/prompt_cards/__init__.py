"""Prompts to try, as cards."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered


@dataclass(frozen=True)
class Card:
    prompt: str
    """What the browser shows and sends back, as it is."""
    shows: str
    """Why it is worth a look."""
    lang: str


def prompt_cards(cards: Sequence[Card], *, key: str, label: str, now: str, on_prompt: Callable[[str], None]) -> None:
    """`now`: the prompt on screen, whose card is marked; `on_prompt` gets the prompt of the card that was clicked."""
    data = {"cards": [asdict(card) for card in cards], "label": label, "now": now}
    mount("prompt_cards", key=key, data=data, on={"card": lambda: _chosen(cards, triggered(key, "card"), on_prompt)})


def _chosen(cards: Sequence[Card], index: int, on_prompt: Callable[[str], None]) -> None:
    if 0 <= index < len(cards):
        on_prompt(cards[index].prompt)
