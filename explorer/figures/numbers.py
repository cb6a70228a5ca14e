"""Numbers as they are written on every page."""

import math

SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def percent(share: float) -> str:
    """A probability with two figures, so that small ones do not look like none.

    >>> percent(0.314), percent(0.0417), percent(0.000082), percent(0.0), percent(1.0)
    ('31 %', '4.2 %', '0.0082 %', '0 %', '100 %')
    >>> percent(0.9981), percent(1e-9), percent(0.009997)
    ('> 99 %', '< 0.001 %', '1.0 %')
    """
    hundredths = 100 * share
    if hundredths == 0:
        return "0 %"
    if hundredths < 0.001:
        return "< 0.001 %"
    if 99 < hundredths < 99.9999:
        return "> 99 %"
    decimals = max(0, 1 - math.floor(math.log10(float(f"{hundredths:.1e}"))))
    return f"{hundredths:.{decimals}f} %"


def count(n: int) -> str:
    """
    >>> count(8192)
    '8,192'
    """
    return f"{n:,}"


def signed(value: float) -> str:
    """
    >>> signed(0.5), signed(-1.234), signed(-0.001)
    ('+0.50', '−1.23', '0.00')
    """
    text = f"{abs(value):.2f}"
    if text == "0.00":
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def setting(value: float) -> str:
    """A setting without needless zeros.

    >>> setting(0.7), setting(1.0), setting(40)
    ('0.7', '1', '40')
    """
    return f"{value:g}"


def power_of_e(exponent: float) -> str:
    """e to the power of any number, whatever its size: logits of some models are near -100, of others near +40.

    >>> power_of_e(8.16), power_of_e(0.0), power_of_e(-100.0)
    ('3,498', '1', '3.72 × 10⁻⁴⁴')
    """
    tens = exponent / math.log(10)
    if -2 <= tens < 7:
        return f"{math.exp(exponent):,.{max(0, 2 - math.floor(tens)) if tens < 3 and exponent else 0}f}"
    return power_of_ten(tens, digits=3)


def power_of_ten(exponent: float, *, digits: int) -> str:
    """10 to the power of any number, with so many digits.

    >>> power_of_ten(21.7, digits=2), power_of_ten(6.99997, digits=2)
    ('5.0 × 10²¹', '1.0 × 10⁷')
    """
    whole = math.floor(exponent)
    mantissa = f"{10 ** (exponent - whole):.{digits - 1}f}"
    if mantissa.startswith("10"):
        mantissa, whole = f"{1:.{digits - 1}f}", whole + 1
    return f"{mantissa} × 10{str(whole).translate(SUPERSCRIPTS)}"
