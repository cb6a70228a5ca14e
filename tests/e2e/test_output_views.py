"""The Output page's views answer to the hand: branches, strategies, reading, and the steps of a choice."""

from playwright.sync_api import Page, expect

from scripts.browser import settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, until

VIEW = {"lang": "en"}


def boxes(page: Page) -> int:
    return page.locator(".tree .box").count()


def test_a_tree_grows_is_walked_forked_and_cut(visit: Visit) -> None:
    page = visit("output", view="branches", **VIEW)
    assert boxes(page) == 4
    page.locator(".tree .token").nth(3).click()
    until(page, lambda: in_url(page).get("step") == "3")
    expect(page.locator(".box.here")).to_have_count(1)
    settled(page)  # the alternatives come after the link
    page.locator(".bars button.row").nth(3).click()
    until(page, lambda: boxes(page) == 6)
    settled(page)
    leaves = page.locator(".tree button.cut").count()
    page.locator(".tree button.compare").nth(2).click()
    until(page, lambda: page.locator(".box:has(.mark)").all_inner_texts()[0] != "")
    expect(page.locator(".tree .mark")).to_have_count(2)
    page.locator(".tree button.cut").last.click()
    until(page, lambda: page.locator(".tree button.cut").count() == leaves - 1)


def test_a_way_lights_up_and_a_click_goes_on_with_it(visit: Visit) -> None:
    page = visit("output", view="strategies", **VIEW)
    chips = page.locator(".canvas .chip")
    chips.nth(2).hover()
    expect(page.locator(".canvas .chip:not(.dim)")).to_have_count(3)
    chips.nth(2).focus()
    page.keyboard.press("ArrowLeft")
    expect(chips.nth(1)).to_be_focused()
    chips.nth(2).click()
    until(page, lambda: in_url(page).get("step") == "3")


def test_pointing_at_a_token_says_what_was_expected_without_a_round_trip(visit: Visit) -> None:
    page = visit("output", view="reading", **VIEW)
    pieces = page.locator(".text .piece")
    pieces.nth(5).hover()
    expect(page.locator(".panel .word")).to_have_text("·there")
    expect(page.locator(".panel li")).to_have_count(5)
    before = pieces.nth(5).evaluate("piece => getComputedStyle(piece).backgroundColor")
    page.locator('[data-look="2"]').click()
    assert pieces.nth(5).evaluate("piece => getComputedStyle(piece).backgroundColor") != before
    pieces.nth(6).click()
    until(page, lambda: in_url(page).get("position") == "6")
    expect(page.locator(".text .piece.shown")).to_have_attribute("data-index", "6")


def test_a_word_leads_to_its_column_of_the_lens(visit: Visit) -> None:
    page = visit("output", view="decided", **VIEW)
    pieces = page.locator(".text .piece")
    pieces.nth(5).hover()
    expect(page.locator(".panel .word")).to_have_text("·there")
    page.locator('[data-look="1"]').click()
    expect(page.locator('[data-look="1"]')).to_have_attribute("aria-pressed", "true")
    pieces.nth(5).click()
    page.locator(".panel .door").click()
    page.wait_for_url("**/features**")
    until(page, lambda: in_url(page).get("position") == "4")
    assert in_url(page).get("view", "lens") == "lens"


def test_every_step_of_a_guided_text_tells_what_was_weighed(visit: Visit) -> None:
    page = visit("output", view="guided", **VIEW)
    title = page.locator(".panel .title")
    chips = page.locator(".strip .chip")
    expect(chips.nth(3)).to_be_visible()
    chips.nth(1).focus()
    first = page.locator(".panel ol").inner_text()
    page.keyboard.press("ArrowRight")
    expect(chips.nth(2)).to_be_focused()
    assert page.locator(".panel ol").inner_text() != first
    expect(title).to_contain_text("plausible token")
