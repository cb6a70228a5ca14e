"""Published figures as they are said, each with its source."""

import re

import pytest

from explorer.scaling.facts import UNITS, Fact, Source
from explorer.scaling.families import fact, keys
from explorer.words import speak
from explorer.words.facts import amount, cited, linked, sources, told, with_source

LINK = re.compile(r'\[[^\]]+\]\(https://[^ )]+ "[^"()]+"\)')


def test_a_fact_is_said_with_its_unit() -> None:
    assert told("bert.words") == "3.3 billion words"
    assert told("gpt35.context") == "4,097 tokens"
    assert (told("gpt3.raw"), told("gpt3.filtered")) == ("45 TB of text", "570 GB of text")
    assert told("transformer.bleu_big") == "28.4 BLEU"


def test_in_japanese_too() -> None:
    speak("ja")
    try:
        assert told("bert.words") == "33億 語"
        assert told("gpt3.parameters") == "1750億 パラメータ"
    finally:
        speak("en")


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_fact_can_be_said_and_is_a_link_that_markdown_understands(lang: str) -> None:
    speak(lang)
    try:
        for key in keys():
            assert LINK.fullmatch(linked(key)), linked(key)
            assert cited(key) == fact(key).cited
    finally:
        speak("en")


def test_every_unit_has_words() -> None:
    somebody = Source("x", "Somebody", "A paper", 2020)
    for unit in UNITS:
        assert amount(Fact(7e9, unit, somebody)).startswith("7")
    assert amount(Fact("BPE", "", somebody)) == "BPE"
    assert with_source(Fact(7, "pages", somebody)) == "7 pages"


def test_a_source_stands_once_in_the_line_of_sources() -> None:
    line = sources("gpt3.raw", "gpt3.filtered", "bert.words")
    assert line.count("Brown et al. 2020, section 2.2") == 1
    assert line.startswith("Sources: [Brown et al. 2020, section 2.2](https://arxiv.org/abs/2005.14165)")
