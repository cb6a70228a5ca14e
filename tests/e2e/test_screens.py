"""Every page as a picture in each language and theme, and what must be true of each of them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from explorer.session.here import LANGUAGES, THEMES
from scripts.browser import PROJECTOR, pages, shoot
from tests.e2e.conftest import Visit
from tests.e2e.hands import paper

LOOKS = Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
"""Functions that look at the page from inside."""

FAINTEST = 3.0
"""The least contrast of a text with what is behind it: WCAG's for large letters. Disabled controls are exempt."""

LEAST_IN_SIGHT = 120
"""Pixels of the main picture that must be above the fold."""

EMPTY = 20_000
"""Bytes; a screenshot of nothing but the frame is smaller."""

OWN = ".stMain :is([class*='st-key-'], .stPlotlyChart):not(.st-key-top_row *, .st-key-top_row, .st-key-spine)"
"""What a page itself draws, beneath the frame."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_is_whole_legible_and_shows_its_picture_at_once(visit: Visit, lang: str, theme: str) -> None:
    found: list[str] = []
    for name in pages():
        page = visit(name, lang=lang, theme=theme)
        shot = shoot(page, f"{name}-{lang}-{theme}")
        found += [f"{name}: {fault}" for fault in faults(page)]
        assert shot.stat().st_size > EMPTY
        assert (paper(page) < "#808080") == (theme == "dark")
    assert found == [], "\n".join(found)


def faults(page: Page) -> list[str]:
    """What is wrong with the page on screen; nothing at best."""
    page.evaluate(LOOKS)
    top_row, main = page.locator(".st-key-top_row"), page.locator(".stMain")
    found = {
        "error": page.get_by_test_id("stAlertContentError").all_inner_texts(),
        "wider than the screen": [page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth")],
        "cut off in the top row": top_row.evaluate("row => looks.cut(row)"),
        "cut off in the spine": page.locator(".st-key-spine .name").evaluate_all("all => all.flatMap(looks.cut)"),
        "hardly legible": main.evaluate("(main, least) => looks.faint(main, least)", FAINTEST),
    }
    told = [f"{fault}: {what}" for fault, all_of_it in found.items() for what in all_of_it if what not in (0, "")]
    return told if _picture_in_sight(page) else [*told, "no picture above the fold"]


def _picture_in_sight(page: Page) -> bool:
    boxes = page.locator(OWN).evaluate_all("parts => parts.map((part) => part.getBoundingClientRect().toJSON())")
    pictures = [box for box in boxes if box["height"] > 40 and box["width"] > 300]
    return any(box["top"] < PROJECTOR["height"] - LEAST_IN_SIGHT for box in pictures)
