import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.trace import trace
from tests.models.tiny import CAUSAL, MASKED, shared
from tests.trace.traces import IDS, traced


@pytest.mark.parametrize("name", CAUSAL)
def test_a_prefix_is_the_trace_of_the_shorter_prompt(name: str) -> None:
    model = shared(name)
    prefix, shorter = traced(name).prefix(7), trace(model, IDS[:7])
    assert prefix == shorter
    for known in (*prefix.names, "logits"):
        np.testing.assert_allclose(prefix[known], shorter[known], rtol=1e-4, atol=2e-5, err_msg=known)


@settings(max_examples=20, deadline=None)
@given(t=st.integers(1, 20), then=st.integers(1, 20))
def test_a_prefix_of_a_prefix_is_a_prefix(t: int, then: int) -> None:
    found = traced("gpt2")
    if then <= t:
        assert found.prefix(t).prefix(then) == found.prefix(then)
        assert np.array_equal(found.prefix(t).prefix(then).logits, found.logits[:then])


def test_a_prefix_copies_nothing() -> None:
    found = traced("gpt2")
    assert np.shares_memory(found.prefix(5).logits, found.logits)
    assert np.shares_memory(found.prefix(5)["blocks.1.attn.hook_q"], found["blocks.1.attn.hook_q"])
    assert found.prefix(len(IDS)) is found


@pytest.mark.parametrize("t", [0, -1, 21])
def test_a_prefix_has_at_least_one_position_and_at_most_all(t: int) -> None:
    with pytest.raises(Refused, match=f"there are 20 positions, not {t}: ask for 1 to 20 of them"):
        traced("gpt2").prefix(t)


@pytest.mark.parametrize("name", MASKED)
def test_where_later_tokens_reach_back_there_is_no_prefix(name: str) -> None:
    with pytest.raises(Refused, match=f"{name} reads both ways: trace the shorter prompt anew"):
        traced(name).prefix(3)
