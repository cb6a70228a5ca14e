"""What is said in patterns that stand side by side."""

from explorer.components.attention.pattern_panels import Labels
from explorer.words import _


def labels(view: str) -> Labels:
    """`view`: what the pictures are."""
    return Labels(
        view=view,
        query=_("the token that looks (query)"),
        key=_("where it looks (key)"),
        looks=_("“{query}” → “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
        unseen=_("“{query}” cannot see “{key}”", query="{query}", key="{key}"),
        how=_("Point at a row to see it in every picture, click to select its token."),
    )
