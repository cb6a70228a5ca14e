"""What was published: every number has its unit and its source, and a rumour is no number."""

import pytest

from explorer.scaling.sizes import Amount, Size, published


def size(name: str) -> Size:
    return next(size for size in published() if size.name == name)


def amount(name: str, quantity: str) -> float:
    found = getattr(size(name), quantity)
    assert found is not None
    return found.amount


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


def test_nothing_is_claimed_of_gpt_4() -> None:
    assert size("GPT-4") == Size("GPT-4", 2023)


def test_every_number_has_a_source() -> None:
    for model in published():
        for found in (model.data, model.compute, model.parameters, model.context):
            assert found is None or "20" in found.source


def test_an_amount_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="an amount is positive and has a source, not 5 from ''"):
        Amount(5, "tokens", "")


def test_a_quantity_in_a_wrong_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="data of X is in flop"):
        Size("X", 2020, data=Amount(1, "flop", "somebody 2020"))
