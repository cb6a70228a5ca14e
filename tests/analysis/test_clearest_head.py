"""The head where somebody begins looks clearly at something, and is no sink while there is another."""

import numpy as np
import pytest

from explorer.analysis.clearest_head import clearest_head
from explorer.analysis.head_names import scores_in
from tests.analysis.runs import run

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)
LAST = len(IDS) - 1


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2", "mistral", "bert"])
@pytest.mark.parametrize("keys", [range(len(IDS)), range(2, 10)])
def test_no_head_that_is_no_sink_gives_more_to_a_token(name: str, keys: range) -> None:
    trace = run(name, IDS)
    found = clearest_head(trace, query=LAST, keys=keys, layers=range(3))
    counted = [key for key in keys if key not in (0, LAST)]
    shares = np.stack([trace.pattern(layer)[:, LAST][:, counted].max(-1) for layer in range(3)])
    allowed = scores_in(trace).names != "first_position"
    assert found is not None
    assert shares[found] == pytest.approx(shares[allowed].max() if allowed.any() else shares.max(), rel=1e-5)


def test_of_one_layer_it_is_one_of_that_layer() -> None:
    trace = run("llama", IDS)
    found = [clearest_head(trace, query=LAST, keys=range(12), layers=(layer,)) for layer in range(3)]
    assert [place and place[0] for place in found] == [0, 1, 2]


def test_a_single_token_looks_at_nothing_but_itself() -> None:
    assert clearest_head(run("gpt2", IDS[:1]), query=0, keys=(0,), layers=range(3)) is None
    assert clearest_head(run("gpt2", IDS[:2]), query=1, keys=(0, 1), layers=range(3)) is None


def test_patterns_of_heads_that_were_passed_over_are_not_kept() -> None:
    trace = run("gpt2", IDS[::-1])
    clearest_head(trace, query=LAST, keys=range(12), layers=range(3))
    assert not [name for name in trace._made if name.endswith("hook_pattern")]
