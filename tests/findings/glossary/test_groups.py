"""The glossary's list: every term once, under the page on which it is seen."""

import pytest

from explorer import words
from explorer.findings.glossary.groups import entry_of, glossary
from explorer.session.here import Here
from explorer.views.term_places import places
from explorer.words.glossary import terms


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_term_stands_in_it_once_and_every_page_too(lang: str) -> None:
    words.speak(lang)
    shown = glossary(places(Here("", lang=lang)))
    entries = [entry for group in shown.groups for entry in group.entries]
    assert sorted(entry.slug for entry in entries) == sorted(terms(lang))
    assert len({group.name for group in shown.groups}) == len(shown.groups)
    assert all(entry.word and entry.says and entry.seen and entry.href for entry in entries)


def test_a_word_comes_with_its_name_in_the_other_language_and_a_sign_with_what_it_means() -> None:
    words.speak("ja")
    shown = {slug: entry_of(slug, place) for slug, place in places(Here("", lang="ja")).items()}
    assert (shown["head"].word, shown["head"].also) == ("ヘッド", "head")
    assert (shown["sign-space"].word, shown["sign-space"].also) == ("·", "空白")
    assert (shown["broad"].word, shown["broad"].also) == ("broad", "")
    assert shown["top-p"].also == ""
