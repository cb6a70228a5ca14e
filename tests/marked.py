"""What the app said in Markdown, without the marks on the words that newcomers do not know."""

import re


def plain(said: str) -> str:
    """
    >>> plain("3 [layers](#term-layer), 50\\u00a0%")
    '3 layers, 50 %'
    """
    return re.sub(r"\[([^\]]*)\]\(#term-[\w-]+\)", r"\1", said).replace("\u00a0", " ")
