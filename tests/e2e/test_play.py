"""A presenter and two players: a link, a question, answers on the screen, and nothing that was not let through."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from scripts.browser import PHONE, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, in_url, picture, until

SECRET = "zebrafish"


def test_a_room_from_the_first_answer_to_the_last(visit: Visit, visitor: Callable[..., Page]) -> None:
    presenter = visit("play", lang="en")
    presenter.get_by_role("button", name="Open a room").click()
    address = presenter.locator(".st-key-room_door a.code").get_attribute("href") or ""
    first, second = players = [
        joined(visitor(**HANDHELD), address),
        joined_by_code(visit, visitor(**HANDHELD), address),
    ]
    expect(presenter.locator(".st-key-room_door .came")).to_contain_text("2 players")
    for player, said in zip(players, ("was", SECRET), strict=True):
        expect(player.locator(".question")).to_contain_text("named Lily. She")
        expect(player.locator(".st-key-prompt")).to_have_count(0)
        assert player.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        player.locator("input").fill(said)
        player.get_by_role("button", name="Send").dblclick()  # one answer, whatever a thumb does
        expect(player.locator(".own")).to_contain_text(said)
    expect(presenter.locator(".st-key-room_door .came")).to_contain_text("2 answers")
    before = presenter.locator(".st-key-room_board .row .token").all_inner_texts()
    assert set(before[1:]) == {"?"}

    desk = looked_through(presenter)
    assert SECRET not in picture(desk)
    desk.get_by_role("button", name="Show the answers here").click()
    expect(desk.locator("code", has_text=SECRET)).to_be_visible(timeout=30_000)
    expect(desk.locator("code", has_text="was")).to_have_count(0)  # the model says it, too
    reveal(presenter)
    assert SECRET not in picture(presenter)
    desk.locator("[class*='st-key-desk_one']").last.locator("button").click()
    expect(presenter.locator(".st-key-room_board")).to_contain_text(SECRET)

    expect(first.locator(".result")).to_contain_text("explorer-gpt gave your answer")
    expect(second.locator(".result")).to_contain_text("place 2 of 2")
    assert SECRET not in picture(first)
    first.reload()  # the same seat, by the key that the tab has kept
    expect(first.locator(".result")).to_contain_text("place 1 of 2", timeout=30_000)
    presenter.reload()  # and the same room
    expect(presenter.locator(".st-key-room_door .letters")).to_have_text(code_in(address), timeout=60_000)
    presenter.get_by_role("button", name="Write on, and ask again").click()
    expect(first.locator("input")).to_have_value("")

    presenter.locator(".st-key-choice button").nth(3).click()  # another game in the same room
    expect(second.locator(".option")).to_have_count(2, timeout=30_000)
    second.locator(".option").first.click()
    expect(second.locator(".option.mine")).to_have_count(1)
    reveal(presenter)
    expect(presenter.locator(".st-key-room_board .votes").first).to_have_text("1 vote")
    expect(second.locator(".result")).to_contain_text("You chose")
    presenter.get_by_role("button", name="End the room").click()
    expect(second.get_by_text("this room has ended")).to_be_visible()
    second.get_by_role("button", name="To the explorer").click()
    expect(second.locator(".st-key-top_row")).to_be_visible(timeout=30_000)


def test_alone_a_guess_is_weighed_and_the_text_goes_on(visit: Visit) -> None:
    page = visit("play", lang="en")
    box = page.locator(".st-key-play_answer input")
    box.fill("was")
    box.press("Enter")
    expect(page.locator(".st-key-play_said")).to_contain_text("was")
    expect(page.locator(".st-key-play_board .row.mine .share")).to_contain_text("%")
    before = page.locator(".st-key-play_board .text").inner_text()
    page.get_by_role("button", name="Write on, and guess again").click()
    until(page, lambda: page.locator(".st-key-play_board .gap").inner_text() == "?")
    settled(page)
    assert len(page.locator(".st-key-play_board .text").inner_text()) != len(before)
    page.set_viewport_size(PHONE)
    box.fill("and")
    box.press("Enter")
    expect(page.locator(".st-key-play_board .row.mine .share")).to_contain_text("%")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def joined(player: Page, address: str) -> Page:
    player.goto(f"{address}&lang=en")
    expect(player.locator(".st-key-phone .root > *")).not_to_have_count(0)
    return player


def joined_by_code(visit: Visit, player: Page, address: str) -> Page:
    visit("play", tab=player, lang="en")
    player.get_by_placeholder("or join one: its code").fill(code_in(address).lower())
    player.get_by_placeholder("or join one: its code").press("Enter")
    player.get_by_role("button", name="Join").click()
    expect(player.locator(".st-key-top_row")).to_have_count(0)  # what was played alone has gone
    return player


def code_in(address: str) -> str:
    return parse_qs(urlsplit(address).query)["room"][0]


def looked_through(presenter: Page) -> Page:
    with presenter.context.expect_page() as opened:
        presenter.get_by_role("button", name="Look through").click()
    desk = opened.value
    expect(desk.get_by_role("button", name="Show the answers here")).to_be_visible(timeout=30_000)
    assert sorted(in_url(desk)) == ["desk", "lang", "room"]
    assert in_url(desk)["desk"] == "1"  # no key
    return desk


def reveal(presenter: Page) -> None:
    expect(presenter.get_by_role("button", name="Reveal")).to_be_enabled()
    presenter.get_by_role("button", name="Reveal").click()
    expect(presenter.get_by_role("button", name="Reveal")).to_have_count(0)
