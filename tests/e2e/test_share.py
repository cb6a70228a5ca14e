"""What a visitor takes along from a page: a link, a picture, the run, the page itself; each is opened again."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from safetensors.numpy import load

from scripts.browser import address, settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import HANDHELD, in_url

PROMPT = "お腹がすいたので、ご飯を"


def opened(page: Page, tab: int) -> Locator:
    """What the button opens, at one of its three tabs."""
    page.locator(".st-key-share button").first.click()
    settled(page)
    page.get_by_role("tab").nth(tab).click()
    return page.locator(".st-key-shared")


def taken(page: Page, button: Locator, folder: Path) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        button.click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_link_is_shown_copied_and_leads_back(visit: Visit, visitor: Callable[..., Page]) -> None:
    page = visit("context", lang="ja", prompt=PROMPT * 120)
    link = opened(page, 0).get_by_label("いまの画面へのリンク").first
    address = link.input_value()
    assert len(address) < 1_000
    expect(page.locator(".st-key-share_link svg.qr")).to_be_visible()
    other = visitor(**HANDHELD)
    other.goto(address)
    settled(other)
    expect(other.locator(".st-key-prompt textarea")).to_have_value(PROMPT * 120)
    assert in_url(other).keys() == {"lang", "run"}


def test_inside_another_page_the_picture_stands_alone(page: Page) -> None:
    page.goto(address("context", lang="en", embed="1"))
    page.wait_for_selector("h1")
    settled(page)
    expect(page.locator(".st-key-top_row")).to_be_hidden()
    expect(page.locator(".st-key-way_out a")).to_be_visible()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_picture_is_taken_as_image_and_as_data(visit: Visit, visitor: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("decoding", lang="ja", prompt=PROMPT)
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


def test_a_figure_of_plotly_s_is_taken_too(visit: Visit, tmp_path: Path) -> None:
    page = visit("scale", lang="ja")
    row = opened(page, 1).locator(".picture").first
    drawing = taken(page, row.get_by_role("button", name="SVG"), tmp_path).read_text(encoding="utf-8")
    assert "パラメータ数" in drawing
    table = taken(page, row.get_by_role("button", name="CSV"), tmp_path).read_text(encoding="utf-8-sig")
    assert "x,y" in table


def test_a_cloud_in_three_dimensions_is_no_blank_image(visit: Visit, tmp_path: Path) -> None:
    """A browser forgets such a canvas once it has been shown."""
    page = visit("tokens", lang="ja", view="vectors")
    page.get_by_role("radio", name="3-D").click()
    settled(page)
    row = opened(page, 1).locator(".picture").nth(2)
    image = np.asarray(Image.open(taken(page, row.get_by_role("button", name="PNG"), tmp_path)).convert("RGB"), int)
    assert (np.abs(image - image[0, 0]).sum(-1) > 30).mean() > 0.02


def test_the_run_and_the_page_are_taken_and_the_page_opens_without_a_network(
    visit: Visit, browser: Browser, tmp_path: Path
) -> None:
    page = visit("context", lang="en", prompt="The cat sat", generated="8c.9", step=1)
    shared = opened(page, 2)
    read = load(taken(page, shared.get_by_role("button", name="safetensors"), tmp_path).read_bytes())
    np.testing.assert_allclose(read["patterns"].sum(-1), 1, atol=1e-5)
    assert len(json.loads(taken(page, shared.get_by_role("button", name="JSON"), tmp_path).read_text())["tokens"]) > 3
    shared.get_by_role("button", name="HTML").click()
    settled(page)
    file = taken(page, shared.get_by_role("button", name="Download"), tmp_path)
    assert file.stat().st_size < 6_000_000
    _opens_alone(browser, file)


def _opens_alone(browser: Browser, file: Path) -> None:
    """From a folder, with the network off: both languages, both themes, the steps, and hover."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
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
    tab.get_by_role("button", name="One step back").click()
    expect(output).to_have_text("step 0 of 2")
    assert tab.locator("main .root").first.inner_text() != tokens
    tab.get_by_role("button", name="日本語").click()
    expect(tab.locator("h1")).to_contain_text("文脈理解")
    before = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    tab.get_by_role("button", name="暗い").click()
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") != before
    for view in tab.get_by_role("group", name="表示").get_by_role("button").all():
        view.click()
        expect(tab.locator("main .root").first).to_be_visible()
    context.close()
    assert complaints == []
