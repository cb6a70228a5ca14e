"""What a visitor takes along from a page: a link, a picture, the run, the page itself; each is opened again."""

import ast
import json
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from safetensors.numpy import load

from scripts.browser import address, settled
from tests.e2e.conftest import PROBE, Visit
from tests.e2e.hands import HANDHELD, ON_BOTH, ON_BOTH_IN_TURN, in_url, press, screen_of
from tests.e2e.opened import LOOKS
from tests.e2e.test_reach import narrow_faults

PROMPT = "お腹がすいたので、ご飯を"


def opened(page: Page, tab: int) -> Locator:
    """What the button opens, at one of its three tabs."""
    press(page.locator(".st-key-share button").first)
    settled(page)
    press(page.get_by_role("tab").nth(tab))
    return page.locator(".st-key-shared")


def copied(page: Page, shared: Locator, n: int) -> str:
    """What the n-th button to copy puts on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = shared.locator(".field button").nth(n)
    press(button)
    expect(button).to_have_accessible_name(re.compile("^コピーしました"))
    return page.evaluate("() => navigator.clipboard.readText()")


def taken(page: Page, button: Locator, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        press(button)
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.slow), "ja"])
def test_on_a_phone_all_of_it_is_there_for_a_finger(visit: Visit, visitor: Callable[..., Page], lang: str) -> None:
    page = visit("decoding", tab=visitor(**HANDHELD), lang=lang)
    opened(page, 0)
    page.evaluate(LOOKS)
    found = []
    for n in range(3):
        press(page.get_by_role("tab").nth(n))
        settled(page)
        found += [f"tab {n}: {fault}" for fault in narrow_faults(page, phone=True)]
    assert found == []


@ON_BOTH
def test_a_link_is_shown_copied_and_leads_back(visit: Visit, tab: Page, visitor: Callable[..., Page]) -> None:
    page = visit("context", tab=tab, lang="ja", prompt=PROMPT * 120)
    shared = opened(page, 0)
    link = shared.get_by_label("いまの画面へのリンク").first
    address = link.input_value()
    assert len(address) < 1_000
    assert copied(page, shared, 0) == address
    assert copied(page, shared, 1).startswith(f'<iframe src="{escape(address)}&amp;embed=1"')
    expect(page.locator(".st-key-share_link svg.qr")).to_be_visible()
    other = visitor(**HANDHELD)
    other.goto(address)
    settled(other)
    expect(other.locator(".st-key-prompt textarea")).to_have_value(PROMPT * 120)
    assert in_url(other).keys() == {"lang", "run"}


@ON_BOTH_IN_TURN
def test_inside_another_page_the_picture_stands_alone(tab: Page) -> None:
    tab.goto(address("context", lang="en", embed="1"))
    tab.wait_for_selector("h1")
    settled(tab)
    expect(tab.locator(".st-key-top_row")).to_be_hidden()
    expect(tab.locator(".st-key-way_out a")).to_be_visible()
    expect(tab.locator("h1")).to_be_visible()
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@ON_BOTH_IN_TURN
def test_the_lines_for_a_page_of_one_s_own_bring_the_view_there_and_ask_for_nothing_that_is_missing(
    visit: Visit, tab: Page, visitor: Callable[..., Page]
) -> None:
    page = visit("context", tab=tab, lang="ja", prompt=PROMPT)
    lines = copied(page, opened(page, 0), 1)
    other, missing = visitor(**screen_of(tab)), []
    other.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
    other.set_content(f"<p>A page of one's own.</p>{lines}")
    inside = other.frame_locator("iframe")
    expect(inside.locator(".st-key-way_out a")).to_be_visible()
    expect(inside.locator(".st-key-context_head .stage")).to_be_visible(timeout=60_000)
    expect(inside.locator(".st-key-top_row")).to_be_hidden()
    assert [url for url in missing if not PROBE.search(url)] == []


@ON_BOTH_IN_TURN
def test_a_picture_is_taken_as_image_and_as_data(
    visit: Visit, tab: Page, visitor: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit("decoding", tab=tab, lang="ja", prompt=PROMPT)
    row = opened(page, 1).locator(".picture").nth(1)
    files = {way: taken(page, row.get_by_role("button", name=way), tmp_path) for way in ("PNG", "SVG", "CSV", "JSON")}
    assert files["PNG"].read_bytes().startswith(b"\x89PNG")
    drawing = files["SVG"].read_text(encoding="utf-8")
    assert ">いただ<" in drawing
    assert "foreignObject" not in drawing
    assert "http" not in drawing.replace("http://www.w3.org/", "")
    data = json.loads(files["JSON"].read_text(encoding="utf-8"))["data"]
    assert "いただ" in json.dumps(data, ensure_ascii=False)
    table = files["CSV"].read_text(encoding="utf-8-sig")
    assert "いただ" in table
    other = visitor()
    other.set_content(drawing)  # as a reader of SVG sees it
    expect(other.locator("svg text", has_text="そのほか全部")).to_be_visible()


@ON_BOTH_IN_TURN
def test_a_figure_of_plotly_s_is_taken_too(visit: Visit, tab: Page, tmp_path: Path) -> None:
    page = visit("scale", tab=tab, lang="ja")
    row = opened(page, 1).locator(".picture").first
    drawing = taken(page, row.get_by_role("button", name="SVG"), tmp_path).read_text(encoding="utf-8")
    assert "パラメータ数" in drawing
    table = taken(page, row.get_by_role("button", name="CSV"), tmp_path).read_text(encoding="utf-8-sig")
    assert "x,y" in table


@ON_BOTH_IN_TURN
def test_a_cloud_in_three_dimensions_is_no_blank_image(visit: Visit, tab: Page, tmp_path: Path) -> None:
    """A browser forgets such a canvas once it has been shown."""
    page = visit("tokens", tab=tab, lang="ja", view="vectors")
    press(page.get_by_role("radio", name="3-D"))
    settled(page)
    row = opened(page, 1).locator(".picture").nth(2)
    image = np.asarray(Image.open(taken(page, row.get_by_role("button", name="PNG"), tmp_path)).convert("RGB"), int)
    assert (np.abs(image - image[0, 0]).sum(-1) > 30).mean() > 0.02


@ON_BOTH_IN_TURN
def test_the_run_and_the_page_are_taken_and_the_page_opens_without_a_network(
    visit: Visit, tab: Page, browser: Browser, tmp_path: Path
) -> None:
    page = visit("context", tab=tab, lang="en", prompt="The cat sat", generated="8c.9", step=1)
    shared = opened(page, 2)
    read = load(taken(page, shared.get_by_role("button", name="safetensors"), tmp_path).read_bytes())
    np.testing.assert_allclose(read["patterns"].sum(-1), 1, atol=1e-5)
    assert len(json.loads(taken(page, shared.get_by_role("button", name="JSON"), tmp_path).read_text())["tokens"]) > 3
    script = taken(page, shared.get_by_role("button", name="Python"), tmp_path).read_text(encoding="utf-8")
    ast.parse(script)
    assert "The cat sat" in script
    cells = json.loads(taken(page, shared.get_by_role("button", name="Notebook"), tmp_path).read_text())["cells"]
    assert "The cat sat" in "".join("".join(cell["source"]) for cell in cells)
    press(shared.get_by_role("button", name="HTML"))
    settled(page)
    file = taken(page, shared.get_by_role("button", name="Download"), tmp_path)
    assert file.stat().st_size < 6_000_000
    _opens_alone(browser, file, like=page)


def _opens_alone(browser: Browser, file: Path, like: Page) -> None:
    """From a folder, with the network off: both languages, both themes, the steps, and every view."""
    context = browser.new_context(offline=True, **screen_of(like))
    tab, complaints = context.new_page(), []
    tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on(
        "request",
        lambda sent: None if sent.url.startswith(("file:", "data:", "blob:")) else complaints.append(sent.url),
    )
    tab.goto(file.as_uri())
    expect(tab.locator("h1")).to_have_text("Context: where each token looks")
    output = tab.locator("header output")
    expect(output).to_have_text("step 1 of 2")
    tokens = tab.locator("main .root").first.inner_text()
    press(tab.get_by_role("button", name="One step back"))
    expect(output).to_have_text("step 0 of 2")
    assert tab.locator("main .root").first.inner_text() != tokens
    press(tab.get_by_role("button", name="日本語"))
    expect(tab.locator("h1")).to_contain_text("文脈理解")
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    press(tab.get_by_role("button", name="暗い"))
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    for view in tab.get_by_role("group", name="表示").get_by_role("button").all():
        press(view)
        expect(tab.locator("main .root").first).to_be_visible()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
    assert complaints == []
