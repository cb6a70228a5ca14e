"""The guided tour under somebody's hands: each step does what it says, on the control that it points at."""

import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from explorer.views.touring import the_tour
from scripts.browser import PHONE, address, settled
from scripts.javascript.node import packages
from tests.e2e.conftest import Visit
from tests.e2e.hands import focused, in_url, next_token, path, prompt_of, run_prompt, until
from tests.e2e.test_screens import AXE, LEVELS

MINE = "The dog and the cat were"


def card(page: Page) -> Locator:
    return page.locator(".st-key-tour .card")


def step_of(page: Page) -> int:
    return int(in_url(page).get("tour", "0"))


def stands_at(page: Page, n: int) -> None:
    expect(card(page).locator(".count")).to_have_text(f"{n} of 10", timeout=60_000)
    settled(page)


def change_a_word(page: Page) -> None:
    area = prompt_of(page)
    area.click()
    area.press("Control+End")
    area.press("Control+Backspace")
    area.press_sequentially("One")
    area.press("Enter")


def write_three(page: Page) -> None:
    for n in (1, 2, 3):
        next_token(page).click()
        until(page, lambda n=n: in_url(page).get("step") == str(n))


def choose_head(page: Page, layer: int, head: int) -> None:
    board = page.locator(".st-key-context_wall .board")
    box = board.bounding_box()
    assert box is not None
    board.click(position={"x": box["width"] * (head - 0.5) / 8, "y": box["height"] * (layer - 0.5) / 8})


def heat(page: Page) -> None:
    page.locator('.st-key-decoding_stages [data-field="temperature"]').fill("1.6")


def draw(page: Page) -> None:
    seed = page.locator('.st-key-decoding_stages [data-field="seed"]')
    seed.fill("2")
    seed.press("Enter")


def play(page: Page) -> None:
    page.locator(".st-key-output_player button.play").click()
    until(page, lambda: page.locator(".st-key-output_text .chip").count() >= 14 + 1 + 10)
    page.locator(".st-key-output_player button.play").click()


HANDS: tuple[tuple[Callable[[Page], None], str], ...] = (
    (change_a_word, "The likeliest next token was ·loved (59 %); now it is ·day (98 %)."),
    (write_three, "It wrote ·day,·she."),
    (
        lambda page: page.locator('.st-key-tokens-strip [data-focus="token-3"]').click(),
        "·time is nothing but the number",
    ),
    (lambda page: choose_head(page, 5, 7), "in layer 5, head 7, ·She looks most at . (96 %)"),
    (lambda page: choose_head(page, 7, 4), "in layer 7, head 4, ·green (token 18) looks most at ·fro"),
    (
        lambda page: page.locator('.st-key-features_lens [data-focus="cell-4-13"]').click(),
        "From layer 5 of 8 on it says ·loved",
    ),
    (heat, "·loved went from 59 % to 3"),
    (draw, "With seed 2 it is ·was"),
    (lambda page: page.locator(".st-key-output_instead button").nth(2).click(), "You chose ·had (11 %)"),
    (play, "each token went through all the steps"),
)
"""What somebody does at each step, and what the card then says of this run."""


def clear_of_what_it_is_about(page: Page) -> list[str]:
    """What the card lies over though it should not; nothing at best."""
    ring, own = (page.locator(f".st-key-tour .{name}").bounding_box() for name in ("ring", "card"))
    if ring is None or own is None:
        return ["there is no ring, or no card"]
    across = min(ring["x"] + ring["width"], own["x"] + own["width"]) - max(ring["x"], own["x"])
    down = min(ring["y"] + ring["height"], own["y"] + own["height"]) - max(ring["y"], own["y"])
    inside = own["x"] >= 0 and own["y"] >= 0 and own["x"] + own["width"] <= 1280 and own["y"] + own["height"] <= 720
    return [f"over {across:.0f} x {down:.0f} px"] * (across > 0 and down > 0) + ["off screen"] * (not inside)


