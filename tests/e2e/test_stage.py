"""Any view as a slide: keys, reveals, notes, and what goes on without a server."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from explorer.talks.shipped import shipped
from explorer.views.registry import PLACES
from scripts.browser import PHONE, address, new_tab, served, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, path, prompt_of, until

BOTH = pytest.mark.parametrize("size", [None, PHONE], ids=["projector", "phone"])
TEXT = "one two three four"
LEAST = 24
"""Pixels of a word on a projector."""

SMALL = """(least) => {
  const found = [];
  const look = (node) => {
    const owner = node.parentElement ?? node.getRootNode().host;
    const text = node.nodeType === Node.TEXT_NODE && node.data.trim();
    const seen = text && owner.checkVisibility({ visibilityProperty: true });
    if (seen && parseFloat(getComputedStyle(owner).fontSize) < least) found.push(text.slice(0, 30));
    if (node.matches?.("style, script, textarea, option")) return;
    if (node.shadowRoot) look(node.shadowRoot);
    node.childNodes.forEach(look);
  };
  look(document.querySelector(".stMain"));
  return found;
}"""
"""Words on the slide that are smaller than that."""


def title_of(page: Page) -> Locator:
    return page.locator(".st-key-stage h1")


def chips(page: Page) -> Locator:
    return page.locator(".st-key-tokens-strip .chip")


def shown(page: Page) -> int:
    """How many tokens of the strip are revealed."""
    return chips(page).evaluate_all(
        "all => all.filter((one) => one.checkVisibility({ visibilityProperty: true })).length"
    )


def on_stage(page: Page) -> bool:
    return page.evaluate("document.documentElement.hasAttribute('data-stage')")


def opened(page: Page, name: str, **params: object) -> Page:
    page.goto(address(name, lang="en", stage=1, **params))
    title_of(page).wait_for()
    return settled(page)


@BOTH
def test_one_key_makes_a_slide_of_any_view_and_another_restores_the_page(
    visit: Visit, size: ViewportSize | None
) -> None:
    page = visit("tokens", lang="en", prompt=TEXT)
    if size:
        page.set_viewport_size(size)
    page.keyboard.press("p")
    expect(title_of(page)).to_contain_text("The cut")
    expect(prompt_of(page)).to_be_hidden()
    expect(page.locator(".st-key-to_stage")).to_be_hidden()
    settled(page)
    assert in_url(page)["stage"] == "1"
    assert shown(page) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if not size:
        assert page.evaluate(SMALL, LEAST) == []
    page.keyboard.press("Escape")
    expect(prompt_of(page)).to_be_visible()
    settled(page)
    assert "stage" not in in_url(page)
    assert shown(page) == 4
    page.locator(".st-key-to_stage button:visible").click()
    expect(title_of(page)).to_be_visible()


def test_arrows_and_a_clicker_reveal_part_by_part_then_the_next_picture_then_the_next_view(page: Page) -> None:
    opened(page, "tokens", prompt=TEXT)
    for key, n in (("ArrowRight", 2), ("PageDown", 3), ("ArrowLeft", 2), ("PageUp", 1), ("End", 4), ("Home", 1)):
        page.keyboard.press(key)
        until(page, lambda n=n: shown(page) == n)
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".st-key-tokens-detail")).to_be_visible()
    expect(page.locator(".st-key-tokens-strip")).to_be_hidden()
    page.keyboard.press("ArrowLeft")
    expect(chips(page).last).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    until(page, lambda: path(page) == "")


@BOTH
def test_a_canvas_is_revealed_by_its_rows(page: Page, size: ViewportSize | None) -> None:
    if size:
        page.set_viewport_size(size)
    opened(page, "context", prompt=TEXT, view="head")
    wall = page.locator(".st-key-context_wall canvas").last
    ink = (
        "canvas => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter(Boolean).length"
    )
    first = page.locator(".st-key-context_wall .board canvas").evaluate(ink)
    page.keyboard.press("ArrowRight")
    until(page, lambda: page.locator(".st-key-context_wall .board canvas").evaluate(ink) > 1.5 * first)
    expect(wall).to_be_attached()


def test_nothing_is_heard_while_somebody_types(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=TEXT)
    prompt_of(page).focus()
    page.keyboard.type("p")
    assert not on_stage(page)
    page.keyboard.press("Escape")
    opened(page, "tokens", prompt=TEXT)
    page.keyboard.press("e")
    expect(prompt_of(page)).to_be_visible()
    page.keyboard.type("b f n")
    expect(prompt_of(page)).to_have_value("b f n")
    assert page.locator("[data-stage-layer=blank]").count() == 0
    page.keyboard.press("Enter")
    until(page, lambda: in_url(page).get("prompt") == "b f n")
    settled(page)
    page.keyboard.press("Control+b")
    assert page.locator("[data-stage-layer=blank]").count() == 0
    assert on_stage(page)


def test_a_blank_a_dot_and_the_list_of_keys(page: Page) -> None:
    opened(page, "tokens", prompt=TEXT)
    page.keyboard.press("b")
    expect(page.locator("[data-stage-layer=blank]")).to_have_css("background-color", "rgb(0, 0, 0)")
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-stage-layer=blank]")).to_have_count(0)
    assert shown(page) == 1
    page.mouse.move(300, 200)
    page.keyboard.press("l")
    dot = page.locator("[data-stage-layer=laser]")
    page.mouse.move(500, 400)
    box = dot.bounding_box()
    assert box is not None
    assert abs(box["x"] + box["width"] / 2 - 500) < 1
    assert abs(box["y"] + box["height"] / 2 - 400) < 1
    page.keyboard.press("l")
    expect(dot).to_have_count(0)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("PageDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert on_stage(page)


def test_the_notes_stand_in_a_window_of_their_own_with_clock_and_next_scene(page: Page) -> None:
    opened(page, "tokens", prompt=TEXT)
    with page.context.expect_page() as opening:
        page.keyboard.press("n")
    notes = opening.value
    expect(notes.locator("#clock")).to_contain_text("0:0")
    expect(notes.locator("#notes")).to_contain_text("token")
    expect(notes.locator("#next")).to_contain_text("Tokens:")
    notes.keyboard.press("ArrowRight")
    until(page, lambda: shown(page) == 2)
    page.keyboard.press("Escape")
    until(page, notes.is_closed)


def test_space_plays_what_the_model_writes(page: Page) -> None:
    opened(page, "output", prompt=TEXT)
    page.keyboard.press("Space")
    until(page, lambda: int(in_url(page).get("step", "0")) > 0)
    opened(page, "tokens", prompt=TEXT)
    page.keyboard.press("Space")
    expect(page.locator("[data-stage-layer=notice]")).to_have_text("Nothing is played on this page.")
    for whole in (True, False):
        page.keyboard.press("f")
        until(page, lambda whole=whole: page.evaluate("document.fullscreenElement !== null") == whole)


def test_without_a_server_the_slide_goes_on_and_says_what_it_cannot(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path / "log") as own:
        page = new_tab(browser, own)  # unwatched: the browser complains of what it cannot reach
        opened(page, "decoding", prompt=TEXT, view="sampler")
    # Its process has ended.
    page.keyboard.press("ArrowRight")
    stages = page.locator(".st-key-decoding_stages li")
    expect(stages.nth(1)).to_be_visible()
    expect(stages.nth(2)).to_be_hidden()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(30)
    expect(page.locator("[data-stage-layer=notice]")).to_contain_text("The connection is lost")
    assert in_url(page)["view"] == "sampler"
    page.context.close()


def test_a_talk_is_played_scene_by_scene(page: Page) -> None:
    talk = shipped("ten-minutes", PLACES)
    page.goto(address("", lang="en", stage=1, talk=talk.slug, scene=1))
    expect(title_of(page)).to_have_text(talk.scenes[1].title.en, timeout=60_000)
    expect(page.locator(".st-key-stage .count")).to_have_text(f"2 / {len(talk.scenes)}")
    settled(page)
    assert path(page) == talk.scenes[1].page
    for _ in range(60):
        if in_url(page)["scene"] == "2":
            break
        page.keyboard.press("End")
        page.keyboard.press("PageDown")
        page.wait_for_timeout(500)
    expect(title_of(page)).to_have_text(talk.scenes[2].title.en)
    settled(page)
    page.keyboard.press("Home")
    page.keyboard.press("PageUp")
    until(page, lambda: in_url(page).get("scene") == "1")
    expect(title_of(page)).to_have_text(talk.scenes[1].title.en)


def test_a_slide_in_japanese_and_dark_is_whole(page: Page, visitor: Callable[..., Page]) -> None:
    page.goto(address("features", lang="ja", theme="dark", stage=1, view="lens"))
    title_of(page).wait_for()
    settled(page)
    assert page.evaluate(SMALL, LEAST) == []
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
