"""Tokens with their probabilities before and after the sampling settings; what was removed stays, hatched."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered


def probability_bars(
    rows: Sequence[dict[str, Any]],
    *,
    key: str,
    label: str,
    headings: dict[str, str],
    tail: dict[str, Any] | None = None,
    formula: dict[str, Any] | None = None,
    on_pick: Callable[[int], None] | None = None,
) -> None:
    """`rows`, `tail`, `formula`: see `ui/likeliest.py`. With `on_pick` a row is a button that sends its token's id."""
    data = {
        "rows": list(rows),
        "label": label,
        "headings": headings,
        "tail": tail,
        "formula": formula,
        "pickable": on_pick is not None,
    }
    on = {"token": lambda: on_pick(triggered(key, "token"))} if on_pick else {"token": lambda: None}
    mount("probability_bars", key=key, data=data, on=on)
