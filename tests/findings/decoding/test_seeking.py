"""Where a word stands: the token it begins with, with and without a space before it."""

import numpy as np
import pytest

from explorer.findings.decoding.seeking import found_in_words, tokens_sought
from tests.findings.embedded import embedded_run


def test_a_word_is_looked_for_with_and_without_a_space() -> None:
    run = embedded_run()
    assert run.texts_of(tokens_sought(run, "the")) == ["the", "·the"]
    assert run.texts_of(tokens_sought(run, " the")) == ["·the"]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_nothing_is_found_of_nothing(text: str) -> None:
    assert tokens_sought(embedded_run(), text) == {}


def test_it_says_rank_share_and_fate() -> None:
    run = embedded_run(sampling={"top_k": 1})
    best = int(run.pipeline.probs.argmax())
    (text,) = run.texts_of([best])
    assert found_in_words(run, {best: 1}).startswith(f"\x02{text}\x03 is rank 1 of 8,192, with ")
    assert found_in_words(run, {best: 1}).endswith(": drawn with 100 %.")
    other = int(np.argsort(-run.trace.logits[-1])[4])
    said = found_in_words(run, {other: 3, best: 1})
    assert "rank 5 of 8,192" in said
    assert said.index("rank 1 ") < said.index("rank 5 ")
    assert said.endswith("cut by top-k: rank 5. It is only the beginning: 2 more tokens would have to follow.")


@pytest.mark.parametrize("text", ["東京", "😀", "antidisestablishmentarianism", "a" * 100])
def test_any_word_is_found(text: str) -> None:
    run = embedded_run()
    found = tokens_sought(run, text)
    assert found
    assert found_in_words(run, found)
