"""Probabilities far too small for a percentage, in words."""

import math

from explorer.figures.numbers import percent, power_of_ten
from explorer.words import _

LN_2, LN_10 = math.log(2), math.log(10)


def share(log_prob: float) -> str:
    """e to a natural logarithm, as a percentage or as a power of ten.

    >>> share(math.log(0.25)), share(-30.0)
    ('25 %', '9.4 × 10⁻¹⁴')
    """
    if log_prob > math.log(1e-5):
        return percent(math.exp(min(0.0, log_prob)))
    return power_of_ten(log_prob / LN_10, digits=2)


def bits(log_prob: float) -> str:
    """A natural logarithm as bits of surprise.

    >>> bits(math.log(0.25))
    '2.0 bits'
    """
    return _("{bits} bits", bits=f"{abs(log_prob) / LN_2:.1f}")


def times(log_ratio: float) -> str:
    """How many times as likely.

    >>> times(math.log(3)), times(math.log(2500)), times(50)
    ('3.0', '2,500', '5.2 × 10²¹')
    """
    if log_ratio > math.log(1e6):
        return power_of_ten(log_ratio / LN_10, digits=2)
    ratio = math.exp(log_ratio)
    return f"{ratio:.1f}" if ratio < 100 else f"{round(ratio):,}"
