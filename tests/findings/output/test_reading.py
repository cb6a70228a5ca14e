"""A text of the visitor's own is read, or refused in a sentence."""

import pytest

from explorer.errors import Refused
from explorer.findings.output.reading import ids_of_text, window_of
from tests.findings.embedded import model


def test_a_text_is_read_as_the_tokenizer_reads_it() -> None:
    assert ids_of_text(model(), "Tom had a red ball.") == tuple(model().tokenizer.encode("Tom had a red ball."))


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(Refused, match="at most"):
        ids_of_text(model(), "a " * 15_000)


def test_a_window_is_what_the_model_reads_at_once() -> None:
    assert window_of(model()) == 512
