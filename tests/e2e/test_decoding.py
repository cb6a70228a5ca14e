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


def order(page: Page) -> list[str]:
    """The stages that can be moved, as they stand."""
    return page.locator(".stage [data-handle]").evaluate_all(
        "handles => handles.map((handle) => handle.dataset.handle)"
    )


def test_an_arrow_key_moves_a_stage_and_the_link_keeps_its_place(visit: Visit) -> None:
    page = visit("decoding", lang="en", temperature=1.5, top_p=0.9)
    left = page.locator(".stage.probabilities .foot span").first.inner_text()
    handle = page.locator('[data-handle="temperature"]')
    handle.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert order(page)[-1] == "temperature"
    expect(handle).to_be_focused()
    until(page, lambda: in_url(page).get("order", "").endswith(".temperature"))
    settled(page)
    expect(page.locator(".stage.probabilities .foot span").first).not_to_have_text(left)
    page.locator('[data-order="transformers"]').click()
    until(page, lambda: "order" not in in_url(page))
    expect(page.locator(".stage.probabilities .foot span").first).to_have_text(left)


def test_a_stage_is_dragged_by_its_name(visit: Visit) -> None:
    page = visit("decoding", lang="en")
    start, end = (page.locator(f'[data-handle="{name}"]').bounding_box() for name in ("top_p", "frequency_penalty"))
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 10, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 8, steps=30)
    page.mouse.up()
    assert order(page)[1] == "top_p"
    until(page, lambda: in_url(page).get("order", "").startswith("repetition_penalty.top_p."))


def test_a_switch_keeps_the_setting(visit: Visit) -> None:
    page = visit("decoding", lang="en", top_k=5)
    switch, left = page.locator('[data-switch="top_k"]'), page.locator(".stage.top_k .foot span").first
    expect(left).to_have_text("5 tokens")
    switch.click()
    until(page, lambda: (in_url(page).get("off"), in_url(page).get("top_k")) == ("top_k", "5"))
    expect(left).to_have_text("8,192 tokens")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    until(page, lambda: "off" not in in_url(page))
    expect(left).to_have_text("5 tokens")


def test_a_tokens_fate_is_followed_while_a_knob_moves(visit: Visit) -> None:
    page = visit("decoding", lang="en")
    row = page.locator(".bars .row").nth(9)
    row.hover()
    page.locator('[data-switch="top_k"]').focus()
    knob(page, "top_k").focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".fate .gone b")).to_have_text("top-k 4")
    expect(page.locator(".formula .of")).to_contain_text(row.locator(".token").inner_text())


def test_the_curve_of_the_vocabulary_is_read_with_the_keyboard(visit: Visit) -> None:
    page = visit("decoding", lang="en", view="whole-vocabulary", top_k=40)
    board, readout = page.locator(".board"), page.locator(".readout")
    board.focus()
    page.keyboard.press("Home")
    expect(readout).to_contain_text("rank 1 ")
    page.keyboard.press("End")
    expect(readout).to_contain_text("rank 8,192 ")
    expect(readout).to_contain_text("cut by top-k 40")
    expect(page.locator(".shares .kept")).to_contain_text("40 tokens")


def test_temperature_is_played_and_taken_over(visit: Visit) -> None:
    page = visit("decoding", lang="en", view="temperature")
    page.locator(".play").click()
    expect(page.locator(".temperature").last).to_have_text("T = 2.00", timeout=15_000)
    page.locator(".heat-use").click()
    until(page, lambda: in_url(page).get("temperature") == "2.0")


def test_draws_are_played_from_the_first_and_another_seed_gives_others(visit: Visit) -> None:
    page = visit("decoding", lang="en", view="thousand-draws", temperature=1.3)
    counted = page.locator(".row .counted").nth(1)
    first = counted.inner_text()
    page.get_by_role("button", name="10", exact=True).click()
    expect(page.locator(".controls .count")).to_have_text("10 of 1,000 draws")
    assert int(counted.inner_text()) <= 10
    page.locator(".again").click()
    until(page, lambda: in_url(page).get("seed") == "1")
    expect(page.locator(".controls .count")).to_have_text("1,000 of 1,000 draws")
    expect(counted).not_to_have_text(first)


def test_a_preset_is_taken_over_with_the_seed(visit: Visit) -> None:
    page = visit("decoding", lang="en", view="side-by-side", seed=7)
    page.locator(".use").nth(1).click()
    until(page, lambda: in_url(page).get("top_p") == "0.8")
    assert (in_url(page)["temperature"], in_url(page)["seed"]) == ("0.5", "7")


def test_a_word_is_found_on_the_curve(visit: Visit) -> None:
    page = visit("decoding", lang="en", view="whole-vocabulary", top_k=5)
    page.locator(".seek").fill("elephant")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-decoding_found")).to_contain_text("cut by top-k: rank")
    expect(page.locator(".readout")).to_contain_text("cut by top-k 5")
    expect(page.locator(".seek")).to_have_value("elephant")
