"""A published model, from its package's file to a run, as somebody sees it who chooses it for the first time."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from explorer.models.published import SMOLLM2
from scripts.browser import address, settled

PATIENCE = 120_000
"""Milliseconds."""


def test_it_is_converted_while_the_page_says_how_far_it_is_and_runs_then(visitor: Callable[..., Page]) -> None:
    page = visitor()
    prompt = "The Eiffel Tower is located in the city of"
    page.goto(address("", lang="en", model=SMOLLM2.name, prompt=prompt, chat=0))
    expect(page.get_by_role("button", name="Cancel").or_(page.locator(".scrubber"))).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".st-key-spine .scrubber")).to_be_visible(timeout=PATIENCE)
    settled(page)
    expect(page.get_by_text(re.compile("·Paris")).filter(visible=True).first).to_be_visible()
    page.get_by_role("button", name="Settings", exact=True).click()
    settings = page.get_by_test_id("stPopoverBody")
    expect(
        settings.get_by_text("Made by Hugging Face and published in 2024 under the licence Apache-2.0.")
    ).to_be_visible()
    expect(settings.get_by_text("79 % rounded to 4 bits (Q4_1)")).to_be_visible()
