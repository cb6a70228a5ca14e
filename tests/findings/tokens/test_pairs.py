"""The bundled pairs: each is one thing said in both languages."""

from explorer.figures.tokens_by_language import Counts
from explorer.findings.tokens.pairs import TextPair, contexts, costliest, counts, shares, text_pairs
from explorer.session.here import LANGUAGES
from explorer.text.openai import openai_tokenizer

ROWS = [Counts("dear", 10, 25), Counts("cheap", 10, 9)]


def test_every_pair_is_in_the_language_that_it_says() -> None:
    for pair in text_pairs():
        assert pair.en.isascii()
        assert not any(letter.isascii() and letter.isalpha() for letter in pair.ja)
        assert set(pair.title) == set(LANGUAGES)


def test_what_was_not_written_here_names_its_source_in_each_language() -> None:
    (source,) = [pair.source for pair in text_pairs() if pair.source]
    assert set(source) == set(LANGUAGES)


def test_under_gpt_3s_encoding_japanese_takes_more_tokens_in_every_pair() -> None:
    for pair in text_pairs():
        (row,) = counts([openai_tokenizer("r50k_base")], pair)
        assert row.japanese > row.english


def test_shares_are_of_the_two_contexts() -> None:
    (line,) = shares([Counts("x", 41, 82)], TextPair({}, "a" * 82, "あ" * 41)).splitlines()[2:]
    line = line.replace("\u00a0", " ")
    assert "2.00 ×" in line
    for text in ("0.50 / **2.00**", "1.00 / **2.00** %", "0.13 / **0.25** %"):
        assert text in line
    assert list(contexts().values()) == [4097, 32768]


def test_the_dearest_and_the_cheapest_encoding_are_named() -> None:
    said = costliest(ROWS)
    assert "2.5 times as many tokens as in English under dear" in said
    assert "0.9 times under cheap" in said


def test_no_text_breaks_out_of_its_quotation() -> None:
    for pair in text_pairs():
        assert not set("*_$`[]<>:#\n") & set(pair.ja)
        assert not set("*_$`[]<>#\n") & set(pair.en)
