"""Headings keep what they say, and their chips and links, whatever phrases they are made of."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.words import speak
from explorer.words.phrases import BREAK, in_phrases

JAPANESE = st.text(st.sampled_from("学習の進み方をトークンに分ける、見た 3 x`[](#)"), max_size=40)


@given(JAPANESE)
def test_nothing_but_places_to_break_is_added(text: str) -> None:
    speak("ja")
    assert in_phrases(text).replace(BREAK, "") == text


@given(JAPANESE)
def test_no_chip_and_no_link_is_cut(text: str) -> None:
    speak("ja")
    made = in_phrases(f"前の{text.replace('`', '')}`食べ物の話`と[次のトークン](#term-next-token)です")
    assert "`食べ物の話`" in made
    assert re.search(r"\]\(#term-next-token\)", made)


@pytest.mark.parametrize(("lang", "many"), [("ja", 3), ("en", 1)])
def test_japanese_alone_is_cut_between_phrases(lang: str, many: int) -> None:
    speak(lang)
    assert len(in_phrases("層の数を変えると どうなるか" if lang == "ja" else "How it learns").split(BREAK)) >= many
