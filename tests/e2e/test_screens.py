"""Every view in each language and theme, and what must be true of each of them on screen."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from explorer.views.registry import PAGES
from explorer.views.view import Page as Row
from explorer.words.prose import prose
from scripts.browser import PHONE, ROOT, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import paper
from tests.e2e.opened import opened

AXE = """
async (tags) => {
  const rules = { "label-content-name-mismatch": { enabled: false } };
  const found = await axe.run(document, { runOnly: { type: "tag", values: tags }, rules, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}"""
"""What axe-core complains of. Whether a name begins with what is seen is an experiment of its own: a row of numbers is
read out as a sentence here."""

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

FAINTEST = 3.0
"""The least contrast of a text with what is behind it, wherever it is: axe-core asks for more, and not of all texts."""

LEAST = 12
"""Pixels; what is smaller is not text."""

BEFORE_THE_PICTURE = 330
"""Pixels of a projector's 720, above which every view's first picture begins."""

TOO_WIDE = """[".stApp", ".stMain"].map((part) => document.querySelector(part).scrollWidth - innerWidth)"""

BEGINS_OTHERWISE = {"preferences": "two answers to choose between"}
"""Views that are about nothing until the visitor has done something, and what stands there."""

LOW: ViewportSize = {"width": 640, "height": 360}
LEAST_IN_SIGHT = 170
"""Pixels of the low screen's height that are a page's own."""


def combinations() -> Iterator[Any]:
    """Every page in English and light, and in Japanese and dark; one of the two, in turn, is seen by `make test`."""
    for at, row in enumerate(PAGES):
        for later, (lang, theme) in enumerate((("en", "light"), ("ja", "dark"))):
            marks = [pytest.mark.slow] if (at + later) % 2 else []
            yield pytest.param(row, lang, theme, id=f"{row.slug}-{lang}-{theme}", marks=marks)


@pytest.mark.parametrize(("row", "lang", "theme"), list(combinations()))
def test_every_view_is_whole_legible_and_shows_its_picture_at_once(
    visit: Visit, row: Row, lang: str, theme: str
) -> None:
    page, found = visit(row.slug, lang=lang, theme=theme), []
    expect(page.locator("h1")).to_have_text(prose(ROOT / "pages" / row.slug, lang).title)
    expect(page.locator("html")).to_have_attribute("lang", lang)
    for view in opened(page, row, lang=lang, theme=theme):
        found += [f"{view}: {fault}" for fault in faults(page)]
        if view not in BEGINS_OTHERWISE and (top := page.evaluate("looks.picture()")) >= BEFORE_THE_PICTURE:
            found.append(f"{view}: its first picture begins at {top:.0f} px")
        assert (paper(page) < "#808080") == (theme == "dark")
    page.set_viewport_size(LOW)
    settled(page)
    if (end := page.evaluate("looks.head()")) > LOW["height"] - LEAST_IN_SIGHT:
        found.append(f"too little of the page is seen on a low screen, its head ends at {end:.0f} px")
    page.set_viewport_size(PHONE)
    settled(page)
    found += [f"a phone is too narrow for it by {more} px" for more in page.evaluate(TOO_WIDE) if more > 0]
    assert found == [], "\n".join(found)


def faults(page: Page) -> list[str]:
    """What is wrong with the page on screen; nothing at best."""
    spine = page.locator(".st-key-spine :is(.name, .tokens)")
    top_row, main, body = page.locator(".st-key-top_row"), page.locator(".stMain"), page.locator("body")
    found = {
        "error": page.get_by_test_id("stAlertContentError").all_inner_texts(),
        "wider than the screen": [page.evaluate("document.querySelector('.stMain').scrollWidth - innerWidth")],
        "cut off in the top row": top_row.evaluate("row => looks.cut(row)"),
        "cut off in the spine": spine.evaluate_all("all => all.flatMap(looks.cut)"),
        "hardly legible": main.evaluate("(main, least) => looks.faint(main, least)", FAINTEST),
        "small": body.evaluate("(body, least) => looks.small(body, least)", LEAST),
        "axe": page.evaluate(AXE, LEVELS),
    }
    return [f"{fault}: {what}" for fault, all_of_it in found.items() for what in all_of_it if what not in (0, "")]
