"""What the spine shows of a run: five nodes, each with a miniature of real data."""

from typing import Any

from explorer.words.steps import NUMBERS, PAGES, names, titles


def nodes(minis: dict[str, dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The five nodes; without miniatures they are navigation alone."""
    called, told = names(), titles()
    return [
        {
            "page": page,
            "number": number,
            "name": called[page],
            "title": told[page],
            "alt": told[page],
            "mini": (minis or EMPTY)[page],
        }
        for page, number in zip(PAGES, NUMBERS, strict=True)
    ]


EMPTY: dict[str, dict[str, Any]] = {
    "tokens": {"chips": [], "more": ""},
    "context": {"cells": "", "size": 0},
    "features": {"words": []},
    "decoding": {"bars": [], "none": ""},
    "output": {"text": "", "share": "", "none": ""},
}
