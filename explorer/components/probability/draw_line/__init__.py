"""The draw: probabilities laid end to end, and the random number that falls on one of them."""

from collections.abc import Sequence
from typing import Any

from explorer.components.untyped import mount


def draw_line(segments: Sequence[dict[str, Any]], *, key: str, place: float, label: str) -> None:
    """`segments`: {text, share, chosen, title}, likeliest first, together 1; `place`: where the number falls, 0..1."""
    mount("draw_line", key=key, data={"segments": list(segments), "place": place, "label": label})
