"""The guided tour under somebody's hands: each step does what it says, on the control that it points at."""

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from explorer.components.frame.tour import SPOTS
from explorer.views.touring import the_tour
from scripts.browser import PHONE, address, settled
from scripts.javascript.node import packages
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, focused, in_url, next_token, path, press, prompt_of, run_prompt, until
from tests.e2e.opened import LOOKS
from tests.e2e.test_screens import AXE, LEVELS

MINE = "The dog and the cat were"
SHEET = 640
"""Pixels of width up to which the card is a sheet at the foot of the screen."""


@dataclass(frozen=True)
class Tourist:
    """Somebody who takes the whole of it."""

    lang: str
    mine: str
    """What they had on screen before."""
    word: str
    """The prompt's last one, and what they write in its place."""
    instead: str
    says: tuple[str, ...]
    """What the card says of their run once they have done a step."""
    tab: Mapping[str, Any] = field(default_factory=dict)


ENGLISH = (
    "The likeliest next token was ·loved (59 %); now it is ·day (98 %).",
    "It wrote ·day,·she.",
    "·time is nothing but the number",
    "in layer 5, head 7, ·She looks most at . (96 %)",
    "in layer 7, head 4, ·green (token 18) looks most at ·fro",
    "From layer 5 of 8 on it says ·loved",
    "·loved went from 59 % to 3",
    "With seed 2 it is ·was",
    "You chose ·had (11 %)",
    "each token went through all the steps",
)
JAPANESE = (
    "食（69 %）でした。いまは 読（57 %）です",
    "と書きました",
    "いた は、459 という番号",
    "第 5 層のヘッド 7 では、を は 飯 を最も見ています",
    "第 7 層のヘッド 4 では、",
    "第 5 層からは 食",
    "食 は 69 % から",
    "シード 2 では しまって",
    "食（69 %）と書くところで、",
    "いま試したステップをすべて通ってきました",
)
TOURISTS = {
    "en": Tourist("en", MINE, "She", "One", ENGLISH),
    "ja": Tourist("ja", "犬と猫は", "ご飯を", "本を", JAPANESE),
    "en-phone": Tourist("en", MINE, "She", "One", ENGLISH, HANDHELD),
    "ja-phone": Tourist("ja", "犬と猫は", "ご飯を", "本を", JAPANESE, HANDHELD),
}


def tourists() -> Iterator[Any]:
    """`make test` sees the first of them, `make e2e` all."""
    for n, (name, who) in enumerate(TOURISTS.items()):
        yield pytest.param(who, id=name, marks=[pytest.mark.slow] if n else [])


def card(page: Page) -> Locator:
    return page.locator(".st-key-tour .card")


def step_of(page: Page) -> int:
    return int(in_url(page).get("tour", "0"))


def stands_at(page: Page, n: int) -> None:
    expect(card(page).locator(".count")).to_have_text(re.compile(rf"^{n} (of|/) 10$"), timeout=60_000)
    settled(page)


def change_a_word(page: Page, who: Tourist) -> None:
    area = prompt_of(page)
    press(area)
    area.press("Control+End")
    for _ in who.word:
        area.press("Backspace")
    page.keyboard.insert_text(who.instead)
    area.press("Enter")


def write_three(page: Page) -> None:
    for n in (1, 2, 3):
        press(next_token(page))
        until(page, lambda n=n: in_url(page).get("step") == str(n))


def choose_head(page: Page, layer: int, head: int) -> None:
    board = page.locator(".st-key-context_wall .board")
    box = board.bounding_box()
    assert box is not None
    press(board, position={"x": box["width"] * (head - 0.5) / 8, "y": box["height"] * (layer - 0.5) / 8})


def heat(page: Page) -> None:
    slider = page.locator('.st-key-decoding_stages [data-field="temperature"]')
    box = slider.bounding_box()
    assert box is not None
    press(slider, position={"x": 0.72 * box["width"], "y": box["height"] / 2})


def draw(page: Page) -> None:
    seed = page.locator('.st-key-decoding_stages [data-field="seed"]')
    press(seed)
    seed.fill("2")
    seed.press("Enter")


def play(page: Page) -> None:
    chips, button = page.locator(".st-key-output_text .chip"), page.locator(".st-key-output_player button.play")
    many = chips.count()
    press(button)
    until(page, lambda: chips.count() >= many + 10)
    press(button)


