"""Numbers as people say them, in each language."""

from collections.abc import Iterator

import pytest

from explorer import words
from explorer.words.numbers import big, scientific


@pytest.fixture
def japanese() -> Iterator[None]:
    words.speak("ja")
    yield
    words.speak("en")


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, "0"), (12, "12"), (999.6, "1,000"), (25_117, "25,000"), (2.613e9, "2.6 billion"), (1e12, "1 trillion")],
)
def test_english_says_large_numbers_in_words(number: float, said: str) -> None:
    assert big(number) == said


@pytest.mark.usefixtures("japanese")
@pytest.mark.parametrize(("number", "said"), [(12, "12"), (25_117, "2.5万"), (2.613e9, "26億"), (3e11, "3000億")])
def test_japanese_counts_by_ten_thousands(number: float, said: str) -> None:
    assert big(number) == said


def test_as_many_digits_are_kept_as_asked_for() -> None:
    assert [big(6_967_296, digits) for digits in (1, 2, 3)] == ["7 million", "7 million", "6.97 million"]


@pytest.mark.parametrize(("number", "said"), [(3.14e23, "3.14 × 10²³"), (1.2e-7, "1.20 × 10⁻⁷"), (5, "5.00 × 10⁰")])
def test_powers_of_ten_are_raised(number: float, said: str) -> None:
    assert scientific(number) == said
