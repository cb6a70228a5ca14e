"""The talks that come along."""

from pathlib import Path

from explorer.talks.reader import Pages, read
from explorer.talks.talk import Talk

FOLDER = Path(__file__).parents[1] / "assets" / "talks"

ORDER = ("ten-minutes", "inside-attention", "bert-to-gpt", "paris-in-france")
"""By their slugs, which are the names of their files."""


def shipped(slug: str, pages: Pages) -> Talk:
    """One of them."""
    return read((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"), pages)
