"""A page's words are complete in each language, or the page says at once what is missing."""

from pathlib import Path

import pytest

from explorer.session.here import LANGUAGES
from explorer.words.prose import SECTIONS, Prose, prose

PAGES = sorted(folder for folder in (Path(__file__).parents[2] / "pages").iterdir() if (folder / "page.py").is_file())
WHOLE = """\
# 文脈 context

## shows
One.

## does not show
Two.

## plain
Three.

### More

Four.

## technical
Five.
"""


def write(folder: Path, text: str) -> Path:
    (folder / "text.ja.md").write_text(text, encoding="utf-8")
    return folder


def test_title_and_sections_come_apart(tmp_path: Path) -> None:
    assert prose(write(tmp_path, WHOLE), "ja") == Prose(
        title="文脈 context", shows="One.", limits="Two.", plain="Three.\n\n### More\n\nFour.", technical="Five."
    )


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_missing_section_is_named(tmp_path: Path, heading: str) -> None:
    page = write(tmp_path, WHOLE.replace(f"## {heading}\n", "", 1))
    with pytest.raises(ValueError, match=rf"text\.ja\.md says nothing under '## {heading}'"):
        prose(page, "ja")


@pytest.mark.parametrize("heading", ["plain", "Plain", "notes"])
def test_a_section_twice_or_unknown_is_named(tmp_path: Path, heading: str) -> None:
    page = write(tmp_path, f"{WHOLE}\n## {heading}\nSix.\n")
    with pytest.raises(ValueError, match=f"has a '## {heading}' too many"):
        prose(page, "ja")


@pytest.mark.parametrize("text", ["", "## shows\nOne.", "# \n\n## shows\nOne."])
def test_a_text_without_a_title_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="does not begin with a title"):
        prose(write(tmp_path, text), "ja")


def test_a_missing_language_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"text\.en\.md is missing: a page has a text in each language"):
        prose(write(tmp_path, WHOLE), "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_page_has_its_words_in_every_language(page: Path, language: str) -> None:
    words = prose(page, language)
    assert len(words.shows.splitlines()) == len(words.limits.splitlines()) == 1, "one sentence each"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_languages_are_not_the_same_text(page: Path) -> None:
    english, japanese = prose(page, "en"), prose(page, "ja")
    for field in SECTIONS.values():
        assert getattr(english, field) != getattr(japanese, field), field


def test_a_page_may_say_something_else_of_a_model_that_fills_gaps(tmp_path: Path) -> None:
    words = prose(write(tmp_path, WHOLE.replace("## plain", "## gaps: title\nGaps.\n\n## plain")), "ja")
    assert (words.title, words.of_gaps().title, words.of_gaps().shows) == ("文脈 context", "Gaps.", "One.")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_both_languages_say_something_else_of_gaps_or_neither_does(page: Path) -> None:
    english, japanese = prose(page, "en"), prose(page, "ja")
    assert english.gaps.keys() == japanese.gaps.keys()
    assert all(english.gaps[field] != japanese.gaps[field] for field in english.gaps)


def test_there_are_pages() -> None:
    assert len(PAGES) >= 6
