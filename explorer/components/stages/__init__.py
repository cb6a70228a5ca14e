"""The sampling pipeline as a row of stages, each with its knob and what it leaves."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.components.mount import mount, triggered


def stages(
    cards: Sequence[dict[str, Any]],
    *,
    key: str,
    label: str,
    invitation: str,
    reset: str,
    on_settings: Callable[[dict[str, float]], None],
    on_reset: Callable[[], None],
    on_settled: Callable[[], None],
) -> None:
    """`cards`: see `ui/sampler.py`. `on_settings` is called while a knob moves, `on_settled` once it rests."""
    data = {"cards": list(cards), "label": label, "invitation": invitation, "reset": reset}
    on = {
        "settings": lambda: on_settings(triggered(key, "settings")),
        "reset": on_reset,
        "settled": on_settled,
    }
    mount("stages", key=key, data=data, on=on)
