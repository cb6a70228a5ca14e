"""Pages open from their links, first thing after a start and on a phone; test_screens.py opens all of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.words.prose import prose
from scripts.browser import PHONE, ROOT, new_tab, served
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD


def test_the_first_link_after_a_start_opens_its_page_and_nothing_covers_it(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "log") as app:
        page = new_tab(browser, app)
        page.goto("/context?lang=en")
        expect(page.locator("h1")).to_have_text(prose(ROOT / "pages" / "context", "en").title, timeout=30_000)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.context.close()


@pytest.mark.parametrize("name", ["home", "context"])
def test_nothing_is_wider_than_a_phone_held_upright(visitor: Callable[..., Page], visit: Visit, name: str) -> None:
    page = visit(name, tab=visitor(**HANDHELD), lang="ja")
    wide = page.evaluate("[document.querySelector('.stApp').scrollWidth, document.documentElement.scrollWidth]")
    assert max(wide) <= PHONE["width"]
    nodes = page.locator(".st-key-spine .node").evaluate_all("all => all.map((node) => node.getBoundingClientRect())")
    assert len(nodes) == 5
    assert min(box["left"] for box in nodes) >= 0
    assert max(box["right"] for box in nodes) <= PHONE["width"]


def test_type_and_icon_come_from_the_app_itself(visit: Visit, app: str) -> None:
    """Requests are watched in every journey; a browser without a window never asks for the icon, so its address is."""
    page = visit(lang="en")
    loaded = page.evaluate(
        "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert "Inter" in loaded
    icon = page.locator("link[rel~=icon]").evaluate("link => link.href")
    assert icon.startswith((app, "data:")), icon