def in_one_piece(said: str) -> re.Pattern:
    """A text between whose characters marks may stand that keep a line from breaking there, as may its spaces."""
    return re.compile("\u2060?".join(r"\s" if character == " " else re.escape(character) for character in said))


SCROLLS = (
    "({ scrollHeight: h, clientHeight, scrollWidth: w, clientWidth }) => h > clientHeight + 1 || w > clientWidth + 1"
)

HANDS: tuple[Callable[[Page], None], ...] = (
    write_three,
    lambda page: press(page.locator('.st-key-tokens-strip [data-focus="token-3"]')),
    lambda page: choose_head(page, 5, 7),
    lambda page: choose_head(page, 7, 4),
    lambda page: press(page.locator('.st-key-features_lens [data-focus^="cell-4-"]').last),
    heat,
    draw,
    lambda page: press(page.locator(".st-key-output_instead button").nth(2)),
    play,
)
"""What somebody does at each step after the first."""


def faults_of(page: Page) -> list[str]:
    """What the card lies over though it should not, and what of it is not seen; nothing at best."""
    ring, own = (page.locator(f".st-key-tour .{name}").bounding_box() for name in ("ring", "card"))
    screen = page.viewport_size
    if ring is None or own is None or screen is None:
        return ["there is no ring, or no card"]
    across, down = shared(ring, own)
    inside = own["x"] >= 0 and own["y"] >= 0 and own["x"] + own["width"] <= screen["width"]
    found = [f"over {across:.0f} x {down:.0f} px"] * (across > 0 and down > 0)
    found += [f"points beyond the screen: {ring}"] * (ring["y"] < 0 or ring["y"] + ring["height"] > screen["height"])
    found += ["off screen"] * (not inside or own["y"] + own["height"] > screen["height"])
    found += ["must be scrolled"] * card(page).evaluate(SCROLLS)
    if screen["width"] > SHEET:  # on a phone there may be no room for both
        found += [f"over what changes: {own} {part}" for part in parts_of(page) if min(shared(part, own)) > 0]
    return found + [f"cut off: {text}" for text in card(page).evaluate("card => reach.lost(card, false)")]


def parts_of(page: Page) -> list[FloatRect]:
    """Where the control of the step on screen is, and what changes with it, as far as that is on the page."""
    one = the_tour().tries[step_of(page) - 1]
    spots = [SPOTS[name] for name in (one.point, one.see) if name]
    found = [page.locator(f".st-key-{spot.key}").locator(spot.part).all() for spot in spots]
    return [box for parts in found for part in parts if (box := part.bounding_box())]


def shared(one: FloatRect, other: FloatRect) -> tuple[float, float]:
    """How wide and how high the part is in which two boxes overlap; below 0 where they don't."""
    across = min(one["x"] + one["width"], other["x"] + other["width"]) - max(one["x"], other["x"])
    down = min(one["y"] + one["height"], other["y"] + other["height"]) - max(one["y"], other["y"])
    return across, down


@pytest.mark.parametrize("who", list(tourists()))
def test_the_whole_tour_by_hand_within_its_minutes(visit: Visit, visitor: Callable[..., Page], who: Tourist) -> None:
    page = visit("home", tab=visitor(**who.tab), lang=who.lang)
    run_prompt(page, who.mine)
    page.evaluate(LOOKS)
    page.evaluate((packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    press(page.locator(".st-key-tour_offer .begin"))
    faults, clicks = [], []
    for n, (do, said) in enumerate(
        zip((lambda page: change_a_word(page, who), *HANDS), who.says, strict=True), start=1
    ):
        stands_at(page, n)
        faults += [f"step {n}: {fault}" for fault in faults_of(page)]
        expect(card(page).locator(".note")).to_have_count(int(n == 1))
        begun = time.monotonic()
        do(page)
        expect(card(page).locator(".learnt")).to_contain_text(in_one_piece(said), timeout=20_000)
        clicks.append(time.monotonic() - begun)
        settled(page)
        faults += [f"step {n}, done: {fault}" for fault in faults_of(page)]
        if n == 1:
            faults += page.evaluate(AXE, LEVELS)
        press(card(page).locator(".next"))
    expect(card(page)).to_have_count(0)
    until(page, lambda: in_url(page).get("prompt") == who.mine)
    assert faults == []
    reading = sum(the_tour().seconds(n, who.lang) - one.seconds for n, one in enumerate(the_tour().tries))
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
