"""Which token is asked about, and what it is held against: chips to click, and a box for any other token."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import one_of, row, text

LONGEST = 100
"""Characters that somebody may type for one token."""

Side = Literal["target", "foil"]


@dataclass(frozen=True)
class Option:
    value: int | str
    """A token's id, or a word for what is no token."""
    text: str
    note: str = ""
    """Beside it: the token's probability."""
    token: bool = True


@dataclass(frozen=True)
class Slot:
    name: Side
    label: str
    options: tuple[Option, ...]
    chosen: int | str
    role: str
    """The palette's role whose colour it has in the pictures."""


@dataclass(frozen=True)
class Labels:
    other: str
    """What the box is for."""


@dataclass(frozen=True, kw_only=True)
class TargetFoilPicker(Payload):
    picture: ClassVar[bool] = False

    slots: tuple[Slot, ...]
    labels: Labels

    @event
    def pick(self, sent: Any) -> tuple[Side, int | str]:
        """The side, and an option's value."""
        name, value = row(sent, 2)
        slot = self._slot(name)
        return slot.name, one_of(value, [option.value for option in slot.options])

    @event
    def typed(self, sent: Any) -> tuple[Side, str]:
        """The side, and what somebody typed for it."""
        name, words = row(sent, 2)
        said = text(words, longest=LONGEST)
        if not said.strip():
            raise Dropped("nothing was typed")
        return self._slot(name).name, said

    def _slot(self, name: Any) -> Slot:
        place = one_of(name, [slot.name for slot in self.slots])
        return next(slot for slot in self.slots if slot.name == place)
