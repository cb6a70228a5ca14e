"""The family tree with a pointer and with the keyboard."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visit


def test_a_model_is_chosen_its_facts_are_read_and_its_live_kin_is_opened(visit: Visit) -> None:
    page = visit("tree")
    page.get_by_role("button", name="Training data").click()
    page.get_by_role("radio", name="GPT-4 ·").click()
    card = page.locator(".card")
    expect(card).to_contain_text("not published")
    card.get_by_role("button", name="ChatGPT (GPT-3.5)").click()
    expect(card.get_by_role("link", name="OpenAI 2023, its message")).to_be_visible()
    page.get_by_role("radio", name="Transformer (base) ·").click()
    page.keyboard.press("ArrowRight")
    chosen = page.get_by_role("radio", checked=True)
    expect(chosen).to_be_focused()
    expect(chosen).not_to_have_attribute("aria-label", "Transformer (base)")
    page.get_by_role("radio", name="GPT-2 ·").click()
    card.get_by_role("button", name="explorer-gpt in five steps").click()
    expect(page.locator("h1")).not_to_have_text("Family tree")


def test_the_table_is_sorted_by_a_column(visit: Visit) -> None:
    page = visit("tree", view="all-figures")
    page.get_by_role("button", name="Parameters", exact=True).click()
    expect(page.locator("tbody th").first).to_contain_text("DeepSeek-V3")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Parameters")
    page.get_by_role("button", name="Parameters", exact=True).click()
    expect(page.locator("tbody th").first).to_contain_text("explorer-")
