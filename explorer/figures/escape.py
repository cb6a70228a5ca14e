"""The one place where users' text is made safe for plotly, which reads <b>, <a href> and &amp; as markup."""


def plain(text: str) -> str:
    """`text` so that plotly shows exactly these characters.

    >>> plain("<b>1 & 2</b>")
    '&lt;b&gt;1 &amp; 2&lt;/b&gt;'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
