"""Talks: started from the list, made in the editor, carried away and brought back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from explorer.talks.packed import unpacked
from explorer.talks.reader import read
from explorer.talks.shipped import ORDER
from explorer.talks.talk import Talk
from explorer.views.registry import PLACES
from scripts.browser import PHONE, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, ON_BOTH, ON_BOTH_IN_TURN, in_url, path, press, screen_of, until
from tests.e2e.opened import LOOKS
from tests.e2e.test_reach import narrow_faults

TWO = """
slug = "mine"
minutes = 5
title = { en = "Two <b>views</b>", ja = "2 つの見方" }
[[scene]]
page = "tokens"
title = { en = "In pieces", ja = "断片に" }
notes = { en = "Breathe.", ja = "深呼吸。" }
reveal = 1
[scene.place]
view = "cut"
en = { prompt = "Tom had a red ball." }
ja = { prompt = "お腹がすいたので、ご飯を" }
[[scene]]
page = "scale"
place = { view = "law" }
title = { en = "In numbers", ja = "数で" }
"""
BAD = b'slug = "mine"\nminutes = 5\ntitle = { en = "Mine", ja = "\xe7\xa7\x81" }\n[[scene]]\npage = "attic"\n'


def wing(page: Page, name: str) -> None:
    """Go to a page of the wing by the top row."""
    press(page.get_by_role("button", name="Present and play"))
    press(page.get_by_role("link", name=name))
    until(page, lambda: path(page) == name.lower())
    settled(page)


def view(page: Page, name: str) -> None:
    press(page.locator(".st-key-choice").get_by_role("radio", name=name))
    settled(page)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")
    settled(page)


def downloaded(page: Page) -> Talk:
    with page.expect_download() as sent:
        press(page.locator(".st-key-talk_give").get_by_role("button", name="Download"))
    return read(Path(sent.value.path()).read_text(encoding="utf-8"), PLACES)


@ON_BOTH
def test_a_talk_is_recorded_written_put_in_order_and_comes_back_from_its_link(visit: Visit, tab: Page) -> None:
    page = visit("features", tab=tab, view="lens", prompt="Tom had a red ball.", layer="3")
    wing(page, "Talks")
    view(page, "Editor")
    press(page.get_by_role("button", name="Record: ③ Features · The lens"))
    write(page, "Title (English)", "The <b>lens</b>")
    write(page, "Title (日本語)", "レンズ")
    write(page, "Notes for you alone (English)", "Breathe.")
    press(page.locator(".st-key-spine button.node").nth(1))
    until(page, lambda: path(page) == "context")
    settled(page)
    wing(page, "Talks")
    view(page, "Editor")
    press(page.get_by_role("button", name="Record: ② Context · One head"))
    settled(page)
    rows = page.locator(".st-key-scene_list li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("The <b>lens</b>")
    expect(rows.nth(0)).to_contain_text("Tom had a red ball.")
    expect(rows.nth(1)).to_contain_text("goes on with the text on screen")
    press(rows.nth(0).get_by_role("button", name="Move down"))
    expect(rows.nth(1)).to_contain_text("The <b>lens</b>")
    settled(page)
    press(rows.nth(0).get_by_role("button", name="Delete"))
    expect(rows).to_have_count(1)
    settled(page)
    if page.viewport_size == PHONE:
        page.evaluate(LOOKS)
        assert narrow_faults(page, phone=True) == []
    talk = downloaded(page)
    (scene,) = talk.scenes
    assert (scene.page, scene.params("en")) == (
        "features",
        {"view": "lens", "layer": "3", "prompt": "Tom had a red ball."},
    )
    assert (scene.title.en, scene.title.ja, scene.notes.ja) == ("The <b>lens</b>", "レンズ", "Breathe.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(page.get_by_role("button", name="Copy link"))
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    page.goto(link)
    expect(page.locator(".card.own h2")).to_have_text("My talk")
    assert unpacked(link.rpartition("shared=")[2], PLACES) == talk
    until(page, lambda: "shared" not in in_url(page))
    press(page.locator(".card.own").get_by_role("button", name="The <b>lens</b>"))
    until(page, lambda: path(page) == "features" and in_url(page).get("talk") == "my-talk")
    assert in_url(page).items() >= {"stage": "1", "prompt": "Tom had a red ball."}.items()
    settled(page)


@ON_BOTH_IN_TURN
def test_a_bad_file_is_refused_with_its_line(visit: Visit, tab: Page) -> None:
    page = visit("talks", tab=tab)
    file = {"name": "mine.toml", "mimeType": "application/toml", "buffer": BAD}
    page.locator("input[type=file]").set_input_files(file)  # pyright: ignore[reportArgumentType]
    expect(page.locator('[data-testid="stAlertContentError"]')).to_contain_text("Line 5: there is no page attic")


@ON_BOTH_IN_TURN
def test_a_talk_is_taken_along_and_given_without_a_server(
    visit: Visit, tab: Page, browser: Browser, tmp_path: Path
) -> None:
    page = visit("talks", tab=tab)
    mine = {"name": "mine.toml", "mimeType": "application/toml", "buffer": TWO.encode()}
    page.locator("input[type=file]").set_input_files(mine)  # pyright: ignore[reportArgumentType]
    card = page.locator(".card.own")
    press(card.get_by_role("button", name="Take along (HTML)"))
    with page.expect_download(timeout=90_000) as sent:
        press(page.get_by_role("button", name="Download").filter(has_text="MB"), timeout=90_000)
    taken = tmp_path / sent.value.suggested_filename
    sent.value.save_as(taken)
    assert taken.name == "llm-explorer-mine.html"
    assert taken.stat().st_size < 6_000_000
    file, complaints = _alone(browser, taken, like=page)
    title, nav = file.locator(".st-key-stage h1"), file.locator("nav")
    expect(title).to_have_text("In pieces")
    pieces = file.locator("main [data-part]:visible")
    expect(pieces).to_have_count(1)
    file.keyboard.press("ArrowRight")
    expect(pieces).to_have_count(2)
    press(nav.get_by_role("button", name="日本語"))
    expect(title).to_have_text("断片に")
    expect(nav.locator("bdi")).to_have_text("お腹がすいたので、ご飯を")
    with file.context.expect_page() as notes:
        file.keyboard.press("n")
    expect(notes.value.locator("#notes")).to_have_text("深呼吸。")
    forward = nav.get_by_role("button", name="1 つ先のステップ")
    until(file, lambda: press(forward) or title.inner_text() == "数で")
    expect(file.locator(".js-plotly-plot .scatterlayer path").first).to_be_attached()
    file.keyboard.press("Escape")
    expect(file.get_by_role("heading", level=1).first).to_have_text("2 つの見方")
    press(file.get_by_role("button", name="English").first)
    press(file.get_by_role("group", name="Scenes").get_by_role("button", name="In pieces"))
    expect(file.locator(".told h2")).to_have_text("In pieces")
    expect(file.get_by_role("heading", level=1).first).to_have_text("Two <b>views</b>")
    file.context.close()
    assert complaints == []


def _alone(browser: Browser, file: Path, like: Page) -> tuple[Page, list[str]]:
    """The file in a tab without a network, on the screen of another tab, and what goes wrong there."""
    tab, complaints = browser.new_context(offline=True, **screen_of(like)).new_page(), []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(file.as_uri())
    return tab, complaints


@pytest.mark.parametrize(("slug", "number"), [("ten-minutes", 4), ("inside-attention", 3), ("bert-to-gpt", 3)])
def test_a_talk_starts_at_any_of_its_scenes_on_a_phone_too(
    visit: Visit, visitor: Callable[..., Page], slug: str, number: int
) -> None:
    page = visit("talks", tab=visitor(**HANDHELD))
    card = page.locator(".card").nth(ORDER.index(slug))
    card.get_by_role("button", name=f"Start at scene {number}:").click()
    until(page, lambda: in_url(page).get("talk") == slug)
    assert in_url(page)["scene"] == str(number - 1)
    settled(page)
