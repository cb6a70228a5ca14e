"""Large numbers, as people say them."""

import math

from babel.numbers import format_compact_decimal, format_decimal

from explorer.ui.words import language, ngettext

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def big(number: float, digits: int = 2) -> str:
    """`number` rounded to so many digits, in words where it is large.

    >>> big(25_117), big(2_613_333_333), big(6_967_296, digits=3)
    ('25,000', '2.6 billion', '6.97 million')
    """
    rounded = _rounded(number, digits)
    if language() == "ja":
        return format_compact_decimal(rounded, format_type="short", locale="ja", fraction_digits=digits - 1)
    if rounded < 1e6:
        return format_decimal(rounded, locale=language())
    return format_compact_decimal(rounded, format_type="long", locale=language(), fraction_digits=digits - 1)


def scientific(number: float, digits: int = 3) -> str:
    """
    >>> scientific(3.14e23)
    '3.14 × 10²³'
    """
    mantissa, exponent = f"{number:.{digits - 1}e}".split("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def percent(share: float) -> str:
    """A share of 1, with as many digits as say something.

    >>> percent(0.4149), percent(0.0312), percent(0.00004)
    ('41 %', '3.1 %', '<0.1 %')
    """
    if 0 < share < 0.001:
        return "<0.1 %"
    return f"{100 * share:.0f} %" if share >= 0.1 else f"{100 * share:.1f} %"


def characters(n: int) -> str:
    return ngettext("{n} character", "{n} characters", n)


def bytes_long(n: int) -> str:
    return ngettext("{n} byte", "{n} bytes", n)


def tokens(n: int) -> str:
    return ngettext("{n} token", "{n} tokens", n)


def _rounded(number: float, digits: int) -> float:
    if number == 0:
        return 0
    return round(number, digits - 1 - math.floor(math.log10(abs(number))))
