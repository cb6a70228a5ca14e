"""Large numbers, as people say them."""

import math

from babel.numbers import format_compact_decimal, format_decimal

from explorer.figures.numbers import SUPERSCRIPTS
from explorer.words import language, ngettext


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
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def characters(n: int) -> str:
    return ngettext("{n} character", "{n} characters", n)


def bytes_long(n: int) -> str:
    return ngettext("{n} byte", "{n} bytes", n)


def storage(n: float) -> str:
    """Bytes in units of 1,024, with three digits.

    >>> storage(768), storage(4_718_592), storage(9 * 2**30), storage(153_600)
    ('768 B', '4.50 MiB', '9.00 GiB', '150 KiB')
    """
    for power, unit in enumerate(("B", "KiB", "MiB", "GiB", "TiB")):
        amount = n / 1024**power
        if amount < 1000 or unit == "TiB":
            return f"{amount:.0f} {unit}" if power == 0 or amount >= 99.95 else f"{amount:#.3g} {unit}"
    raise AssertionError


def tokens(n: int) -> str:
    return ngettext("{n} token", "{n} tokens", n)


def more_around(n: int) -> str:
    """Of the special tokens that begin and end a text."""
    return ngettext("The model gets {n} more around it.", "The model gets {n} more around it.", n)


def _rounded(number: float, digits: int) -> float:
    if number == 0:
        return 0
    return round(number, digits - 1 - math.floor(math.log10(abs(number))))
