"""What every journey has: the app on a port of its own, and a browser tab that is watched while the test uses it."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from scripts.browser import ROOT, address, is_local, launched, new_tab, path_of, served, settled

PROBE = re.compile(r"/[^/]+/_stcore/(health|host-config)$")
"""Streamlit looks for its server beneath a page's path first, and finds it above: a 404 that is meant."""

COLOR = re.compile(r"\x1b\[[0-9;]*m")
OURS = re.compile(rf"{re.escape(str(ROOT))}/(app|explorer/\S+|pages/\S+)\.py\b")

EXCEPTION = '[data-testid="stException"]'

SHOWN = f'.st-key-spine .scrubber, [data-testid="stAlertContentError"], {EXCEPTION}'
"""The run is there, or why there is none: before that the model is being loaded."""

Visit = Callable[..., Page]

# Machines are shared and noisy: what is waited for comes within five seconds on a quiet one alone.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app. At the end, its log must be free of tracebacks through our own files."""
    log = tmp_path_factory.mktemp("app") / "log"
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("EXPLORER_", "STREAMLIT_"))}
    settings["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
    with served(log, environment=settings | {"COLUMNS": "400"}) as url:
        yield url
    said = COLOR.sub("", log.read_text(encoding="utf-8", errors="replace"))
    assert not OURS.search(said), said


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys; it ends with them, because its event loop would be in the way of other tests."""
    with sync_playwright() as playwright, launched(playwright) as chromium:
        yield chromium


@pytest.fixture
def visitor(app: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """A function that opens a watched tab of its own visitor: visitor(locale="ja-JP", color_scheme="dark", …).

    When the test ends, no tab may have met an exception, an error on the console or an address outside.
    """
    tabs: list[Page] = []
    complaints: list[str] = []

    def open_tab(**settings: Any) -> Page:
        tabs.append(new_tab(browser, app, **settings))
        _watch(tabs[-1], complaints)
        return tabs[-1]

    yield open_tab
    shown = [text for tab in tabs for text in _exceptions(tab)]
    for tab in tabs:
        tab.context.close()
    assert complaints + shown == []


@pytest.fixture
def page(visitor: Callable[..., Page]) -> Page:
    """A watched tab at 1280 x 720, English and light."""
    return visitor()


@pytest.fixture
def tab(visitor: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A watched tab on the screen that the test names: see ON_BOTH in hands.py."""
    return visitor(**request.param)


@pytest.fixture
def visit(page: Page) -> Visit:
    """Open a page of the app and wait until it rests: visit("context", lang="ja", prompt="…") -> the tab."""

    def open_page(name: str = "home", *, tab: Page = page, **params: object) -> Page:
        tab.goto(address(path_of(name), **params))
        tab.wait_for_selector(f"h1, {EXCEPTION}")
        assert _exceptions(tab) == []
        tab.wait_for_selector(SHOWN, timeout=120_000)
        return settled(tab)

    return open_page


def _watch(tab: Page, complaints: list[str]) -> None:
    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not PROBE.search(message.location.get("url", "")):
            complaints.append(f"console: {message.text} ({message.location.get('url')})")

    tab.on("console", hear)
    tab.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    tab.on("request", lambda sent: None if is_local(sent.url) else complaints.append(f"asked for {sent.url}"))
    tab.on("websocket", lambda line: None if is_local(line.url) else complaints.append(f"called {line.url}"))


def _exceptions(tab: Page) -> list[str]:
    return tab.locator(EXCEPTION).all_inner_texts()
