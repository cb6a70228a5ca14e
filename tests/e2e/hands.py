"""What a visitor does on a page and sees of it, whatever its words are."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import CDPSession, Locator, Page

from scripts.browser import PHONE, settled

HANDHELD = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
"""What a tab on a phone is opened with."""

ON_BOTH = pytest.mark.parametrize(
    "tab", [pytest.param({}, id="projector"), pytest.param(HANDHELD, id="phone")], indirect=True
)
"""For a journey that takes `tab` of conftest.py: it goes the same way at 1280 x 720 and at 390 x 844."""

ON_BOTH_IN_TURN = pytest.mark.parametrize(
    "tab",
    [pytest.param({}, id="projector"), pytest.param(HANDHELD, id="phone", marks=pytest.mark.slow)],
    indirect=True,
)
"""The same, where `make test` has seen another journey of its kind on a phone."""

STEPS = ("tokens", "context", "features", "decoding", "output")

_DRAWN = """(main) => {
  const drawn = [];
  const look = (node) => {
    if (node.nodeType === Node.TEXT_NODE) drawn.push(node.data.trim());
    if (node.nodeType !== Node.ELEMENT_NODE && !(node instanceof ShadowRoot)) return;
    if (node.matches?.("style, script, .st-key-top_row, .st-key-spine")) return;
    if (node instanceof HTMLCanvasElement && node.width && node.height) drawn.push(node.toDataURL());
    for (const name of ["aria-label", "aria-selected", "d", "title"]) drawn.push(node.getAttribute?.(name) ?? "");
    if (node.shadowRoot) look(node.shadowRoot);
    node.childNodes.forEach(look);
  };
  look(main);
  return drawn.filter(Boolean).join("\\n");
}"""
"""Texts, labels, curves and canvases beneath the frame, through every shadow root, in their order."""


def in_url(page: Page) -> dict[str, str]:
    """The link's parameters."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query, keep_blank_values=True).items()}


def path(page: Page) -> str:
    """The page's own name in the address; empty at the start page."""
    return urlsplit(page.url).path.strip("/")


def prompt_of(page: Page) -> Locator:
    return page.locator(".st-key-prompt textarea")


def run_prompt(page: Page, prompt: str) -> None:
    prompt_of(page).fill(prompt)
    prompt_of(page).press("Enter")
    until(page, lambda: in_url(page).get("prompt") == prompt)
    settled(page)


def node(page: Page, step: str) -> Locator:
    """A step of the spine."""
    return page.locator(".st-key-spine button.node").nth(STEPS.index(step))


def turn_to(page: Page, step: str) -> None:
    """Go to another page by the spine."""
    if path(page) != step:
        node(page, step).click()
        until(page, lambda: path(page) == step)
    settled(page)


def next_token(page: Page) -> Locator:
    return page.locator(".st-key-spine button.next")


def scrubber(page: Page) -> Locator:
    return page.locator(".st-key-spine input[type=range]")


def generate(page: Page, n: int) -> None:
    """Press "next token" until `n` tokens are generated."""
    for step in range(int(in_url(page).get("step", "0")) + 1, n + 1):
        next_token(page).click()
        stands_at(page, step)


def stands_at(page: Page, step: int) -> None:
    """Wait until the scrubber stands there."""
    until(page, lambda: int(in_url(page).get("step", "0")) == step)
    settled(page)


def screen_of(page: Page) -> dict[str, Any]:
    """What another tab is opened with to be like this one."""
    by_finger = page.evaluate("navigator.maxTouchPoints > 0")
    return {"viewport": page.viewport_size, "is_mobile": by_finger, "has_touch": by_finger}


def press(what: Locator, **where: Any) -> None:
    """With the finger on a phone, with the mouse elsewhere."""
    (what.tap if screen_of(what.page)["has_touch"] else what.click)(**where)


def focused(page: Page) -> str | None:
    """The name of what has the keyboard, through every shadow root."""
    return page.evaluate("""() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.dataset.focus ?? at?.tagName;
    }""")


def miniatures(page: Page) -> list[str]:
    """What each node of the spine shows."""
    minis = page.locator(".st-key-spine .mini")
    return minis.evaluate_all("minis => minis.map(m => m.innerText + (m.querySelector('canvas')?.toDataURL() ?? ''))")


def picture(page: Page) -> str:
    """All that the page shows beneath the frame, to be compared with itself."""
    return page.locator(".stMain").evaluate(_DRAWN)


def paper(page: Page) -> str:
    """The colour behind the page, as #RRGGBB."""
    color = page.locator('[data-testid="stApp"]').evaluate("app => getComputedStyle(app).backgroundColor")
    return "#" + "".join(f"{int(part):02X}" for part in color.removeprefix("rgb(").removesuffix(")").split(","))


def composing(page: Page) -> CDPSession:
    """What an input method editor does to the focused field."""
    return page.context.new_cdp_session(page)


def until(page: Page, holds: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for a condition that only Python can tell."""
    for _ in range(round(10 * seconds)):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"waited {seconds} s in vain, at {page.url}")
