"""The streams of a pass are the trace's, whatever the model and the edits."""

import numpy as np
import pytest

from explorer.trace import trace
from explorer.trace.edits import Ablate, Steer
from explorer.trace.streams import Streams, streams
from tests.models.tiny import CONFIGS, D_MODEL, N_LAYERS, shared
from tests.trace.traces import IDS, traced


@pytest.mark.parametrize("name", CONFIGS)
def test_streams_and_logits_are_those_of_the_trace_to_the_last_bit(name: str) -> None:
    found, whole = streams(shared(name), IDS), traced(name)
    assert np.array_equal(found.logits, whole.logits)
    assert all(np.array_equal(found.resid(layer), whole.resid(layer)) for layer in range(N_LAYERS + 1))


def test_edits_are_made_on_the_way() -> None:
    edits = (Ablate(1, 2), Steer(0, tuple(np.ones(D_MODEL)), 0.5))
    found, whole = streams(shared("llama"), IDS, edits), trace(shared("llama"), IDS, edits)
    assert np.array_equal(found.resid(2), whole.resid(2))
    assert not np.allclose(found.resid(2), traced("llama").resid(2))


def test_nothing_else_is_kept() -> None:
    found = streams(shared("gpt2"), IDS)
    assert len(found.layers) == N_LAYERS + 1
    with pytest.raises(ValueError, match="streams of"):
        Streams((found.layers[0][:3],), found.logits)
