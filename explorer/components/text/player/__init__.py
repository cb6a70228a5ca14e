"""The row of buttons that lets a text be written."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered


def player(
    *,
    key: str,
    playing: bool,
    can: dict[str, bool],
    labels: dict[str, str],
    speeds: Sequence[dict[str, str]],
    speed: str,
    amounts: Sequence[int],
    amount: int,
    seed: int,
    status: str,
    progress: float,
    on_command: Callable[[str], None],
    on_speed: Callable[[str], None],
    on_amount: Callable[[int], None],
    on_seed: Callable[[int], None],
) -> None:
    """`can`: which of rewind, back, play, step and cancel can be pressed; `speeds`: {value, text}; `progress`: 0..1."""
    data: dict[str, Any] = {"playing": playing, "can": can, "labels": labels, "status": status, "progress": progress}
    data |= {"speeds": list(speeds), "speed": speed, "amounts": list(amounts), "amount": amount, "seed": seed}
    on = {
        "command": lambda: on_command(triggered(key, "command")),
        "speed": lambda: on_speed(triggered(key, "speed")),
        "amount": lambda: on_amount(triggered(key, "amount")),
        "seed": lambda: on_seed(triggered(key, "seed")),
    }
    mount("player", key=key, data=data, on=on)
