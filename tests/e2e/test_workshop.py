"""A workshop in the browser: look, say so, be asked, write; and what was written is there in the end."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from scripts.browser import PHONE, address, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, in_url, path, picture, until

SAID = "At <b>mom</b> they are alike.\nAfter it, not."


def panel(page: Page) -> Locator:
    return page.locator(".st-key-workshop")


def opened(page: Page, task: int) -> Page:
    page.goto(address("", lang="en", workshop="one-branch", scene=task))
    expect(panel(page).locator(".count")).to_have_text(f"Task {task + 1} of 7", timeout=60_000)
    return settled(page)


def test_a_participant_looks_says_so_writes_and_takes_a_summary_home(visit: Visit) -> None:
    page = visit("talks", lang="en", view="workshops")
    page.locator(".st-key-workshop_shelf").locator(".scene").nth(13).click()
    expect(panel(page).locator("h1")).to_have_text("What would have followed", timeout=60_000)
    settled(page)
    assert path(page) == "output"
    assert page.locator(".st-key-top_row, .st-key-spine, .st-key-choice:visible").count() == 0
    expect(page.locator(".st-key-branches_tree")).to_be_visible()
    expect(panel(page).locator("textarea")).to_have_count(0)
    expect(panel(page).locator(".ask")).to_have_count(0)
    panel(page).locator(".see").click()
    expect(panel(page).locator(".ask")).to_contain_text("within reach")
    panel(page).locator("textarea").press_sequentially("p1 ")
    panel(page).locator("textarea").fill(SAID)
    assert "stage" not in in_url(page)
    page.reload()
    expect(panel(page).locator("textarea")).to_have_value(SAID, timeout=60_000)
    settled(page)
    panel(page).locator(".on").click()
    expect(panel(page).locator(".count")).to_have_text("Task 7 of 7")
    settled(page)
    assert path(page) == "decoding"
    panel(page).locator(".skip").click()
    expect(panel(page).locator(".note")).to_have_text(SAID)
    expect(panel(page).locator(".nothing")).to_have_count(6)
    assert page.locator(".stMainBlockContainer").inner_text().strip() == ""
    with page.expect_download() as taken:
        panel(page).locator(".take").click()
    text = Path(taken.value.path()).read_text(encoding="utf-8")
    assert taken.value.suggested_filename == "one-branch.md"
    assert "At \\<b\\>mom\\</b\\> they are alike.  \nAfter it, not." in text
    assert re.search(r"<http://[^>]+\?lang=en&workshop=one-branch&scene=5>", text)
    panel(page).locator(".leave").click()
    expect(page.locator(".st-key-top_row")).to_be_visible(timeout=60_000)
    settled(page)
    assert "workshop" not in in_url(page)


def test_a_long_summary_is_printed_on_as_many_pages_as_it_needs(page: Page) -> None:
    opened(page, 6)
    panel(page).locator(".see").click()
    panel(page).locator("textarea").fill("a line of it\n" * 150)
    panel(page).locator(".on").click()
    expect(panel(page).locator("ol")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) >= 3
    panel(page).locator(".clear").click()
    panel(page).locator(".clear").click()
    expect(panel(page).locator(".count")).to_have_text("Task 1 of 7", timeout=60_000)
    assert (
        page.evaluate("localStorage.getItem('llm-explorer-workshop-one-branch')") == '{"notes":{},"seen":[],"rooms":{}}'
    )


def test_without_a_server_what_is_written_stays_and_on_a_phone_nothing_is_cut_off(page: Page) -> None:
    page.set_viewport_size(PHONE)
    opened(page, 0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    panel(page).locator(".see").click()
    page.context.set_offline(True)
    panel(page).locator("textarea").fill("alone")
    expect(panel(page).locator(".news")).to_have_text("Kept in this browser.")
    page.context.set_offline(False)
    until(page, lambda: "alone" in page.evaluate("localStorage.getItem('llm-explorer-workshop-one-branch')"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_whoever_writes_is_not_disturbed_when_the_page_is_drawn_again(page: Page) -> None:
    opened(page, 6)
    panel(page).locator(".see").click()
    field = panel(page).locator("textarea")
    field.fill(SAID)
    field.evaluate("field => { field.mine = true; }")
    page.get_by_role("button", name="Another seed").click()
    settled(page)
    assert field.evaluate("field => field.mine")
    expect(field).to_have_value(SAID)


def test_a_workshop_that_is_begun_from_a_slide_is_no_slide(visit: Visit) -> None:
    page = visit("talks", lang="en", view="workshops")
    page.keyboard.press("p")
    expect(page.locator("html[data-stage]")).to_have_count(1)
    page.locator(".st-key-workshop_shelf").locator(".scene").first.click()
    expect(panel(page).locator(".see")).to_be_visible(timeout=60_000)
    expect(page.locator("html[data-stage]")).to_have_count(0)


def test_a_rooms_lines_reach_the_presenter_and_nobody_sees_one_that_was_not_let_through(
    visit: Visit, visitor: Callable[..., Page]
) -> None:
    presenter = visit("talks", lang="en", view="workshops")
    presenter.locator(".st-key-workshop_shelf .room").nth(1).click()
    link = presenter.locator(".st-key-room_door a.code").get_attribute("href") or ""
    board = presenter.locator(".st-key-workshop_board")
    people = [visitor(**HANDHELD), visitor(**HANDHELD)]
    by_code = link.replace("workshop=one-branch&", "")
    for person, said, way in zip(people, ("a line of one", "a line of two"), (link, by_code), strict=True):
        person.goto(f"{way}&lang=en")
        panel(person).locator(".see").click(timeout=60_000)
        panel(person).locator("textarea").fill(said)
        expect(panel(person).locator(".news")).to_contain_text("sent to the room", timeout=20_000)
    assert people[0].evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(board.locator("button.row.now")).to_have_attribute("aria-label", re.compile("2 looked, 2 answered, 0 skip"))
    assert "a line" not in picture(presenter)
    with presenter.context.expect_page() as opened:
        presenter.get_by_role("button", name="Look through 2").click()
    desk = opened.value
    desk.get_by_role("button", name="Show the answers here").click(timeout=30_000)
    desk.locator("[class*='st-key-desk_one']").first.locator("button").click(timeout=30_000)
    expect(board.locator(".lines li")).to_have_text(["a line of one"])
    expect(panel(people[1]).locator(".others li")).to_have_text(["a line of one"], timeout=15_000)
    assert "a line of two" not in picture(presenter) + picture(people[0])
    people[0].reload()  # the same seat
    expect(panel(people[0]).locator("textarea")).to_have_value("a line of one", timeout=60_000)
    expect(presenter.locator(".st-key-room_door .came")).to_contain_text("2 people")
    board.locator("button.row").nth(1).click()
    expect(board.locator(".lines li")).to_have_count(0)
    presenter.get_by_role("button", name="End the room").click()
    expect(panel(people[1]).locator(".lost")).to_contain_text("kept in this browser", timeout=15_000)
    panel(people[1]).locator(".on").click()
    expect(panel(people[1]).locator("h1")).to_have_text("Cold: almost always the same", timeout=30_000)
    panel(people[1]).locator(".back").click()
    expect(panel(people[1]).locator("textarea")).to_have_value("a line of two", timeout=30_000)


def test_a_workshops_link_with_the_code_of_a_game_says_so_and_takes_no_seat_in_it(
    visit: Visit, visitor: Callable[..., Page]
) -> None:
    presenter = visit("play", lang="en")
    presenter.get_by_role("button", name="Open a room").click()
    code = presenter.locator(".st-key-room_door .letters").inner_text()
    person = visitor()
    person.goto(address("", lang="en", workshop="one-branch", room=code))
    expect(panel(person).locator(".lost")).to_contain_text(f"room {code} is none of this workshop's", timeout=60_000)
    person.wait_for_timeout(6_000)  # it has looked once more
    expect(panel(person).locator(".lost")).to_contain_text("none of this workshop's")
    expect(presenter.locator(".st-key-room_door .came")).to_contain_text("0 players")
