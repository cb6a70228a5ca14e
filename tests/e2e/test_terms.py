"""A word that newcomers do not know gives its sentence: by pointing, by the keyboard, by a tap."""

import pytest
from playwright.sync_api import Page, expect

from explorer.words.glossary import terms
from scripts.browser import address, settled

SAYS = "#term-says"
OUR_SPELLING = "zebrafish"
"""A word of the visitor's, which the test makes a term: no component may mark it where it is theirs."""

COUNT_OURS = """(word) => [...(window.explorerRoots ?? [])]
  .flatMap((root) => [...root.querySelectorAll("a.term")])
  .filter((at) => at.textContent.toLowerCase() === word).length"""


def opened(page: Page, path: str, **params: object) -> None:
    page.goto(address(path, **params))
    page.wait_for_selector("h1")
    settled(page)


def test_pointing_tells_and_escape_closes(page: Page) -> None:
    opened(page, "context", lang="en", view="head")
    word = page.locator("a.term", has_text="entropy").first
    word.hover()
    expect(page.locator(SAYS)).to_have_text(terms("en")["entropy"].says)
    expect(word).to_have_attribute("aria-describedby", "term-says")
    page.keyboard.press("Escape")
    expect(page.locator(SAYS)).to_have_count(0)


def test_the_keyboards_focus_tells_and_enter_leads_to_the_view(page: Page) -> None:
    opened(page, "context", lang="ja", view="head")
    word = page.locator("a.term", has_text="エントロピー").first
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(SAYS)).to_have_text(terms("ja")["entropy"].says)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/decoding?*view=whole-vocabulary*")


def test_a_badge_tells_what_it_stands_for(page: Page) -> None:
    opened(page, "context", lang="en", view="head")
    page.locator('[data-term="sink"]').hover()
    expect(page.locator(SAYS)).to_have_text(terms("en")["sink"].says)


@pytest.mark.parametrize(
    ("path", "view"), [("", "steps"), ("context", "head"), ("features", "lens"), ("output", "written")]
)
def test_what_the_visitor_typed_is_never_a_term(page: Page, path: str, view: str) -> None:
    page.add_init_script(
        f"""let all; Object.defineProperty(window, "explorerTerms", {{
          get: () => all,
          set: (made) => {{
            all = made;
            let data = null;
            Object.defineProperty(made, "data", {{ get: () => data, set: (given) => {{
              data = given && {{ ...given, pattern: given.pattern + "|{OUR_SPELLING}",
                spellings: {{ ...given.spellings, {OUR_SPELLING}: "token" }} }};
              if (data) made.finds = new RegExp(data.pattern, "gi");
            }} }});
          }},
        }});"""
    )
    opened(page, path, lang="en", view=view, prompt=f"a {OUR_SPELLING} and one more {OUR_SPELLING}")
    assert page.evaluate("window.explorerTerms.data.pattern").endswith(OUR_SPELLING)
    assert page.locator("a.term").count() > 0
    assert page.evaluate(COUNT_OURS, OUR_SPELLING) == 0
