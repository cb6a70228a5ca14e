"""The sampling pipeline as a row of stages: each with its knob, its switch and its place, and what it leaves."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import flag, named, number, one_of, row


@dataclass(frozen=True, kw_only=True)
class Knob:
    """One setting's."""

    field: str
    kind: Literal["range", "number"]
    min: float
    max: float
    step: float
    value: float
    label: str


@dataclass(frozen=True, kw_only=True)
class Card:
    """One stage, or what stands before the first or after the last."""

    name: str
    label: str
    title: str
    active: bool
    """Whether it does anything."""
    bars: tuple[float, ...]
    """A miniature of what it leaves: shares of the largest, -1 for a removed token."""
    foot: tuple[str, ...]
    """A line each."""
    value: str = ""
    """Its setting in words."""
    knob: Knob | None = None
    on: bool = False
    """Whether its switch is on."""
    switch: str = ""
    """What its switch does, in words; empty where it has none."""
    move: str = ""
    """How it is moved, in words; empty where it cannot be."""


@dataclass(frozen=True)
class Order:
    """A well-known order of the stages."""

    name: str
    stages: tuple[str, ...]


@dataclass(frozen=True)
class Labels:
    row: str
    """What it is."""
    invitation: str
    """What can be done."""
    orders: str
    reset: str


@dataclass(frozen=True, kw_only=True)
class Stages(Payload):
    cards: tuple[Card, ...]
    orders: tuple[Order, ...]
    labels: Labels

    @event
    def settings(self, sent: Any) -> tuple[dict[str, float], dict[str, bool], tuple[str, ...]]:
        """While a hand moves: the knobs by field and the switches by stage that were touched, and the order of all
        stages, or nothing where it is as it was."""
        knobs, switches, order = row(sent, 3)
        return self._knobs(knobs), self._switches(switches), self._order(order)

    @event
    def reset(self, sent: Any) -> bool:
        """Everything is to be switched off."""
        return flag(sent)

    @event
    def settled(self, sent: Any) -> bool:
        """The hand rests, so that the rest of the page may follow."""
        return flag(sent)

    def _knobs(self, sent: Any) -> dict[str, float]:
        known = {card.knob.field: card.knob for card in self.cards if card.knob is not None}
        touched = {one_of(field, known): value for field, value in named(sent).items()}
        return {field: number(value, low=known[field].min, high=known[field].max) for field, value in touched.items()}

    def _switches(self, sent: Any) -> dict[str, bool]:
        known = [card.name for card in self.cards if card.switch]
        return {one_of(stage, known): flag(on) for stage, on in named(sent).items()}

    def _order(self, sent: Any) -> tuple[str, ...]:
        known = [card.name for card in self.cards if card.move]
        if sent == []:
            return ()
        order = tuple(one_of(stage, known) for stage in row(sent, len(known)))
        if len(set(order)) != len(known):
            raise Dropped(f"{sent!r} does not name each stage once")
        return order
