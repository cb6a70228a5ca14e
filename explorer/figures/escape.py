"""The one place where users' text is made safe for plotly, which reads <b>, <a href> and &amp; as markup."""

from unicodedata import east_asian_width

TITLE = 36
"""Letters of an axis' title in one line: as many as a narrow phone has room for."""

CLOSES = "、。」』）？！"
"""What never begins a line."""


def plain(text: str) -> str:
    """`text` so that plotly shows exactly these characters.

    >>> plain("<b>1 & 2</b>")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def broken(text: str, most: int) -> str:
    """`text` made safe, in lines of about `most` letters, of which a Japanese one takes the place of two.

    >>> broken("not measured yet: ask", 12), broken("まだ測っていません。", 12)
    ('not measured<br>yet: ask', 'まだ測ってい<br>ません。')
    """
    return "<br>".join(map(plain, _lines_of(text, most)))


def _lines_of(text: str, most: int) -> list[str]:
    """As above, as it is."""
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width(lines[-1] + piece.rstrip()) > most and piece not in CLOSES:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """Between which a line may break: words, or letters where there are none."""
    wide = any(east_asian_width(letter) in "WF" for letter in text)
    return list(text) if wide else [f"{word} " for word in text.split(" ")]


def width(text: str) -> int:
    """In letters; a Japanese one takes the place of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
