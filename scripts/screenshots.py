"""Every page as a picture, in each language and theme, and the one that the README shows.

make screenshots
"""

import itertools
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from explorer.session.here import LANGUAGES, THEMES
from scripts.browser import ROOT, address, launched, new_tab, pages, path_of, served, settled, shoot

README = ("context", "en", "light")
"""The page, language and theme of docs/screenshot.png."""


def shoot_all(browser: Browser, app: str) -> None:
    for page, lang, theme in itertools.product(pages(), LANGUAGES, THEMES):
        tab = new_tab(browser, app, reduced_motion="reduce")
        tab.goto(address(path_of(page), lang=lang, theme=theme))
        tab.wait_for_selector("h1")
        print(shoot(settled(tab), f"{page}-{lang}-{theme}").relative_to(ROOT))
        if (page, lang, theme) == README:
            print(shoot(tab, "screenshot", ROOT / "docs").relative_to(ROOT))
        tab.context.close()


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log") as app,
        sync_playwright() as playwright,
        launched(playwright) as browser,
    ):
        shoot_all(browser, app)
