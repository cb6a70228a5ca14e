"""A text against the contexts of several models: counted by tiktoken, cut where the tokens end."""

import pytest
import tiktoken

from explorer.errors import Refused
from explorer.findings.gpt4 import language_cost
from explorer.findings.gpt4.long_context import (
    ENCODINGS,
    LONGEST,
    PAGES,
    Context,
    checked,
    contexts,
    how_counted,
    is_japanese,
    longer,
    to_scale,
)
from explorer.findings.gpt4.long_texts import long_text
from explorer.scaling.families import fact
from explorer.text.openai import openai_tokenizer
from tests.findings.embedded import embedded_run

OPENAI = {name: openai_tokenizer(name) for name in ("p50k_base", "cl100k_base")}


def found_for(text: str) -> list[Context]:
    return contexts(embedded_run(), OPENAI, None, text)


def test_each_model_reads_the_encoding_that_tiktoken_names_for_it() -> None:
    assert {name: tiktoken.encoding_name_for_model(name) for name in ENCODINGS} == ENCODINGS


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_text_is_counted_under_each_encoding_and_cut_where_its_tokens_end(lang: str) -> None:
    text = long_text(lang)
    rows = {row.name: row for row in to_scale(found_for(text), text).rows}
    for name, encoding in ENCODINGS.items():
        ids = OPENAI[encoding].encode(text)
        row = rows[name]
        assert row.n == len(ids)
        assert row.limit == {"gpt-4-32k": 32768}.get(name, 4097)
        assert (row.cut is None) == (len(ids) <= row.limit)
        if row.cut is not None:
            kept = OPENAI[encoding].decode(ids[: row.limit]).replace("\n", " ").rstrip("�")
            assert kept.endswith(row.cut.kept.rstrip()[-20:])
            assert row.cut.lost[-10:] in text.replace("\n", " ")
    assert rows["explorer-gpt"].ours
    assert rows["SmolLM2-135M-Instruct"].n is None
    assert rows["SmolLM2-135M-Instruct"].limit == 8192


def test_a_short_text_fits_as_often_as_its_tokens_go_into_the_context() -> None:
    text = "Tom had a red ball."
    row = next(row for row in to_scale(found_for(text), text).rows if row.name == "gpt-4-32k")
    n = len(OPENAI["cl100k_base"].encode(text))
    assert row.fits == f"the text has {n}: it fits {32768 // n:,} times"
    assert row.cut is None


def test_the_sentence_is_computed() -> None:
    said = longer(found_for("Tom had a red ball."))
    assert "8.0 times as much as GPT-3.5's: 32,768 tokens instead of 4,097" in said
    assert "explorer-gpt, which runs here, reads 512, 1/64 of that." in said
    assert longer(contexts(embedded_run(), {}, None, "a")) == ""


def test_a_page_is_that_of_the_language() -> None:
    assert is_japanese(long_text("ja"))
    assert not is_japanese(long_text("en"))
    assert f"{PAGES['ja'].lines} lines of {PAGES['ja'].letters} characters" in how_counted(long_text("ja"))
    assert f"about {int(fact('gpt4.pages_long').number)} pages" in how_counted("a")


def test_what_cannot_be_counted_is_refused() -> None:
    with pytest.raises(Refused, match="there is no text to be counted yet"):
        checked("  ")
    with pytest.raises(Refused, match="at most 200000 are read here"):
        checked("a" * (LONGEST + 1))


def test_the_same_content_costs_more_in_japanese() -> None:
    rows = language_cost.costs(found_for("a"))
    by_name = {row.context.name: row for row in rows}
    assert set(by_name) == {*ENCODINGS, "explorer-gpt"}
    for row in by_name.values():
        assert row.japanese > row.english > 0
    assert by_name["gpt-4-32k"].english == by_name["gpt-3.5-turbo"].english
    assert "| `gpt-4-32k` | 32,768 |" in language_cost.table(rows)
    worst = max(rows, key=lambda row: row.japanese / row.english)
    assert f"{worst.japanese / worst.english:.2f} times as many tokens in Japanese" in language_cost.told(rows)
