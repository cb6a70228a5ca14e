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
from scripts.browser import PROJECTOR, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, in_url, path, until

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
    page.get_by_role("button", name="Present and play").click()
    page.get_by_role("link", name=name).click()
    until(page, lambda: path(page) == name.lower())
    settled(page)


def view(page: Page, name: str) -> None:
    page.locator(".st-key-choice").get_by_role("radio", name=name).click()
    settled(page)


def write(page: Page, label: str, text: str) -> None:
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")
    settled(page)


def downloaded(page: Page) -> Talk:
    with page.expect_download() as sent:
        page.locator(".st-key-talk_give").get_by_role("button", name="Download").click()
    return read(Path(sent.value.path()).read_text(encoding="utf-8"), PLACES)


def test_a_talk_is_recorded_written_put_in_order_and_comes_back_from_its_link(visit: Visit) -> None:
    page = visit("features", view="lens", prompt="Tom had a red ball.", layer="3")
    wing(page, "Talks")
    view(page, "Editor")
    page.get_by_role("button", name="Record: ③ Features · The lens").click()
    write(page, "Title (English)", "The <b>lens</b>")
    write(page, "Title (日本語)", "レンズ")
    write(page, "Notes for you alone (English)", "Breathe.")
    page.locator(".st-key-spine button.node").nth(1).click()
    until(page, lambda: path(page) == "context")
    settled(page)
    wing(page, "Talks")
    view(page, "Editor")
    page.get_by_role("button", name="Record: ② Context · One head").click()
    settled(page)
    rows = page.locator(".st-key-scene_list li")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("The <b>lens</b>")
    expect(rows.nth(0)).to_contain_text("Tom had a red ball.")
    expect(rows.nth(1)).to_contain_text("goes on with the text on screen")
    rows.nth(0).get_by_role("button", name="Move down").click()
    expect(rows.nth(1)).to_contain_text("The <b>lens</b>")
    settled(page)
    rows.nth(0).get_by_role("button", name="Delete").click()
    expect(rows).to_have_count(1)
    settled(page)
    talk = downloaded(page)
    (scene,) = talk.scenes
    assert (scene.page, scene.params("en")) == (
        "features",
        {"view": "lens", "layer": "3", "prompt": "Tom had a red ball."},
    )
    assert (scene.title.en, scene.title.ja, scene.notes.ja) == ("The <b>lens</b>", "レンズ", "Breathe.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    link = page.evaluate("() => navigator.clipboard.readText()")
    page.goto(link)
    expect(page.locator(".card.own h2")).to_have_text("My talk")
    assert unpacked(link.rpartition("shared=")[2], PLACES) == talk
    until(page, lambda: "shared" not in in_url(page))
    page.locator(".card.own").get_by_role("button", name="The <b>lens</b>").click()
    until(page, lambda: path(page) == "features" and in_url(page).get("talk") == "my-talk")
    assert in_url(page).items() >= {"stage": "1", "prompt": "Tom had a red ball."}.items()
    settled(page)


def test_a_bad_file_is_refused_with_its_line(visit: Visit) -> None:
    page = visit("talks")
    file = {"name": "mine.toml", "mimeType": "application/toml", "buffer": BAD}
    page.locator("input[type=file]").set_input_files(file)  # pyright: ignore[reportArgumentType]
    expect(page.locator('[data-testid="stAlertContentError"]')).to_contain_text("Line 5: there is no page attic")


def test_a_talk_is_taken_along_and_given_without_a_server(visit: Visit, browser: Browser, tmp_path: Path) -> None:
    page = visit("talks")
    file = {"name": "mine.toml", "mimeType": "application/toml", "buffer": TWO.encode()}
    page.locator("input[type=file]").set_input_files(file)  # pyright: ignore[reportArgumentType]
    card = page.locator(".card.own")
    card.get_by_role("button", name="Take along (HTML)").click()
    with page.expect_download(timeout=90_000) as sent:
        page.get_by_role("button", name="Download").filter(has_text="MB").click(timeout=90_000)
    taken = tmp_path / sent.value.suggested_filename
    sent.value.save_as(taken)
    assert taken.name == "llm-explorer-mine.html"
    assert taken.stat().st_size < 6_000_000
    tab, complaints = _alone(browser, taken)
    title, nav = tab.locator(".st-key-stage h1"), tab.locator("nav")
    expect(title).to_have_text("In pieces")
    pieces = tab.locator("main [data-part]:visible")
    expect(pieces).to_have_count(1)
    tab.keyboard.press("ArrowRight")
    expect(pieces).to_have_count(2)
    nav.get_by_role("button", name="日本語").click()
    expect(title).to_have_text("断片に")
    expect(nav.locator("bdi")).to_have_text("お腹がすいたので、ご飯を")
    with tab.context.expect_page() as notes:
        tab.keyboard.press("n")
    expect(notes.value.locator("#notes")).to_have_text("深呼吸。")
    forward = nav.get_by_role("button", name="1 つ先のステップ")
    until(tab, lambda: forward.click() or title.inner_text() == "数で")
    expect(tab.locator(".js-plotly-plot .scatterlayer path").first).to_be_attached()
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("heading", level=1).first).to_have_text("2 つの見方")
    tab.get_by_role("button", name="English").first.click()
    tab.get_by_role("group", name="Scenes").get_by_role("button", name="In pieces").click()
    expect(tab.locator(".told h2")).to_have_text("In pieces")
    expect(tab.get_by_role("heading", level=1).first).to_have_text("Two <b>views</b>")
    tab.context.close()
    assert complaints == []


def _alone(browser: Browser, file: Path) -> tuple[Page, list[str]]:
    """The file in a tab without a network, and what goes wrong there."""
    tab, complaints = browser.new_context(offline=True, viewport=PROJECTOR).new_page(), []
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
