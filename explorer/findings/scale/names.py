"""Laws and amounts in the reader's words."""

from collections.abc import Mapping, Sequence
from math import log10

from explorer.figures.numbers import SUPERSCRIPTS
from explorer.scaling.laws import AdditiveLaw
from explorer.scaling.published_laws import additive
from explorer.words.numbers import big

LAWS = ("besiroglu", "hoffmann", "muennighoff")
"""The laws of size and text together that can be asked for the best of both, the best supported first."""


def laws() -> Mapping[str, str]:
    """Who measured them."""
    return {slug: additive(slug).source.named for slug in LAWS}


def law(slug: str) -> AdditiveLaw:
    return additive(slug)


def nats(loss: float) -> str:
    """
    >>> nats(1.974)
    '1.97'
    """
    return f"{loss:.2f}"


def power(value: float) -> str:
    """A power of ten, as on an axis.

    >>> power(1e21)
    '10²¹'
    """
    exponent = round(log10(value))
    return f"10{str(exponent).translate(SUPERSCRIPTS)}"


def powers(low: int, high: int, step: int = 1) -> list[tuple[float, str]]:
    """Ticks in operations."""
    return [(10.0**n, power(10.0**n)) for n in range(low, high + 1, step)]


def amounts(low: int, high: int, step: int = 1) -> list[tuple[float, str]]:
    """Ticks in parameters or tokens."""
    return [(10.0**n, big(10.0**n)) for n in range(low, high + 1, step)]


def steps(low: int, high: int, among: Sequence[float] = (1, 2, 3, 5)) -> list[float]:
    """Round numbers from one power of ten to another.

    >>> steps(0, 1)
    [1.0, 2.0, 3.0, 5.0, 10.0]
    """
    return [float(f"{part}e{n}") for n in range(low, high) for part in among] + [float(f"1e{high}")]


def days(number: float) -> str:
    """
    >>> days(0.01), days(3.26), days(41_234)
    ('0.01', '3.3', '41,000')
    """
    return big(number) if number >= 10 else f"{number:.2g}"
