"""A knob moves, the bars follow at once, and the rest of the page when the knob rests."""

from playwright.sync_api import Page, expect

from scripts.browser import settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, until


def shares(page: Page) -> list[str]:
    """Each token's probability after the settings."""
    return page.locator(".bars .row:not(.tail) .after").all_inner_texts()


def knob(page: Page, field: str):
    return page.locator(f'[data-field="{field}"]')


def test_keys_on_a_knob_change_the_bars_the_spine_and_the_link(visit: Visit) -> None:
    page = visit("decoding", lang="en")
    before, spine = shares(page), page.locator(".st-key-spine .share").inner_text()
    knob(page, "temperature").focus()
    for _ in range(10):
        page.keyboard.press("ArrowLeft")
    until(page, lambda: in_url(page).get("temperature") == "0.5")
    settled(page)
    assert shares(page) != before
    assert page.locator(".st-key-spine .share").inner_text() != spine
    expect(page.locator(".stage.temperature .value")).to_have_text("0.5")


def test_a_fast_hand_ends_where_it_let_go(visit: Visit) -> None:
    page = visit("decoding", lang="en")
    box = knob(page, "top_k").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2, steps=40)
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2, steps=40)
    page.mouse.up()
    stood = int(knob(page, "top_k").input_value())
    assert 80 < stood < 120
    until(page, lambda: in_url(page).get("top_k") == str(stood))
    settled(page)
    expect(page.locator(".stage.top_k .foot span").first).to_have_text(f"{stood} tokens")
    assert int(knob(page, "top_k").input_value()) == stood


def test_reset_switches_every_setting_off(visit: Visit) -> None:
    page = visit("decoding", lang="en", temperature=0.3, top_p=0.5, seed=4)
    page.locator(".reset").click()
    until(page, lambda: not {"temperature", "top_p", "seed"} & in_url(page).keys())
    expect(knob(page, "temperature")).to_have_value("1")


def test_hovering_over_a_token_shows_its_softmax(visit: Visit) -> None:
    page = visit("decoding", lang="en")
    row = page.locator(".bars .row").nth(4)
    row.hover()
    expect(page.locator(".formula .of")).to_contain_text(row.locator(".token").inner_text())
    expect(page.locator(".formula b").first).to_have_text(row.locator(".before").inner_text())
