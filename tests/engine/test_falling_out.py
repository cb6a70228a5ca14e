"""What falls out of a window: against distributions of passes made by hand."""

import numpy as np
import pytest
from scipy.special import log_softmax, rel_entr

from explorer.engine import cache
from explorer.engine.falling_out import SINKS, WAYS, FallingOut, known, measured
from explorer.engine.jobs import Cancelled
from explorer.models.forward import forward
from tests.engine.test_replaced import Heard
from tests.models.tiny import shared
from tests.trace.traces import IDS

N = len(IDS)
WIDTHS = tuple(range(1, N + 1))


def found_in(name: str) -> FallingOut:
    return measured(Heard(1e9), shared(name), IDS, (), WIDTHS)


def kl(true: np.ndarray, other: np.ndarray) -> float:
    one, two = (np.exp(log_softmax(row.astype(np.float64))) for row in (true, other))
    return float(rel_entr(one, two).sum() / np.log(2))


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
def test_the_whole_text_changes_nothing_in_any_way(name: str) -> None:
    found = found_in(name)
    for way in WAYS:
        assert found.ways[way][-1].kl == found.ways[way][-1].step == 0


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_a_cut_is_a_pass_over_the_last_tokens_alone(name: str) -> None:
    model, found = shared(name), found_in(name)
    rows = [forward(model.module, IDS[-w:])[-1].numpy() for w in WIDTHS]
    for k, after in enumerate(found.ways["cut"]):
        assert after.kl == pytest.approx(kl(rows[-1], rows[k]), abs=1e-4)
        assert after.step == pytest.approx(kl(rows[min(k + 1, N - 1)], rows[k]), abs=1e-4)
        probs = np.exp(log_softmax(rows[k].astype(np.float64)))
        np.testing.assert_allclose(after.probs, probs[list(after.ids)], atol=1e-5)
        assert after.ids[0] == int(probs.argmax())


def test_with_the_first_tokens_kept_nothing_is_missing_once_the_window_reaches_them() -> None:
    found = found_in("llama")
    for width, after in zip(WIDTHS, found.ways["sinks"], strict=True):
        if width >= N - SINKS:
            assert after.kl == pytest.approx(0, abs=1e-5)
    assert any(
        abs(one.kl - other.kl) > 1e-5 for one, other in zip(found.ways["window"], found.ways["sinks"], strict=True)
    )
    assert SINKS < N


def test_it_is_kept_and_can_be_cancelled() -> None:
    model = shared("gpt2")
    cache.forget(model.fingerprint)
    with pytest.raises(Cancelled):
        measured(Heard(most=1), model, IDS, (), WIDTHS)
    assert known(model, IDS, (), WIDTHS) is None
    found = found_in("gpt2")
    assert known(model, IDS, (), WIDTHS) is found


def test_the_widths_end_with_the_whole_text() -> None:
    with pytest.raises(ValueError, match="do not end with the whole text"):
        measured(Heard(1e9), shared("gpt2"), IDS, (), (1, 2))
    with pytest.raises(ValueError, match="as many answers"):
        FallingOut((1, 2), {"cut": ()})
