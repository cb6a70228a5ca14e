"""Tokens painted by what they speak for: blue for above zero, orange for below, the number beneath."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.components.payload import Payload

NUMBERS = 12
"""Numbers beneath the tokens of a long text; a short one has them all."""
SHORT = 40
NOTHING = 0.005
"""What would be written as 0.00."""


@dataclass(frozen=True)
class SignedToken:
    text: str
    value: float
    told: bool
    """Whether the number stands beneath."""


@dataclass(frozen=True)
class Labels:
    name: str
    """What the numbers are."""
    note: str = ""
    """Under it."""


@dataclass(frozen=True, kw_only=True)
class SignedTokens(Payload):
    tokens: tuple[SignedToken, ...]
    most: float
    """The number that has full colour."""
    all_told: bool
    selected: int | None
    labels: Labels


def signed_tokens(
    tokens: Sequence[str], values: Sequence[float], *, labels: Labels, selected: int | None = None
) -> SignedTokens:
    """`values`: one a token; full colour is the largest of them."""
    if len(tokens) != len(values):
        raise ValueError(f"{len(values)} values do not go with {len(tokens)} tokens")
    sizes = [abs(value) for value in values]
    least = 0.0 if len(sizes) <= SHORT else max(sorted(sizes)[-NUMBERS], NOTHING)
    return SignedTokens(
        tokens=tuple(
            SignedToken(text, float(value), size >= least)
            for text, value, size in zip(tokens, values, sizes, strict=True)
        ),
        most=max(sizes, default=0.0) or 1.0,
        all_told=len(sizes) <= SHORT,
        selected=selected,
        labels=labels,
    )
