"""The Context page under somebody's hands."""

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, picture, until

RED = "Tom had a red ball. Anna had a blue ball. Tom threw the red"


def wall(page: Page) -> Locator:
    return page.locator(".wall")


def stage(page: Page) -> Locator:
    return page.locator(".stage")


def label(page: Page, kind: str, index: int) -> tuple[float, float]:
    """The middle of a label: "asks" of a query, "answer" of a key, "column" of a key above the heatmap."""
    box = page.locator(f".stage .{kind}").nth(index).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def active(page: Page, kind: str) -> str:
    return page.locator(f".stage .{kind}.active").inner_text()


def test_a_click_on_the_wall_chooses_layer_and_head(visit: Visit) -> None:
    page = visit("context", lang="en")
    wall(page).click(position={"x": 150, "y": 120})
    until(page, lambda: {"layer", "head"} <= in_url(page).keys())
    layer, head = (int(in_url(page)[name]) for name in ("layer", "head"))
    expect(page.get_by_role("heading", name=f"Layer {layer + 1}, head {head + 1}")).to_be_visible()


def test_arrow_keys_walk_along_the_wall(visit: Visit) -> None:
    page = visit("context", lang="en", layer=2, head=3)
    wall(page).focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press(key)
    until(page, lambda: (in_url(page)["layer"], in_url(page)["head"]) == ("3", "4"))


def test_a_walk_ends_at_the_edge(visit: Visit) -> None:
    page = visit("context", lang="en", layer=1, head=0)
    wall(page).focus()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
    until(page, lambda: in_url(page).get("head") == "1")
    assert in_url(page)["layer"] == "0"


def test_a_head_worth_a_look_can_be_chosen(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    guide = page.locator(".guide").filter(has_text="looks at the previous token")
    place = guide.inner_text().split(" looks")[0]
    guide.click()
    expect(page.get_by_role("heading", name=place)).to_be_visible()


def test_pointing_at_a_token_lights_up_where_it_looks_and_leaving_gives_back_the_selected_one(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED, position=5)
    before = picture(page)
    assert active(page, "asks") == "."
    page.mouse.move(*label(page, "asks", 9))
    assert active(page, "asks") == "·blue"
    assert picture(page) != before
    page.mouse.move(2, 2)
    assert active(page, "asks") == "."
    assert "position" in in_url(page)


def test_a_click_on_a_token_selects_it(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    page.mouse.click(*label(page, "asks", 9))
    until(page, lambda: in_url(page).get("position") == "9")


def test_up_and_enter_select_the_token_before(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED, position=9)
    stage(page).focus()
    page.keyboard.press("ArrowUp")
    expect(stage(page)).to_have_attribute("aria-valuenow", "9")
    page.keyboard.press("Enter")
    until(page, lambda: in_url(page).get("position") == "8")


def test_a_cell_of_the_future_says_that_it_cannot_be_seen(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    (x, _), (_, y) = label(page, "column", 9), label(page, "asks", 3)
    page.mouse.move(x, y)
    expect(page.locator(".stage .tip")).to_have_text("“·red” cannot see “·blue”, which comes after it")


def test_pointing_at_a_dimension_reads_its_numbers(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    strip = page.locator("tr.key td.strip canvas").first
    strip.scroll_into_view_if_needed()
    strip.hover()
    said = page.locator(".scroll .tip").inner_text().replace("−", "-")
    q, k, product = (float(part.split()[-1]) for part in said.replace(" × ", "|").replace(" = ", "|").split("|"))
    assert abs(q * k - product) <= 1e-3 * max(1, abs(product))


def test_sorted_by_a_score_the_first_head_is_the_one_with_the_highest(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    guide = page.locator(".guide").filter(has_text="looks at the previous token").inner_text()
    page.get_by_label("Sorted by").select_option(label="score: previous token")
    wall(page).click(position={"x": 40, "y": 40})
    expect(page.get_by_role("heading", name=guide.split(" looks")[0])).to_be_visible()


def test_one_name_can_be_shown_alone(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    name = page.locator(".kind:not([disabled])").first
    name.click()
    expect(name).to_have_attribute("aria-pressed", "true")
    name.click()
    expect(name).to_have_attribute("aria-pressed", "false")


def test_pointing_at_the_text_lights_up_the_head_and_a_click_selects(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    word = page.locator(".text .word").nth(9)
    word.hover()
    assert active(page, "asks") == "·blue"
    word.click()
    until(page, lambda: in_url(page).get("position") == "9")


def test_words_stand_in_the_place_of_tokens(visit: Visit) -> None:
    page = visit("context", lang="en", prompt="Unbelievably, it rained.")
    page.get_by_text("Word", exact=True).click()
    expect(page.locator(".text .word").first).to_have_text("Unbelievably")


def test_a_click_on_a_score_chooses_the_head_on_every_page(visit: Visit) -> None:
    page = visit("context", lang="en", view="head-scores")
    best = page.locator(".best").first
    place = best.inner_text().split(":")[0]
    best.click()
    layer, head = (int(word.split()[-1]) - 1 for word in place.split(", "))
    until(page, lambda: (in_url(page).get("layer"), in_url(page).get("head")) == (str(layer), str(head)))
    expect(page.get_by_role("heading", name=place)).to_be_visible()


def test_a_row_lights_up_in_every_picture_and_a_click_selects_its_token(visit: Visit) -> None:
    page = visit("context", lang="en", view="attention-flow", prompt=RED)
    names = page.locator(".panel .name.active")
    assert names.all_inner_texts() == ["·red"] * 3
    box = page.locator(".panel .field").nth(1).bounding_box()
    assert box
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] * 9.5 / 16)
    assert names.all_inner_texts() == ["·blue"] * 3
    page.mouse.click(box["x"] + 5, box["y"] + box["height"] * 9.5 / 16)
    until(page, lambda: in_url(page).get("position") == "9")


def test_arrow_keys_walk_through_the_rows_of_every_picture(visit: Visit) -> None:
    page = visit("context", lang="en", view="attention-flow", prompt=RED, position=9)
    panels = page.locator(".panels")
    panels.focus()
    page.keyboard.press("ArrowUp")
    expect(panels).to_have_attribute("aria-valuenow", "9")
    page.keyboard.press("Enter")
    until(page, lambda: in_url(page).get("position") == "8")


def test_a_head_of_a_sorted_wall_says_its_score(visit: Visit) -> None:
    page = visit("context", lang="en", prompt=RED)
    page.get_by_label("Sorted by").select_option(label="score: induction")
    wall(page).hover(position={"x": 40, "y": 40})
    expect(page.locator(".said")).to_contain_text("· induction ")
