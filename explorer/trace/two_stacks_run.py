"""Tracing an encoder–decoder: one pass, with the patterns that transformers itself gives."""

from collections.abc import Sequence

from explorer.models.two_stacks.model import Seq2Seq
from explorer.models.two_stacks.passes import patterns
from explorer.trace.two_stacks import TwoStacks


def trace_two_stacks(model: Seq2Seq, source: Sequence[int], target: Sequence[int]) -> TwoStacks:
    """target: what the decoder reads, which begins with the model's start."""
    read, written = tuple(map(int, source)), tuple(map(int, target))
    return TwoStacks(model.fingerprint, read, written, **patterns(model, read, written))
