"""What stands above every page: prompt, language, theme, and a link that carries them all."""

from collections.abc import Callable
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from explorer.figures.palette import DARK, LIGHT, Palette
from scripts.browser import address, settled
from tests.e2e.conftest import Visit

COMPOSING = 229
"""The key code of any key that an input method editor has taken for itself."""

PROMPT = "The cat <b>sat</b> & slept"


def in_url(page: Page) -> dict[str, str]:
    """The link's parameters."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


def prompt_of(page: Page) -> Locator:
    return page.locator("textarea").first


def expect_paper(page: Page, colors: Palette) -> None:
    """The page lies on this palette's paper, now or soon."""
    red, green, blue = (int(colors.paper[start : start + 2], 16) for start in (1, 3, 5))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


def composing(page: Page) -> CDPSession:
    """What an input method editor does to the focused field."""
    return page.context.new_cdp_session(page)


def test_a_prompt_that_is_typed_runs_at_enter_and_is_in_the_link(visit: Visit) -> None:
    page = visit("tokens", lang="en")
    prompt_of(page).fill(PROMPT)
    prompt_of(page).press("Enter")
    settled(page)
    assert in_url(page)["prompt"] == PROMPT
    expect(page.get_by_text("·slept").first).to_be_visible()


def test_a_link_restores_the_prompt(visit: Visit) -> None:
    expect(prompt_of(visit("context", lang="en", prompt=PROMPT))).to_have_value(PROMPT)


def test_a_prompt_that_no_link_can_carry_outlives_a_reload_in_its_tab_and_no_other(
    visit: Visit, visitor: Callable[..., Page]
) -> None:
    page, long = visit("tokens", lang="en"), "".join(map(chr, Random(0).choices(range(0x4E00, 0x9F00), k=5_000)))
    prompt_of(page).fill(long)
    prompt_of(page).press("Enter")
    settled(page)
    link = page.url
    page.reload()
    settled(page)
    expect(prompt_of(page)).to_have_value(long)
    assert in_url(page) == {"lang": "en", "kept": "1"}
    other = visit("tokens", tab=visitor(), **in_url(page))
    expect(other.get_by_text("it stayed in the browser tab in which it was typed")).to_be_visible()
    assert "kept" not in in_url(other)
    prompt_of(page).fill(PROMPT)
    prompt_of(page).press("Enter")
    settled(page)
    page.goto(link)
    expect(settled(page).get_by_text("it stayed in the browser tab in which it was typed")).to_be_visible()


def test_enter_that_ends_a_composition_does_not_run_the_prompt(visit: Visit) -> None:
    page = visit("tokens", lang="ja")
    prompt_of(page).fill("")
    editor = composing(page)
    editor.send("Input.imeSetComposition", {"text": "ねこ", "selectionStart": 2, "selectionEnd": 2})
    editor.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": COMPOSING})
    settled(page)
    assert "prompt" not in in_url(page)
    editor.send("Input.insertText", {"text": "猫"})
    page.keyboard.press("Enter")
    settled(page)
    assert in_url(page)["prompt"] == "猫"


def test_the_spine_says_that_a_text_begins_before_its_first_chip(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt="one two three four five six seven eight nine ten")
    before, chips = page.locator(".st-key-spine .before"), page.locator(".st-key-spine .tokens .chip")
    expect(before).to_be_visible()
    expect(chips.last).to_be_visible()
    expect(chips.first).to_be_hidden()
    prompt_of(page).fill("one")
    prompt_of(page).press("Enter")
    expect(before).to_be_hidden()


def test_whatever_has_the_keyboard_shows_it(visit: Visit) -> None:
    page = visit("output", lang="en")
    page.locator(".st-key-top_row a").first.focus()
    shown = {}
    for _ in range(14):
        page.keyboard.press("Tab")
        name, width = page.evaluate("""() => {
          let at = document.activeElement;
          while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(at);
          return [`${at.dataset.focus ?? at.innerText}`, outlineStyle === "none" ? 0 : parseFloat(outlineWidth)];
        }""")
        shown[name] = width
    assert {"prompt", "Settings", "日本語", "node-tokens"} <= {name.strip().split("\n")[0] for name in shown}
    assert {name: width for name, width in shown.items() if width < 2} == {}


def test_another_language_changes_the_words_and_nothing_else(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=PROMPT, theme="dark")
    before, heading = in_url(page), page.locator("h1").inner_text()
    page.get_by_text("日本語", exact=True).first.click()
    expect(page.locator("h1")).not_to_have_text(heading)
    settled(page)
    assert in_url(page) == before | {"lang": "ja"}
    expect(prompt_of(page)).to_have_value(PROMPT)


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize(("theme", "colors"), [("light", LIGHT), ("dark", DARK)])
def test_a_link_opens_in_its_theme_whatever_the_system_prefers(
    visit: Visit, visitor: Callable[..., Page], system: str, theme: str, colors: Palette
) -> None:
    page = visit("tokens", tab=visitor(color_scheme=system), lang="en", theme=theme)
    expect_paper(page, colors)


def test_without_a_theme_the_page_follows_the_system(visit: Visit, visitor: Callable[..., Page]) -> None:
    expect_paper(visit(tab=visitor(color_scheme="dark"), lang="en"), DARK)


def test_a_theme_is_switched_live_without_a_reload(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=PROMPT)
    page.evaluate("window.same = true")
    page.get_by_text("Settings", exact=True).first.click()
    page.get_by_text("Dark", exact=True).first.click()
    settled(page)
    expect_paper(page, DARK)
    assert (in_url(page)["theme"], page.evaluate("window.same")) == ("dark", True)
    expect(prompt_of(page)).to_have_value(PROMPT)


def test_a_theme_picked_in_streamlits_own_menu_long_ago_does_not_stand_in_the_way(visit: Visit) -> None:
    page = visit("tokens", lang="en")
    page.evaluate("""localStorage.setItem("stActiveTheme-/tokens-v2", '"Dark"')""")
    page.goto(address("tokens", lang="en", theme="light"))
    expect_paper(page, LIGHT)


def test_a_link_with_rubbish_in_it_opens_and_says_what_it_left_out(visit: Visit) -> None:
    page = visit("tokens", lang="en", layer="-1", wurst="<script>alert(1)</script>", temperature="hot")
    said = " ".join(page.get_by_role("alert").all_inner_texts())
    assert all(name in said for name in ("layer", "wurst", "temperature"))
    assert set(in_url(page)) <= {"lang"}
