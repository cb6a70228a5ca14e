from typing import Any

import pytest

from explorer.components.stream import signed_tokens as component
from explorer.components.stream.signed_tokens import NUMBERS, SHORT, signed_tokens


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    monkeypatch.setattr(component, "mount", lambda _name, *, key, data: seen.update(data))
    return seen


def test_a_short_text_has_all_its_numbers_and_the_largest_is_full_colour(mounted: dict[str, Any]) -> None:
    signed_tokens(["a", "b"], [0.5, -2.0], key="k", labels={})
    assert [(token["text"], token["value"], token["told"]) for token in mounted["tokens"]] == [
        ("a", 0.5, True),
        ("b", -2.0, True),
    ]
    assert mounted["most"] == 2.0


def test_a_long_text_has_the_largest_numbers_only(mounted: dict[str, Any]) -> None:
    n = SHORT + 1
    signed_tokens(["x"] * n, [float((-1) ** i * i) for i in range(n)], key="k", labels={})
    told = [i for i, token in enumerate(mounted["tokens"]) if token["told"]]
    assert told == list(range(n - NUMBERS, n))


def test_nothing_but_zeros_is_no_division_by_zero(mounted: dict[str, Any]) -> None:
    signed_tokens(["a"], [0.0], key="k", labels={})
    assert mounted["most"] == 1.0


def test_values_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="1 values do not go with 2 tokens"):
        signed_tokens(["a", "b"], [1.0], key="k", labels={})
