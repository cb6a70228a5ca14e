"""A text is played, paused, rewound, forked and cancelled in a real browser."""

from playwright.sync_api import Page, expect

from scripts.browser import settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, turn_to, until

WARM = {"lang": "en", "temperature": 0.8, "top_p": 0.95}


def words(page: Page) -> list[str]:
    """The text's tokens."""
    return page.locator(".strip .chip .text").all_inner_texts()


def press(page: Page, name: str) -> None:
    page.locator(f".player button.{name}").click()


def playing(page: Page) -> bool:
    return page.locator(".player button.play").get_attribute("aria-label") in ("Pause", "一時停止")


def played(page: Page, n: int) -> list[str]:
    """Play until there are n tokens more, then pause."""
    began = len(words(page))
    press(page, "play")
    until(page, lambda: len(words(page)) >= began + n)
    press(page, "play")
    until(page, lambda: not playing(page))
    settled(page)
    return words(page)


def test_a_paused_text_is_in_the_link_and_in_the_spine(visit: Visit) -> None:
    page = visit("output", **WARM)
    prompt = len(words(page))
    text = played(page, 3)
    step = int(in_url(page)["step"])
    assert len(text) == prompt + step
    expect(page.locator(".st-key-spine .at")).to_have_text(f"step {step} of {step}")
    assert words(visit("output", tab=page, **in_url(page))) == text


def test_played_again_from_the_prompt_it_is_the_same_text(visit: Visit) -> None:
    page = visit("output", **WARM)
    first = played(page, 4)
    press(page, "rewind")
    until(page, lambda: "step" not in in_url(page))
    settled(page)
    second = played(page, 4)
    n = min(len(first), len(second))
    assert first[:n] == second[:n]


def test_it_plays_on_in_another_language_and_pauses_on_another_page(visit: Visit) -> None:
    page = visit("output", **WARM)
    press(page, "play")
    until(page, lambda: playing(page))
    page.get_by_text("日本語").click()
    expect(page.locator(".player .status")).to_contain_text("トークン目を書いています")
    began = len(words(page))
    until(page, lambda: len(words(page)) > began + 1)
    turn_to(page, "tokens")
    turn_to(page, "output")
    assert not playing(page)
    text = words(page)
    page.wait_for_timeout(800)
    assert words(page) == text


def test_another_token_leads_another_way_and_cancel_leads_back(visit: Visit) -> None:
    page = visit("output", **WARM)
    prompt = len(words(page))
    text = played(page, 4)
    page.locator(".strip .chip").nth(prompt + 1).click()
    until(page, lambda: in_url(page).get("position") == str(prompt + 1))
    settled(page)
    other = page.locator(".bars button.row:not(.chosen)").first
    token = other.locator(".token").inner_text()
    other.click()
    until(page, lambda: words(page) == [*text[: prompt + 1], token])
    settled(page)
    press(page, "cancel")
    until(page, lambda: words(page) == text)


def test_it_stops_after_as_many_tokens_as_were_asked_for(visit: Visit) -> None:
    page = visit("output", **WARM)
    prompt = len(words(page))
    page.locator(".player select").first.select_option("8")
    page.locator(".player select").nth(1).select_option("fast")
    press(page, "play")  # at once: none of the three gets lost
    until(page, lambda: in_url(page).get("step") == "8" and not playing(page))
    settled(page)
    until(page, lambda: len(words(page)) == prompt + 8)
