"""What the spine shows of a run: five nodes, each with a miniature of real data."""

from typing import Any

from explorer.views.registry import STEPS
from explorer.views.view import Page
from explorer.words import translated


def nodes(minis: dict[str, dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The five nodes; without miniatures they are navigation alone."""
    return [_node(step, (minis or EMPTY)[step.slug]) for step in STEPS]


def _node(step: Page, mini: dict[str, Any]) -> dict[str, Any]:
    title = translated(step.title)
    return {
        "page": step.slug,
        "number": step.number,
        "name": translated(step.name),
        "title": title,
        "alt": title,
        "mini": mini,
    }


EMPTY: dict[str, dict[str, Any]] = {
    "tokens": {"chips": [], "more": ""},
    "context": {"cells": "", "size": 0},
    "features": {"words": []},
    "decoding": {"bars": [], "none": ""},
    "output": {"text": "", "share": "", "none": ""},
}
