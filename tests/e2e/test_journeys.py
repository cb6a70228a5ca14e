"""What a visitor does over several pages: one run and one selection, carried everywhere."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.figures.palette import DARK
from explorer.session.state import STALE_SECONDS
from scripts.browser import new_tab, settled
from tests.e2e import conftest
from tests.e2e.conftest import Visit
from tests.e2e.hands import (
    STEPS,
    focused,
    generate,
    in_url,
    miniatures,
    next_token,
    node,
    paper,
    path,
    picture,
    prompt_of,
    run_prompt,
    scrubber,
    stands_at,
    turn_to,
    until,
)

RIVER = "The river was cold and"
FLOWERS = "赤い花と白い花が咲きました。赤い花は"
PLACE = {"prompt": RIVER, "layer": "3", "head": "5", "temperature": "0.7", "top_k": "12", "seed": "3"}


def pictures(page: Page) -> dict[str, str]:
    """Every step's page, visited by the spine."""
    return {step: (turn_to(page, step), picture(page))[1] for step in STEPS}


def test_another_prompt_changes_every_step_of_the_spine_and_every_page(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=RIVER)
    spine, before = miniatures(page), pictures(page)
    run_prompt(page, FLOWERS)
    assert [step for step, old, new in zip(STEPS, spine, miniatures(page), strict=True) if old == new] == []
    after = pictures(page)
    assert [step for step in STEPS if before[step] == after[step]] == []
    assert in_url(page) == {"lang": "en", "prompt": FLOWERS}


@pytest.mark.parametrize("told", [{"isComposing": True, "keyCode": 13}, {"isComposing": False, "keyCode": 229}])
def test_enter_within_a_composition_does_not_run_the_prompt(visit: Visit, told: dict) -> None:
    """Safari ends the composition before it tells of Enter, and marks it by the key code 229 alone."""
    page = visit("tokens", lang="ja")
    area, enter = prompt_of(page), {"key": "Enter", "bubbles": True, "cancelable": True}
    area.fill("ねこ")
    area.dispatch_event("compositionstart")
    area.dispatch_event("keydown", enter)
    area.dispatch_event("compositionend")
    area.dispatch_event("keydown", enter | told)
    settled(page)
    assert "prompt" not in in_url(page)
    area.press("Enter")
    until(page, lambda: in_url(page).get("prompt") == "ねこ")


def test_all_pages_follow_the_scrubber_back_and_forth(visit: Visit) -> None:
    page = visit("tokens", lang="en", prompt=RIVER)
    generate(page, 2)
    for name in STEPS:
        turn_to(page, name)
        written = picture(page)
        page.keyboard.press("[")
        stands_at(page, 1)
        assert picture(page) != written, name
        page.keyboard.press("]")
        stands_at(page, 2)
        assert picture(page) == written, name


def test_a_copied_link_shows_a_stranger_the_same(visit: Visit, visitor: Callable[..., Page]) -> None:
    mine, strangers = visitor(reduced_motion="reduce"), visitor(reduced_motion="reduce")
    visit("tokens", tab=mine, lang="en", **PLACE)
    generate(mine, 3)
    scrubber(mine).fill("2")
    stands_at(mine, 2)
    mine.get_by_role("option").nth(1).click()
    until(mine, lambda: in_url(mine).get("position") == "1")
    for name in STEPS:
        turn_to(mine, name)
        visit(name, tab=strangers, **in_url(mine))
        assert in_url(strangers).items() >= ({"step": "2", "position": "1"} | PLACE).items()
        assert prompt_of(strangers).input_value() == RIVER
        assert picture(strangers) == picture(mine), name


def test_language_and_theme_change_on_the_way_and_nothing_else_does(visit: Visit) -> None:
    page = visit("features", lang="en", **PLACE)
    generate(page, 1)
    before = in_url(page)
    page.evaluate("window.same = true")
    page.get_by_text("日本語", exact=True).first.click()
    until(page, lambda: in_url(page) == before | {"lang": "ja"})
    page.locator(".st-key-top_row").get_by_test_id("stPopover").last.click()
    page.locator(".st-key-theme button").last.click()
    until(page, lambda: in_url(page) == before | {"lang": "ja", "theme": "dark"})
    settled(page)
    assert (path(page), paper(page), page.evaluate("window.same")) == ("features", DARK.paper, True)
    turn_to(page, "tokens")
    assert (in_url(page), paper(page)) == (before | {"lang": "ja", "theme": "dark"}, DARK.paper)


def test_the_keyboard_alone_leads_everywhere(visit: Visit) -> None:
    page = visit(lang="en")
    for _ in range(40):
        page.keyboard.press("Tab")
        if focused(page) == "node-context":
            break
    page.keyboard.press("Enter")
    until(page, lambda: path(page) == "context")
    settled(page)
    assert focused(page) == "node-context"
    for key, name in (("1", "tokens"), ("3", "features"), ("4", "decoding"), ("0", ""), ("5", "output")):
        page.keyboard.press(key)
        until(page, lambda name=name: path(page) == name)
        settled(page)
    for key, step in (("n", 1), ("n", 2), ("[", 1), ("]", 2)):
        page.keyboard.press(key)
        stands_at(page, step)


