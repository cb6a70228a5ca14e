"""Payloads between two texts check themselves."""

import numpy as np
import pytest

from explorer.components.attention import two_stack_patterns, word_alignment
from explorer.components.attention.two_stack_patterns import Panel, TwoStackPatterns
from explorer.components.attention.word_alignment import Side, WordAlignment
from explorer.components.payload import Shares16

LABELS = word_alignment.Labels("view", "source", "target", "{query} {key} {share}", "how")


def test_an_alignment_is_between_its_words() -> None:
    source, target = Side(("a", "b"), (0,), "en"), Side(("c",), (0,), "ja")
    made = WordAlignment(source=source, target=target, weights=Shares16(np.array([[0.5, 0.5]])), labels=LABELS)
    assert made.wire()["source"]["words"] == ["a", "b"]
    with pytest.raises(ValueError, match=r"are not between \(1, 2\) words"):
        WordAlignment(source=source, target=target, weights=Shares16(np.eye(2)), labels=LABELS)
    with pytest.raises(ValueError, match="not all among 1 words"):
        Side(("a",), (1,), "")


def test_a_pattern_is_between_the_texts_that_it_names() -> None:
    panel = Panel("title", "note", "target", "source", Shares16(np.ones((1, 2))), causal=False)
    labels = two_stack_patterns.Labels("view", "looks", "unseen", "how")
    assert TwoStackPatterns(source=("a", "b"), target=("c",), panels=(panel,), labels=labels).events() == ()
    with pytest.raises(ValueError, match="are not target × source"):
        TwoStackPatterns(source=("a",), target=("c",), panels=(panel,), labels=labels)
