"""Whatever is typed or put into a link is shown as the text it is."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scripts.browser import ROOT
from tests.e2e.conftest import Visit
from tests.e2e.hands import STEPS, generate, in_url, miniatures, picture, prompt_of, run_prompt, turn_to

SCRIPT = '<script>window.hurt=1</script><img src=x onerror="window.hurt=1"><svg onload="window.hurt=1"><b>bold</b>'
MARKUP = "**bold** $x^2$ :material/home: :red[bold] `c` [bold](http://elsewhere.invalid/)\n# bold\n![b](x) &lt;"
FAMILY = "家族👨‍👩‍👧‍👦と🇯🇵"
ARABIC = "مرحبا بالعالم، كيف"
EVERYWHERE = ("home", *STEPS)


COMPONENTS = ROOT / "explorer" / "components"


def go(page: Page, name: str) -> None:
    """To a page by the spine, or home by the link above it."""
    if name != "home":
        return turn_to(page, name)
    page.locator(".st-key-top_row a").first.click()
    return expect(page.locator(".st-key-spine [aria-current]")).to_have_count(0)


def made(page: Page) -> dict[str, int]:
    """What markup in users' text would have become, anywhere on the page, through every shadow root."""
    would_be = {
        "image": 'img[src="x"]',
        "handler": "[onload], [onerror]",
        "link": 'a[href^="http://elsewhere"]',
        "bold": ':is(b, strong, h1, h2, h3):text-is("bold")',
        "colour": '[class*="stMarkdownColoredText"]:text-is("bold")',
        "icon": '[aria-label="home icon"]',
        "formula": '.katex:has-text("x^2")',
    }
    return {name: count for name, selector in would_be.items() if (count := page.locator(selector).count())}


def test_markup_in_a_prompt_is_text_on_every_page(visit: Visit) -> None:
    prompt = f"{MARKUP}\n{SCRIPT}"
    page = visit("output", lang="en", prompt=prompt)
    generate(page, 1)
    for name in EVERYWHERE:
        go(page, name)
        assert made(page) == {}, name
        assert page.evaluate("window.hurt") is None
        expect(prompt_of(page)).to_have_value(prompt)
    assert any(sign in miniatures(page)[0] for sign in ("<", "&"))


@pytest.mark.parametrize("text", [SCRIPT[:190], MARKUP[:60]])
def test_markup_in_a_link_is_text(visit: Visit, text: str) -> None:
    page = visit("tokens", lang="en", model=text.replace("\n", " "), **{text: "1"})
    expect(page.get_by_role("alert").first).to_contain_text("bold" if text in MARKUP else "<script>")
    assert made(page) == {}
    assert page.evaluate("window.hurt") is None


def test_what_a_component_is_given_as_text_becomes_text(page: Page) -> None:
    shared = (COMPONENTS / "shared.js").read_text(encoding="utf-8")
    page.goto("about:blank")
    made = page.evaluate(
        f"""(text) => {{
      {shared}
      const made = el("p", {{ title: text }}, text, el("b", {{}}, text));
      document.body.append(made);
      const [first, bold] = [made.childNodes[0].data, made.querySelector("b").textContent];
      return [made.title, first, bold, made.querySelectorAll("*").length];
    }}""",
        SCRIPT,
    )
    assert made == [SCRIPT, SCRIPT, SCRIPT, 1]


@pytest.mark.parametrize("script", sorted(COMPONENTS.rglob("*.js")), ids=lambda script: script.parent.name)
def test_no_component_writes_markup(script: Path) -> None:
    words = ("innerHTML", "outerHTML", "insertAdjacentHTML", "setHTML", "document.write", "DOMParser", "eval(")
    assert [word for word in words if word in script.read_text(encoding="utf-8")] == []


def test_a_hundred_thousand_characters_are_refused_kept_and_can_be_replaced(visit: Visit) -> None:
    page, long = visit("context", lang="en"), "all the words " * 7_143
    prompt_of(page).fill(long)
    prompt_of(page).press("Enter")
    expect(page.get_by_test_id("stAlertContentError")).to_contain_text(str(len(long)))
    for name in EVERYWHERE:
        go(page, name)
        expect(page.get_by_test_id("stAlertContentError")).to_have_count(1)
        assert prompt_of(page).input_value() == long
    assert "prompt" not in in_url(page)
    run_prompt(page, "short")
    expect(page.get_by_test_id("stAlertContentError")).to_have_count(0)


def test_text_from_right_to_left_runs_so_and_no_character_is_shown_as_broken(visit: Visit) -> None:
    prompt = f"{ARABIC} {FAMILY}"
    page = visit("tokens", lang="ja", prompt=prompt)
    assert prompt_of(page).evaluate("area => getComputedStyle(area).direction") == "rtl"
    chips = page.get_by_role("listbox").first.get_by_role("option")
    first, second = (chips.nth(n).bounding_box() or {} for n in (0, 1))
    assert first["x"] > second["x"]
    for name in EVERYWHERE:
        go(page, name)
        assert "\ufffd" not in picture(page) + "".join(miniatures(page)), name
        expect(prompt_of(page)).to_have_value(prompt)
