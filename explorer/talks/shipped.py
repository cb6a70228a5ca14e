"""The talks and workshops that come along."""

from pathlib import Path

from explorer.talks.reader import Pages, read, read_workshop
from explorer.talks.talk import Talk
from explorer.talks.workshop import Workshop

FOLDER = Path(__file__).parents[1] / "assets" / "talks"

ORDER = ("ten-minutes", "inside-attention", "bert-to-gpt", "paris-in-france")
"""By their slugs, which are the names of their files."""


WORKSHOPS = FOLDER.with_name("workshops")
WORKSHOP_ORDER = ("know-or-say", "one-branch")


def shipped(slug: str, pages: Pages) -> Talk:
    """One of them."""
    return read((FOLDER / f"{slug}.toml").read_text(encoding="utf-8"), pages)


def shipped_workshop(slug: str, pages: Pages) -> Workshop:
    return read_workshop((WORKSHOPS / f"{slug}.toml").read_text(encoding="utf-8"), pages)
