"""A page's views one after another, with what looks at them from inside."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from explorer.views.view import BOTH_WAYS
from explorer.views.view import Page as Row
from scripts.browser import address, path_of, settled
from scripts.javascript.node import packages

LOOKS = "\n".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("looks.js", "reach.js"))
"""Functions that look at the page from inside."""


def opened(page: Page, row: Row, **place: str) -> Iterator[str]:
    """Open each view of a page after the first, which is on screen: by a click, as far as that leads."""
    first = True
    for view in row.views:
        if BOTH_WAYS in view.needs:
            page.goto(address(path_of(row.slug), view=view.slug, model="explorer-bert", **place))
            settled(page)
            first = True
        elif view is not row.views[0]:
            page.locator(".st-key-choice button").nth(row.views.index(view)).click()
            settled(page)
        if first:
            page.evaluate(LOOKS)
            page.evaluate((packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
        first = False
        yield view.slug
