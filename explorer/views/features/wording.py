"""How this page writes numbers with a sign, lists, and sentences one after another."""

from collections.abc import Sequence

from babel.lists import format_list

from explorer.words import language


def signed(value: float) -> str:
    """
    >>> signed(0.5), signed(-1.234), signed(-0.001)
    ('+0.50', '−1.23', '0.00')
    """
    text = f"{abs(value):.2f}"
    if text == "0.00":
        return text
    return f"{'−' if value < 0 else '+'}{text}"


def listed(things: Sequence[str]) -> str:
    """
    >>> listed(["a", "b", "c"]), listed([])
    ('a, b, and c', '')
    """
    return format_list(things, locale=language()) if things else ""


def spaced(*sentences: str) -> str:
    """Those that are not empty, as the language sets them.

    >>> spaced("One.", "", "Two.")
    'One. Two.'
    """
    return ("" if language() == "ja" else " ").join(said for said in sentences if said)
