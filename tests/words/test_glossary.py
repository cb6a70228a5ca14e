"""Words that newcomers do not know: each has one sentence in each language, and is marked where the app says it."""

import re
from pathlib import Path

import pytest

from explorer.views.term_places import place_of
from explorer.words import speak
from explorer.words.glossary import marked, pattern, spellings, terms

DOCUMENT = (Path(__file__).parents[2] / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
PROMISED = (
    *("token", "layer", "head", "vector", "sink", "entropy", "kl", "logit", "mlp", "bias", "attention", "surprisal"),
    *("perplexity", "top-p", "top-k", "temperature", "induction", "residual stream"),
)
BADGES = ("broad", "sink", "previous-token", "local", "induction", "duplicate-token")
UNMARKED = (
    "`a head`",
    "``a ` head``",
    "$head$",
    "$$\nlayer\n$$",
    "[head](https://example.org/head)",
    "# A head",
    "ahead, header",
    "| head |",
)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_every_term_has_one_sentence_and_a_view_that_exists(lang: str) -> None:
    end = {"en": ".", "ja": "。"}[lang]
    for term in terms(lang).values():
        assert term.says.endswith(end), term.slug
        assert place_of(term.view)[1].slug == term.view
        assert bool(term.sign) == bool(term.short)


def test_a_spelling_belongs_to_one_term() -> None:
    for lang in ("en", "ja"):
        every = [spelling.lower() for term in terms(lang).values() for spelling in term.spellings]
        assert sorted(every) == sorted(spellings(lang))


def test_the_words_that_stand_on_the_pages_are_terms() -> None:
    assert set(PROMISED) <= set(spellings("en"))
    assert {terms("en")[slug].says[0] for slug in BADGES} == set("BSPLID")
    assert {term.sign for term in terms("en").values() if term.sign} == {"⇥", "⏎", "‹E2›", "·"}


def test_the_document_uses_the_same_japanese_name() -> None:
    for word, japanese in re.findall(r"^\| ([^|]+?) \| ([^|]+?) \| ", DOCUMENT, flags=re.MULTILINE):
        slug = spellings("en").get(word.lower())
        if slug is not None and terms("ja")[slug].spellings:
            assert japanese in terms("ja")[slug].spellings, word


def test_a_word_is_marked_once_in_a_block_and_again_in_the_next() -> None:
    assert marked("A head, a head.\n\nHeads.") == "A [head](#term-head), a head.\n\n[Heads](#term-head)."


@pytest.mark.parametrize("text", UNMARKED)
def test_code_formulas_links_headings_tables_and_other_words_stay_as_they_are(text: str) -> None:
    assert marked(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第 8 層のヘッドとキーボード", ["層", "ヘッド"]),
        ("アテンション・ロールアウト", ["アテンション・ロールアウト"]),
        ("意外さ（surprisal）は 3 ビット", ["意外さ（surprisal）", "ビット"]),
        ("階層、多層", []),
    ],
)
def test_japanese_words_end_where_their_characters_end(text: str, words: list[str]) -> None:
    speak("ja")
    try:
        assert re.findall(r"\[([^\]]+)\]\(#term-", marked(text)) == words
    finally:
        speak("en")


def test_the_pattern_is_of_the_part_that_javascript_knows_too() -> None:
    for lang in ("en", "ja"):
        assert not re.search(r"\(\?[^<![:=]|\\[^.\-()]|\(\?P", pattern(lang))
