"""Which token is asked about, and what it is held against: chips to click, and a box for any other token."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount, triggered

LONGEST = 100
"""Characters that somebody may type for one token."""


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
    name: str
    label: str
    options: Sequence[Option]
    chosen: int | str
    role: str
    """The palette's role whose colour it has in the pictures."""


def target_foil_picker(
    slots: Sequence[Slot],
    *,
    key: str,
    labels: Mapping[str, str],
    on_pick: Callable[[str, int | str], None],
    on_type: Callable[[str, str], None],
) -> None:
    """A click gives `on_pick` the slot's name and an option's value; Enter in its box gives `on_type` the text."""
    offered = {slot.name: [option.value for option in slot.options] for slot in slots}

    def pick() -> None:
        name, value = triggered(key, "pick")
        if value in offered.get(name, ()):
            on_pick(name, value)

    def typed() -> None:
        name, text = triggered(key, "typed")
        if name in offered and isinstance(text, str) and text.strip():
            on_type(name, text[:LONGEST])

    data = {"slots": [asdict(slot) for slot in slots], "labels": dict(labels)}
    mount("target_foil_picker", key=key, data=data, on={"pick": pick, "typed": typed})
