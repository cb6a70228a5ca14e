"""What was published: every number has its unit, and a rumour is no number."""

from dataclasses import replace

import pytest

from explorer.scaling.facts import CARD, Fact
from explorer.scaling.sizes import Size, published


def size(name: str) -> Size:
    return next(size for size in published() if size.name == name)


def amount(name: str, quantity: str) -> float:
    found = getattr(size(name), quantity)
    assert found is not None
    return found.number


def test_models_stand_in_the_order_of_their_years() -> None:
    assert [size.year for size in published()] == sorted(size.year or 0 for size in published())


def test_gpt_3_is_as_its_paper_says() -> None:
    assert amount("GPT-3", "parameters") == 175e9
    assert amount("GPT-3", "data") == 300e9
    assert amount("GPT-3", "compute") == 3.14e23


def test_gpt_3s_compute_is_about_six_operations_a_parameter_and_token() -> None:
    """6 N D (Kaplan et al. 2020), as Brown et al. counted it in table D.1."""
    estimated = 6 * amount("GPT-3", "parameters") * amount("GPT-3", "data")
    assert amount("GPT-3", "compute") == pytest.approx(estimated, rel=0.01)


def test_of_gpt_4_only_its_context_was_published() -> None:
    assert replace(size("GPT-4"), context=None) == Size("GPT-4", 2023)
    assert amount("GPT-4", "context") == 8192


def test_a_quantity_in_a_wrong_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="data of X is in flop"):
        Size("X", 2020, data=Fact(1, "flop", CARD))