def test_the_whole_tour_by_hand_within_its_minutes(visit: Visit) -> None:
    page = visit("home", lang="en")
    run_prompt(page, MINE)
    page.evaluate((packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    page.locator(".st-key-tour_offer .begin").click()
    faults, clicks = [], []
    for n, (do, said) in enumerate(HANDS, start=1):
        stands_at(page, n)
        faults += [f"step {n}: {fault}" for fault in clear_of_what_it_is_about(page)]
        expect(card(page).locator(".note")).to_have_count(int(n == 1))
        begun = time.monotonic()
        do(page)
        expect(card(page).locator(".learnt")).to_contain_text(said, timeout=20_000)
        clicks.append(time.monotonic() - begun)
        settled(page)
        faults += [f"step {n}, done: {fault}" for fault in clear_of_what_it_is_about(page)]
        if n == 1:
            faults += page.evaluate(AXE, LEVELS)
        card(page).locator(".next").click()
    expect(card(page)).to_have_count(0)
    until(page, lambda: in_url(page).get("prompt") == MINE)
    assert faults == []
    reading = sum(the_tour().seconds(n, "en") - one.seconds for n, one in enumerate(the_tour().tries))
    print(f"clicks and answers {sum(clicks):.0f} s, the first {clicks[0]:.1f} s; reading {reading:.0f} s")
    assert sum(clicks) + reading < 7 * 60


def test_on_a_phone_it_is_left_and_taken_up_again_where_it_was(visit: Visit) -> None:
    page = visit("home", lang="ja")
    page.set_viewport_size(PHONE)
    page.locator(".st-key-tour_offer .begin").click()
    expect(card(page).locator(".count")).to_have_text("1 / 10", timeout=60_000)
    settled(page)
    assert in_sight_above_the_sheet(page)
    prompt_of(page).fill("お腹がすいたので、本を")
    prompt_of(page).press("Enter")
    expect(card(page).locator(".learnt")).to_contain_text("いまは 読", timeout=60_000)
    settled(page)
    until(page, lambda: in_sight_above_the_sheet(page))
    assert page.evaluate("document.querySelector('.stMain').scrollWidth <= innerWidth")
    card(page).locator(".next").press("Enter")
    expect(card(page).locator(".count")).to_have_text("2 / 10", timeout=60_000)
    settled(page)
    assert focused(page) == "H2"
    page.reload()
    expect(card(page).locator(".count")).to_have_text("2 / 10", timeout=60_000)
    settled(page)
    page.keyboard.press("3")
    until(page, lambda: path(page) == "features")
    expect(card(page).locator(".away")).to_contain_text("「5 つのステップ」")
    card(page).locator(".bring").click()
    until(page, lambda: path(page) == "")
    expect(card(page).locator(".away")).to_have_count(0)
    card(page).locator("h2").focus()
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    page.goto(address("", lang="ja"))
    offer = page.locator(".st-key-tour_offer .begin")
    expect(offer).to_have_text("ツアーの続き（10 ステップの 2 番目）", timeout=60_000)
    settled(page)
    offer.click()
    expect(card(page).locator(".count")).to_have_text("2 / 10", timeout=60_000)


def in_sight_above_the_sheet(page: Page) -> bool:
    ring, sheet = (page.locator(f".st-key-tour .{name}").bounding_box() for name in ("ring", "card"))
    return ring is not None and sheet is not None and ring["y"] >= 0 and ring["y"] + ring["height"] <= sheet["y"]


def test_a_reload_in_the_middle_loses_nothing_of_the_visitors_own(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=MINE, temperature=0.5)
    page.get_by_role("button", name="How it works").click()
    page.locator(".st-key-take_tour button").click()
    stands_at(page, 1)
    assert in_url(page).get("prompt") != MINE
    page.reload()
    stands_at(page, 1)
    page.keyboard.press("p")
    expect(page.locator("html[data-stage]")).to_have_count(1)
    expect(card(page)).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("html[data-stage]")).to_have_count(0)
    card(page).locator(".leave").click()
    expect(card(page)).to_have_count(0)
    until(page, lambda: (in_url(page).get("prompt"), in_url(page).get("temperature")) == (MINE, "0.5"))
