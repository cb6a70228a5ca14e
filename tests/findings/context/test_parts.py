"""Pictures between words and sentences are those between tokens, added up."""

import numpy as np
import pytest

from explorer.findings.context.parts import merging_note, parts_of_run
from explorer.text.units import UNITS, Unit
from tests.findings.embedded import embedded_run

TEXT = "Unbelievably, Tom left. 東京は雨です。👨‍👩‍👧 Tom"


@pytest.mark.parametrize("unit", UNITS)
def test_every_token_is_in_one_unit_and_rows_still_sum_to_one(unit: Unit) -> None:
    run = embedded_run(TEXT)
    parts = parts_of_run(run, unit)
    assert [parts.of(position) for position in range(len(run.tokens))] == [
        i for i, group in enumerate(parts.groups) for _ in group
    ]
    found = parts.merged(run.trace.pattern(2))
    assert found.shape[-2:] == (len(parts.texts), len(parts.texts))
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-4)
    assert parts.of(parts.last(0)) == 0


def test_tokens_are_shown_as_everywhere() -> None:
    run = embedded_run(TEXT)
    parts = parts_of_run(run, "token")
    assert parts.alone
    assert parts.texts == tuple(token.text for token in run.tokens)
    assert merging_note(parts) == ""


def test_words_and_sentences_are_written_out() -> None:
    run = embedded_run(TEXT)
    assert "Unbelievably" in parts_of_run(run, "word").texts
    assert parts_of_run(run, "sentence").texts[0] == "Unbelievably,·Tom·left."
    assert "“Mr.” ends one" in merging_note(parts_of_run(run, "sentence"))
