"""The data file of the family: each figure has a source that exists, dates and descents make sense."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from explorer.scaling.facts import UNITS, Fact, Source
from explorer.scaling.families import (
    FIGURES,
    KINDS,
    Relative,
    Shape,
    _written,
    fact,
    keys,
    relative,
    relatives,
    sources,
)

SOMEBODY = Source("x", "Somebody", "A paper", 2020, "https://example.org")
ONE: dict[str, Any] = {
    "slug": "x", "name": "X", "date": "2020-01", "maker": "M", "kind": "decoder", "objective": "next token",
    "source": SOMEBODY,
}  # fmt: skip


def test_every_figure_has_a_source_and_the_place_in_it() -> None:
    figures = [figure for one in relatives() for figure in one.figures.values()] + [fact(key) for key in keys()]
    assert len(figures) > 300
    for figure in figures:
        assert figure.source in sources().values()
        assert figure.at
        assert figure.link.startswith("https://")
        assert "{" not in figure.link
        assert not re.search(r'[()"\[\]]', figure.cited), figure.cited


def test_every_shape_has_one_too() -> None:
    assert all(one.shape.source in sources().values() for one in relatives() if one.shape)


def test_every_source_is_used() -> None:
    used = {figure.source.slug for one in relatives() for figure in one.figures.values()}
    used |= {fact(key).source.slug for key in keys()} | {one.source.slug for one in relatives()}
    used |= {one.shape.source.slug for one in relatives() if one.shape}
    assert set(sources()) - used == UNUSED


UNUSED = {"rafailov-2023", "olsson-2022"}
"""Papers that pages name and of which no figure stands anywhere."""


def test_parents_come_before_their_children_so_that_nobody_descends_from_himself() -> None:
    seen: set[str] = set()
    for one in relatives():
        assert set(one.parents) <= seen, one.slug
        seen.add(one.slug)


def test_only_the_first_has_no_parents() -> None:
    assert [one.slug for one in relatives() if not one.parents] == ["transformer-base"]


def test_names_are_told_apart() -> None:
    assert len({one.name for one in relatives()}) == len(relatives())


def test_dates_lie_between_the_transformer_and_today() -> None:
    assert all(2017 <= one.time <= date.today().year + 1 for one in relatives())
    assert relative("transformer-base").time == pytest.approx(2017 + 5.5 / 12)


def test_every_kind_and_every_figure_occurs() -> None:
    assert {one.kind for one in relatives()} == set(KINDS)
    assert {name for one in relatives() for name in one.figures} == set(FIGURES)


def test_a_file_has_nothing_that_nobody_reads() -> None:
    assert set(_written()) == {"source", "relative", "fact"}


@pytest.mark.parametrize(
    ("key", "number", "unit"),
    [
        ("bert.words", 3.3e9, "words"),
        ("gpt3.parameters", 175e9, "parameters"),
        ("gpt3.raw", 45e12, "bytes"),
        ("gpt35.context", 4097, "tokens"),
        ("gpt4.context_long", 32_768, "tokens"),
        ("instructgpt.prompts_compared", 33_000, "prompts"),
    ],
)
def test_well_known_facts(key: str, number: float, unit: str) -> None:
    assert (fact(key).number, fact(key).unit) == (number, unit)


def test_sums_that_the_papers_leave_to_the_reader() -> None:
    parts = ("mix_crawl", "mix_webtext", "mix_books1", "mix_books2", "mix_wikipedia")
    assert sum(fact(f"gpt3.{part}").number for part in parts) == fact("gpt3.mix").number
    assert fact("bert.words_wikipedia").number + fact("bert.words_books").number == fact("bert.words").number
    assert sum(fact(f"bert.hidden_as_{how}").number for how in ("mask", "random", "itself")) == 100


def test_training_takes_six_operations_a_parameter_and_token_where_all_three_are_known() -> None:
    """C = 6 N D (Kaplan et al. 2020), so that a wrong power of ten is seen; T5's two halves share the work."""
    share = {"encoder-decoder": 0.5}
    checked = []
    for one in relatives():
        amounts = [one.figures.get(name) for name in ("parameters", "data", "compute")]
        if all(amounts) and amounts[1] is not None and amounts[1].unit == "tokens":
            parameters, tokens, compute = (amount.number for amount in amounts if amount)
            estimated = fact("scaling.flop_per_token").number * parameters * tokens * share.get(one.kind, 1)
            assert compute == pytest.approx(estimated, rel=0.05), one.slug
            checked.append(one.slug)
    assert set(checked) == {"t5-base", "t5-11b", "gpt-3", "chinchilla", "llama-31-405b"}


def test_what_was_not_published_is_missing() -> None:
    assert not {"parameters", "data", "compute"} & set(relative("gpt-4").figures)
    assert relative("gpt-4").shape is None


def test_keys_of_a_layer_are_as_wide_as_its_own_heads() -> None:
    gpt_3, llama = relative("gpt-3").shape, relative("llama-3-8b").shape
    assert gpt_3 is not None
    assert llama is not None
    assert (gpt_3.d_head, gpt_3.kv_width, llama.kv_width) == (128, 12_288, 1024)


@pytest.mark.parametrize(
    "change", [{"kind": "tree"}, {"objective": "fun"}, {"parents": {"y": "likes"}}, {"reads": ("smells",)}]
)
def test_an_unknown_word_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="which is unknown"):
        Relative(**{**ONE, **change})


@given(some.text(max_size=8))
def test_a_date_is_a_year_and_a_month(text: str) -> None:
    with pytest.raises(ValueError, match="the date of x is a year and a month"):
        Relative(**{**ONE, "date": text})


@given(some.floats(max_value=0) | some.just(float("nan")))
def test_a_figure_is_positive(value: float) -> None:
    with pytest.raises(ValueError, match="positive"):
        Fact(value, "tokens", SOMEBODY, "section 1")


@given(some.text().filter(lambda text: text not in UNITS))
def test_an_unknown_unit_is_refused(unit: str) -> None:
    with pytest.raises(ValueError, match="a fact is in one of"):
        Fact(1, unit, SOMEBODY, "section 1")


def test_a_figure_in_a_wrong_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="context of x is in 'words', not in 'tokens'"):
        Relative(**{**ONE, "figures": {"context": Fact(1, "words", SOMEBODY, "section 1")}})


def test_a_name_has_no_unit_and_is_no_figure() -> None:
    with pytest.raises(ValueError, match="is a name and has no unit"):
        Fact("BPE", "tokens", SOMEBODY)
    with pytest.raises(ValueError, match="is a name, no figure"):
        _ = Fact("BPE", "", SOMEBODY).number


@pytest.mark.parametrize("change", [{"by": ""}, {"title": ""}, {"link": "http://example.org"}])
def test_a_source_says_who_and_what_and_where(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="needs who wrote it"):
        replace(SOMEBODY, **change)


@pytest.mark.parametrize("ask", [lambda: fact("bert.shoes"), lambda: fact("bert"), lambda: relative("gpt-9")])
def test_what_is_not_there_is_said_by_name(ask: Any) -> None:
    with pytest.raises(ValueError, match=r"there is no .* in families\.toml"):
        ask()


def test_a_shape_divides_its_width_among_its_heads() -> None:
    assert Shape(1, 64, 4, SOMEBODY, "table 1").d_head == 16
