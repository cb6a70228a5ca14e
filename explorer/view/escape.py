"""The one place where users' text is made safe for plotly, which reads <b>, <a href> and &amp; as markup."""

from collections.abc import Iterable


def plain(text: str) -> str:
    """`text` so that plotly shows exactly these characters.

    >>> plain("<b>1 & 2</b>")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def distinct(texts: Iterable[str]) -> list[str]:
    """Escaped labels for an axis of categories: equal texts stay apart by invisible characters, not by numbers."""
    return [plain(text) + "\u200b" * index for index, text in enumerate(texts)]
