"""The trace of two stacks is a value."""

import pickle
from pathlib import Path

import numpy as np
import pytest

from explorer.models.two_stacks.loader import load
from explorer.trace.two_stacks import TwoStacks
from explorer.trace.two_stacks_run import trace_two_stacks
from tests.models.two_stacks.tiny import saved


@pytest.fixture(scope="module")
def trace(tmp_path_factory: pytest.TempPathFactory) -> TwoStacks:
    return trace_two_stacks(load(saved(tmp_path_factory.mktemp("two") / "mine")), (3, 5, 4, 1), (0, 4, 6))


def test_rows_sum_to_one_and_the_future_is_zero(trace: TwoStacks) -> None:
    for pattern in (trace.encoder, trace.decoder, trace.cross):
        np.testing.assert_allclose(pattern.sum(-1), 1, rtol=1e-5)
    assert not np.triu(trace.decoder, 1).any()
    assert trace.probs(2).sum() == pytest.approx(1)
    assert trace.probs(2).argmax() == trace.logits[2].argmax()


def test_it_is_read_only_and_equal_after_a_trip(trace: TwoStacks) -> None:
    with pytest.raises(ValueError, match="read-only"):
        trace.cross[0, 0, 0, 0] = 1
    assert pickle.loads(pickle.dumps(trace)) == trace


def test_patterns_of_other_lengths_are_refused(trace: TwoStacks) -> None:
    with pytest.raises(ValueError, match=r"\['encoder', 'cross'\] are not of 2 source"):
        TwoStacks(trace.fingerprint, (3, 5), trace.target, trace.encoder, trace.decoder, trace.cross, trace.logits)


def test_a_longer_target_changes_nothing_before_it(tmp_path: Path) -> None:
    model = load(saved(tmp_path / "mine"))
    short, long = (trace_two_stacks(model, (3, 5, 4, 1), target) for target in ((0, 4), (0, 4, 6)))
    np.testing.assert_allclose(long.logits[:2], short.logits, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(long.cross[:, :, :2], short.cross, rtol=1e-4, atol=1e-6)
