"""The data file of the laws: all constants have a source, and the models stand where they were published."""

from itertools import pairwise

import pytest

from explorer.scaling import families
from explorer.scaling.laws import compute
from explorer.scaling.published_laws import (
    _written,
    additive,
    embeddings,
    frontier,
    joint,
    of,
    power,
    processors,
    published_speed,
    repeated,
    sized,
    source,
    steps,
)

CITED = (
    *map(power, _written()["power"]),
    *map(joint, _written()["joint"]),
    *map(additive, _written()["additive"]),
    *map(frontier, _written()["frontier"]),
    *map(repeated, _written()["repeated"]),
    embeddings(),
    steps()[1],
    published_speed()[2],
    *(processor.peak for processor in processors().values()),
)


def test_everything_says_where_it_was_published() -> None:
    for one in CITED:
        assert one.at
        assert one.source.link.startswith("https://")
        assert one.cited.startswith(one.source.by)


def test_every_figure_of_a_model_says_so_too() -> None:
    for one in sized():
        for figure in (one.parameters, one.tokens, one.operations):
            assert figure is None or (figure.at and figure.source.link)


def test_every_source_is_used() -> None:
    used = {one.source.slug for one in CITED} | {"sardana-2023"}  # whose equation is the calculator's
    used |= {one.parameters.source.slug for one in sized() if one.parameters}
    assert set(_written()["source"]) <= used
    assert not set(_written()["source"]) & set(families.sources()), "a source stands once"


def test_a_source_or_law_or_model_that_is_not_there_is_refused() -> None:
    for ask in (lambda: source("x"), lambda: additive("x"), lambda: of("x")):
        with pytest.raises(ValueError, match="there is no"):
            ask()


def test_a_file_has_nothing_that_nobody_reads() -> None:
    assert set(_written()) == {
        *("source", "runs", "power", "joint", "additive", "repeated", "frontier", "embeddings", "steps"),
        *("steps_source", "model", "gpu", "speed"),
    }


def test_published_compute_is_about_six_operations_a_parameter_and_token() -> None:
    for one in sized():
        if one.parameters and one.tokens and one.operations and not one.estimated:
            flop = float(compute(one.parameters.number, one.tokens.number))
            assert one.operations.number == pytest.approx(flop, rel=0.15), one.name  # Gopher: as Hoffmann et al. say


def test_gopher_and_chinchilla_had_the_same_compute() -> None:
    """Four times the text for a quarter of the size."""
    gopher, chinchilla = of("gopher"), of("chinchilla")
    assert gopher.operations is not None
    assert chinchilla.operations is not None
    assert gopher.operations.number == chinchilla.operations.number == 5.76e23


def test_what_was_not_published_is_missing() -> None:
    assert (of("gpt-4").parameters, of("gpt-4").operations) == (None, None)
    gpt_2 = of("gpt-2")
    assert gpt_2.parameters is not None
    assert (gpt_2.tokens, gpt_2.operations) == (None, None)  # 40 GB of text is no number of tokens


def test_the_families_that_the_page_promises_are_there() -> None:
    names = " ".join(one.name for one in sized())
    for family in (
        "BERT",
        "GPT-2",
        "GPT-3",
        "Chinchilla",
        "LLaMA",
        "Llama 2",
        "Llama 3",
        "SmolLM2",
        "SmolLM3",
        "GPT-4",
    ):
        assert family in names


def test_each_change_brings_the_exponent_nearer_to_a_half_and_learning_rate_decay_does_least() -> None:
    done, last = steps()
    exponents = [step.exponent for step in done]
    falls = [first - then for first, then in pairwise(exponents)]
    assert all(fall > 0 for fall in falls)
    assert done[1 + falls.index(min(falls))].change == "learning rate falls in time"
    assert last.number == exponents[-1] == pytest.approx(0.5, abs=0.01)
