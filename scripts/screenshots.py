"""Every page as a picture, in each language and theme; the two that the READMEs show, and their animated one.

make screenshots
"""

import io
import itertools
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from explorer.session.here import LANGUAGES, THEMES
from scripts.browser import ROOT, address, launched, new_tab, pages, path_of, served, settled, shoot

DOCS = ROOT / "docs"
README = {("context", "en", "light"): "screenshot", ("context", "ja", "light"): "screenshot.ja"}
"""The page, language and theme of docs/screenshot.png, and of the Japanese one."""

STEPS = ("home", "tokens", "context", "features", "decoding", "output")
"""What docs/five-steps.*.webp goes through, before it writes on."""
WRITTEN = 4
"""Tokens that it writes."""
FRAME = (960, 540)
SHOWN = 1_800
"""Milliseconds of a frame."""


def shoot_all(browser: Browser, app: str) -> None:
    for page, lang, theme in itertools.product(pages(), LANGUAGES, THEMES):
        tab = _opened(browser, app, page, lang, theme)
        print(shoot(tab, f"{page}-{lang}-{theme}").relative_to(ROOT))
        if name := README.get((page, lang, theme)):
            print(shoot(tab, name, DOCS).relative_to(ROOT))
        tab.context.close()


def animate(browser: Browser, app: str, lang: str) -> Path:
    """The five steps of one run, then some tokens that it writes."""
    first, *others = _frames(browser, app, lang)
    file = DOCS / ("five-steps.webp" if lang == "en" else f"five-steps.{lang}.webp")
    first.save(file, save_all=True, append_images=others, duration=SHOWN, loop=0, quality=80, method=6)
    return file


def _frames(browser: Browser, app: str, lang: str) -> Iterator[Image.Image]:
    for page in STEPS:
        tab = _opened(browser, app, page, lang, "light")
        yield _frame(tab)
        if page == STEPS[-1]:
            for _ in range(WRITTEN):
                tab.keyboard.press("n")
                yield _frame(settled(tab))
        tab.context.close()


def _opened(browser: Browser, app: str, page: str, lang: str, theme: str) -> Page:
    tab = new_tab(browser, app, reduced_motion="reduce")
    tab.goto(address(path_of(page), lang=lang, theme=theme))
    tab.wait_for_selector("h1")
    return settled(tab)


def _frame(tab: Page) -> Image.Image:
    tab.evaluate("document.fonts.ready.then(() => true)")
    shown = Image.open(io.BytesIO(tab.screenshot(animations="disabled"))).convert("RGB")
    return shown.resize(FRAME, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log") as app,
        sync_playwright() as playwright,
        launched(playwright) as browser,
    ):
        shoot_all(browser, app)
        for lang in LANGUAGES:
            print(animate(browser, app, lang).relative_to(ROOT))
