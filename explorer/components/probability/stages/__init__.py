"""The sampling pipeline as a row of stages: each with its knob, its switch and its place, and what it leaves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered


def stages(
    cards: Sequence[dict[str, Any]],
    *,
    key: str,
    orders: Mapping[str, Sequence[str]],
    labels: Mapping[str, str],
    on_settings: Callable[[dict[str, Any]], None],
    on_reset: Callable[[], None],
    on_settled: Callable[[], None],
) -> None:
    """`cards`: see `ui/decoding/stage_cards.py`. `orders`: well-known orders of the stages, by name.

    `labels`: row, invitation, orders, reset.

    `on_settings` is called while a knob moves, with what has changed: numbers by field, `on:field` for a switch, and
    `order`, a list of stages. `on_settled` is called once all rests.
    """
    on = {
        "settings": lambda: on_settings(triggered(key, "settings")),
        "reset": on_reset,
        "settled": on_settled,
    }
    known = [[name, list(order)] for name, order in orders.items()]
    mount("stages", key=key, data={"cards": list(cards), "orders": known, "labels": dict(labels)}, on=on)
