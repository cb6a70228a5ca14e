"""Tokens painted by what they speak for: blue for above zero, orange for below, the number beneath."""

from collections.abc import Mapping, Sequence

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount
from explorer.figures.palette import palette

NUMBERS = 12
"""Numbers beneath the tokens of a long text; a short one has them all."""
SHORT = 40
NOTHING = 0.005
"""What would be written as 0.00."""


def signed_tokens(
    tokens: Sequence[str], values: Sequence[float], *, key: str, labels: Mapping[str, str], selected: int | None = None
) -> None:
    """`values`: one a token; full colour is the largest of them. `labels`: {name}, and a {note} under it."""
    if len(tokens) != len(values):
        raise ValueError(f"{len(values)} values do not go with {len(tokens)} tokens")
    sizes = [abs(value) for value in values]
    least = 0.0 if len(sizes) <= SHORT else max(sorted(sizes)[-NUMBERS], NOTHING)
    data = {
        "tokens": [
            {"text": text, "value": float(value), "told": size >= least}
            for text, value, size in zip(tokens, values, sizes, strict=True)
        ],
        "most": max(sizes, default=0.0) or 1.0,
        "all_told": len(sizes) <= SHORT,
        "selected": selected,
        "scale": palette(shown()).change_scale,
        "labels": dict(labels),
    }
    mount("signed_tokens", key=key, data=data)
