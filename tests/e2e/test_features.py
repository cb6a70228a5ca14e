"""The Features page under somebody's hands."""

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from explorer.models.catalogue import EMBEDDED
from tests.e2e.conftest import Visit

LONG = "The cat sat on the mat and looked at the moon. " * 6


LAYERS = json.loads((Path(EMBEDDED[0].location) / "config.json").read_text())["n_layer"]
EMBEDDING = -1


def cell(tab: Page, layer: int, column: int):
    """The last layer stands on top."""
    return tab.locator(f'.lens td button[data-row="{LAYERS - 1 - layer}"][data-column="{column}"]')


def test_a_click_on_a_cell_picks_its_layer_and_its_position_everywhere(visit: Visit) -> None:
    tab = visit("features")
    cell(tab, 3, 5).click()
    expect(tab).to_have_url(re.compile(r"layer=3&position=5"))
    expect(cell(tab, 3, 5)).to_have_attribute("aria-pressed", "true")
    tab.get_by_role("radio", name="Neurons").click()
    expect(tab.get_by_role("heading", name="The strongest neurons in layer 4")).to_be_visible()


def test_the_embeddings_row_picks_the_position_and_leaves_the_layer(visit: Visit) -> None:
    tab = visit("features", layer=3)
    cell(tab, EMBEDDING, 2).click()
    expect(tab).to_have_url(re.compile(r"layer=3&position=2"))


def test_the_panel_follows_the_pointer_and_goes_back_to_the_selection(visit: Visit) -> None:
    tab = visit("features", position=3, layer=1)
    where = tab.locator(".lens .where")
    expect(where).to_contain_text("Layer 2")
    cell(tab, LAYERS - 1, 6).hover()
    expect(where).to_contain_text(f"Layer {LAYERS}")
    tab.locator("h1").hover()
    expect(where).to_contain_text("Layer 2")


def test_arrow_keys_walk_the_table_and_enter_selects(visit: Visit) -> None:
    tab = visit("features", position=3, layer=1)
    cell(tab, 1, 3).focus()
    tab.keyboard.press("ArrowUp")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile(r"layer=2&position=4"))


def test_the_arrows_of_a_long_prompt_show_other_positions_and_leave_the_selection(visit: Visit) -> None:
    tab = visit("features", prompt=LONG, position=40)
    shown = tab.locator(".lens .pages")
    before = shown.inner_text()
    tab.get_by_role("button", name="Earlier positions").click()
    expect(shown).not_to_have_text(before)
    assert "position=40" in tab.url


def test_a_dimension_is_read_out_under_the_pointer_and_by_keys(visit: Visit) -> None:
    tab = visit("features", view="stream")
    board, readout = tab.get_by_role("slider", name="The vectors of the selected token"), tab.locator(".readout.mono")
    board.hover(position={"x": 300, "y": 20})
    first = re.search(r"dimension (\d+):", readout.inner_text())
    assert first is not None
    board.focus()
    tab.keyboard.press("ArrowRight")
    expect(readout).to_contain_text(f"dimension {int(first[1]) + 1}:")


def test_the_cells_of_the_lens_turn_into_numbers_without_a_round_trip(visit: Visit) -> None:
    tab = visit("features")
    words = cell(tab, 6, 3).inner_text()
    tab.get_by_role("button", name="entropy").click()
    expect(cell(tab, 6, 3)).to_have_text(re.compile(r"^\d+\.\d\d$"))
    tab.get_by_role("button", name="likeliest token").click()
    expect(cell(tab, 6, 3)).to_have_text(words)


def test_another_contender_takes_the_logit_apart_anew(visit: Visit) -> None:
    tab = visit("features", view="why")
    total = tab.locator("tr.sum .value")
    before = total.inner_text()
    tab.get_by_role("radio", name=re.compile("nothing")).click()
    expect(total).not_to_have_text(before)
    box = tab.get_by_role("textbox", name=re.compile("and not"))
    box.fill("girl")
    box.press("Enter")
    expect(tab.locator(".slot").nth(1).get_by_role("radio", checked=True)).to_contain_text("girl")


def test_a_click_on_a_part_selects_its_head(visit: Visit) -> None:
    tab = visit("features", view="why", layer=1, head=1)
    tab.get_by_role("button", name=re.compile(r"^head \d of layer \d$")).first.click()
    expect(tab).not_to_have_url(re.compile(r"layer=1&head=1"))
