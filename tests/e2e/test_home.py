"""The Home page under somebody's hands: one pass, played, and zoomed down to one multiplication."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

PASS = ".st-key-home-pass"


def numbers(words: str) -> list[float]:
    return [float(number.replace("−", "-")) for number in re.findall(r"[−-]?\d+\.\d+(?:e-?\d+)?", words)]


def into(tab: Page, *places: str) -> None:
    for place in places:
        tab.locator(f'[data-focus="{place}"]').click()


def test_the_pass_plays_by_itself_and_can_be_stepped(visit: Visit) -> None:
    tab = visit("home", view="one-pass")
    said = tab.locator("p.said")
    expect(said).to_contain_text("is cut into", timeout=15_000)
    tab.get_by_role("button", name="Pause").click()
    tab.get_by_role("button", name="From the start").click()
    expect(said).to_contain_text("characters comes in")
    tab.get_by_role("button", name="One step on").click()
    expect(said).to_contain_text("is cut into")
    tab.locator('[data-focus="scrub"]').press("End")
    expect(said).to_contain_text("One token is chosen")


def test_from_the_whole_down_to_one_multiplication_and_back(visit: Visit) -> None:
    tab = visit("home", view="one-pass")
    into(tab, "layer-1", "head-2")
    expect(tab.locator(".crumbs strong")).to_have_text("Head 3")
    expect(tab).to_have_url(re.compile("layer=1&head=2"))
    into(tab, "key-0")
    products = [float(text.replace("−", "-")) for text in tab.locator(".product strong").all_text_contents()]
    (total,) = numbers(tab.locator(".total").inner_text())
    assert abs(sum(products) - total) < 0.001 * len(products)
    into(tab, "product-4")
    q, k, product = numbers(tab.locator("p.one").inner_text().replace("q5", "").replace("k5", ""))
    assert abs(q * k - product) < 1e-6 * max(1, abs(product))
    into(tab, "crumb-0")
    expect(tab.locator(".whole")).to_be_visible()


def test_a_guess_goes_down_to_one_multiplication_of_its_logit(visit: Visit) -> None:
    tab = visit("home", view="one-pass")
    tab.locator('[data-focus="scrub"]').press("End")
    into(tab, "guess-0")
    expect(tab.locator(".crumbs strong")).to_contain_text("Logit of")
    products = [float(text.replace("−", "-")) for text in tab.locator(".product strong").all_text_contents()]
    (rest,) = numbers(tab.locator(".rest").inner_text())
    (total,) = numbers(tab.locator(".total").inner_text())
    assert abs(sum(products) + rest - total) < 0.001 * (len(products) + 1)
    tab.locator(".product").first.click()
    x, w, product = numbers(re.sub(r"[xw]\d+", "", tab.locator("p.one").inner_text()))
    assert abs(x * w - product) < 1e-6 * max(1, abs(product))
    into(tab, "crumb-0")
    expect(tab.locator(".whole")).to_be_visible()


def test_another_prompt_begins_another_pass(visit: Visit) -> None:
    tab = visit("home", view="one-pass")
    into(tab, "layer-1")
    tab.locator(".st-key-prompt textarea").fill("One day")
    tab.locator(".st-key-prompt textarea").press("Enter")
    expect(tab.locator("p.said")).to_contain_text("A text of 7 characters")
