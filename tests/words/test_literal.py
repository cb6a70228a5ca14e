"""Users' text inside a sentence of Markdown."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from explorer.words import literal as module
from explorer.words.literal import literal


def test_the_examples_are_true() -> None:
    assert doctest.testmod(module).failed == 0


@given(st.text(alphabet="`a \n$[]"))
def test_no_run_of_backticks_inside_ends_the_code(text: str) -> None:
    """Inline code ends at the first run of backticks that is as long as the one that began it."""
    written = literal(text)
    fence = len(written) - len(written.lstrip("`"))
    inside = written[fence:-fence]
    assert set(written[:fence] + written[-fence:]) == {"`"}
    assert "`" * fence not in inside
    assert "\n" not in inside


@given(st.text(alphabet="ab$*[]:", min_size=1))
def test_the_characters_are_the_users_own(text: str) -> None:
    assert literal(text) == f"`{text}`"