def test_keys_that_are_typed_into_the_prompt_are_only_text(visit: Visit) -> None:
    page = visit("tokens", lang="en")
    prompt_of(page).fill("")
    prompt_of(page).press_sequentially("n5[]1")
    settled(page)
    assert (path(page), in_url(page)) == ("tokens", {"lang": "en"})
    expect(prompt_of(page)).to_have_value("n5[]1")


def test_what_is_typed_while_the_answer_is_on_its_way_is_not_taken_away(visit: Visit) -> None:
    page = visit("tokens", lang="en")
    prompt_of(page).fill("one")
    prompt_of(page).evaluate("""(area) => {
      area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
      area.value += " two";
    }""")
    until(page, lambda: in_url(page).get("prompt") == "one")
    settled(page)
    expect(prompt_of(page)).to_have_value("one two")


def test_two_visitors_at_once_see_each_their_own(visit: Visit, visitor: Callable[..., Page]) -> None:
    tabs = {prompt: visitor() for prompt in (RIVER, FLOWERS)}
    alone = {prompt: _generated(visit("output", tab=tab, lang="en", prompt=prompt)) for prompt, tab in tabs.items()}
    assert alone[RIVER][1] != alone[FLOWERS][1]
    for tab in tabs.values():
        visit("output", tab=tab, lang="en")
    for prompt, tab in tabs.items():
        prompt_of(tab).fill(prompt)
        prompt_of(tab).press("Enter")
    for step in (1, 2):
        for tab in tabs.values():
            until(tab, lambda tab=tab: "prompt" in in_url(tab))
            next_token(tab).click()
        for tab in tabs.values():
            stands_at(tab, step)
    for prompt, tab in tabs.items():
        assert in_url(tab) == {"lang": "en", "prompt": prompt, "step": "2", "generated": alone[prompt][0]}
        assert picture(tab) == alone[prompt][1]


def _generated(page: Page) -> tuple[str, str]:
    generate(page, 2)
    return in_url(page)["generated"], picture(page)


def test_the_browsers_back_and_forward_lead_through_what_was_done(visit: Visit) -> None:
    page = visit("tokens", lang="en")
    run_prompt(page, RIVER)
    turn_to(page, "context")
    generate(page, 1)
    page.wait_for_timeout(1000 * STALE_SECONDS)  # An address that we replaced just now counts as one that lags behind.
    page.go_back()
    stands_at(page, 0)
    page.go_back()
    until(page, lambda: path(page) == "tokens")
    settled(page)
    assert in_url(page) == {"lang": "en", "prompt": RIVER}
    page.go_back()
    until(page, lambda: prompt_of(page).input_value() != RIVER)
    settled(page)
    page.go_forward()
    until(page, lambda: prompt_of(page).input_value() == RIVER)


@pytest.mark.parametrize(
    "edited",
    [
        "/context?lang=en&step=5&position=999&layer=99&head=99",
        "/features?lang=en&generated=zzzz.zzzz&step=2",
        "/decoding?lang=en&temperature=0&top_p=0&min_p=1&repetition_penalty=10",
        "/tokens?lang=en&prompt=%E0%A4&layer=1&layer=2",
        "/output?lang=xx&theme=neon&seed=-1&generated=&step=",
    ],
)
def test_an_address_edited_by_hand_opens_and_can_be_used(page: Page, edited: str) -> None:
    page.goto(edited)
    page.wait_for_selector(conftest.SHOWN, timeout=120_000)
    settled(page)
    before = int(scrubber(page).input_value())
    next_token(page).click()
    stands_at(page, before + 1)


def test_nothing_else_is_asked_for_and_a_foreign_request_would_be_noticed(browser: Browser, app: str) -> None:
    complaints: list[str] = []
    page = new_tab(browser, app)
    page.route("**://elsewhere.invalid/**", lambda route: route.abort())
    conftest._watch(page, complaints)
    page.goto("/?lang=en")
    page.wait_for_selector(conftest.SHOWN, timeout=120_000)
    settled(page)
    assert complaints == []
    page.evaluate("fetch('http://elsewhere.invalid/').catch(() => 0)")
    assert any("elsewhere" in complaint for complaint in complaints)
    page.context.close()


def test_the_spine_marks_where_one_is(visit: Visit) -> None:
    page = visit("features", lang="en")
    expect(node(page, "features")).to_have_attribute("aria-current", "step")
    turn_to(page, "output")
    expect(node(page, "output")).to_have_attribute("aria-current", "step")
    expect(page.locator(".st-key-spine [aria-current]")).to_have_count(1)
