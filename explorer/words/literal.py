"""Users' text inside a sentence that Streamlit reads as Markdown."""

import re


def literal(text: str) -> str:
    """`text` as Markdown's inline code, the one place where nothing is markup: no link, formula or :material/icon:.

    >>> literal("[a](b)"), literal("one ` inside")
    ('`[a](b)`', '`` one ` inside ``')
    """
    line = " ".join(text.split()) or " "
    longest = max(map(len, re.findall("`+", line)), default=0)
    if not longest:
        return f"`{line}`"
    fence = "`" * (longest + 1)
    return f"{fence} {line} {fence}"
