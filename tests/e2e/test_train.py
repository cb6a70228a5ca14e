"""A preset is trained in the browser, stopped, kept, and stands among the visitor's models."""

from playwright.sync_api import Page, expect

from scripts.browser import settled
from tests.e2e.conftest import Visit
from tests.e2e.hands import in_url, until

POINTS = "document.querySelector('.st-key-train_curve .js-plotly-plot')?.data?.[0]?.x?.length ?? 0"
"""Of the line of what it learns from."""


def points(page: Page) -> int:
    return page.evaluate(POINTS)


def test_a_preset_grows_its_curve_and_what_it_has_learnt_becomes_a_model(visit: Visit) -> None:
    page = visit("train")
    page.locator(".st-key-train_preset button", has_text="A first model").click()
    settled(page)
    page.locator(".st-key-train_begin button").click()
    until(page, lambda: points(page) > 1)
    before = points(page)
    until(page, lambda: points(page) > before)
    page.locator(".st-key-train_stop button").click()
    page.locator(".st-key-train_keep button").click()
    until(page, lambda: in_url(page).get("model") == "mine:first")
    page.get_by_role("button", name="Settings", exact=True).click()
    expect(page.get_by_role("combobox", name="Model")).to_have_value("mine:first")
