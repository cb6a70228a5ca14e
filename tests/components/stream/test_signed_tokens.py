"""Tokens painted by a number each."""

import pytest

from explorer.components.stream.signed_tokens import NUMBERS, SHORT, Labels, signed_tokens

LABELS = Labels("")


def test_a_short_text_has_all_its_numbers_and_the_largest_is_full_colour() -> None:
    made = signed_tokens(["a", "b"], [0.5, -2.0], labels=LABELS)
    assert [(token.text, token.value, token.told) for token in made.tokens] == [("a", 0.5, True), ("b", -2.0, True)]
    assert made.most == 2.0


def test_a_long_text_has_the_largest_numbers_only() -> None:
    n = SHORT + 1
    made = signed_tokens(["x"] * n, [float((-1) ** i * i) for i in range(n)], labels=LABELS)
    assert [i for i, token in enumerate(made.tokens) if token.told] == list(range(n - NUMBERS, n))


def test_nothing_but_zeros_is_no_division_by_zero() -> None:
    assert signed_tokens(["a"], [0.0], labels=LABELS).most == 1.0


def test_values_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="1 values do not go with 2 tokens"):
        signed_tokens(["a", "b"], [1.0], labels=LABELS)
