"""Logits of texts that grow and are taken back equal those of one forward over the whole."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from torch import Tensor
from transformers import PreTrainedModel

from explorer.models import cached_logits
from explorer.models.cached_logits import CachedLogits, CachedLogitsBatch
from explorer.models.forward import forward
from explorer.trace import trace
from tests.models.tiny import CAUSAL, shared
from tests.trace.traces import IDS


@pytest.mark.parametrize("name", CAUSAL)
def test_a_text_that_grows_is_taken_back_and_goes_another_way(name: str) -> None:
    reader, model = CachedLogits(shared(name)), shared(name)
    for ids in (IDS[:5], IDS[:12], IDS[:7], (*IDS[:6], 3, 9), IDS):
        np.testing.assert_allclose(reader(ids), forward(model.module, ids)[-1].numpy(), atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_last_rows_are_those_of_the_whole(name: str) -> None:
    reader, model = CachedLogits(shared(name)), shared(name)
    reader(IDS[:15])
    np.testing.assert_allclose(reader.rows(IDS, 8), forward(model.module, IDS)[-8:].numpy(), atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_first_layers_alone_are_the_logit_lens_and_the_model_stays_as_it_was(name: str) -> None:
    model = shared(name)
    if model.unembedding is None:
        with pytest.raises(ValueError, match="no unembedding"):
            CachedLogits(model, layers=1)
        return
    before = trace(model, IDS)
    reader = CachedLogits(model, layers=2)
    reader(IDS[:9])
    seen = reader.rows(IDS, 4)
    np.testing.assert_allclose(seen, model.unembedding(before.resid(2)[-4:]), atol=2e-4, rtol=1e-4)
    np.testing.assert_array_equal(trace(model, IDS).logits, before.logits)


@pytest.mark.parametrize("name", CAUSAL)
def test_several_texts_at_once_are_read_as_each_alone(name: str) -> None:
    model = shared(name)
    batch, begun = CachedLogitsBatch(model), IDS[:8]
    for ends in [[()], [(3,), (4,), (5,)], [(5, 6), (3, 7), (5, 8)], [(9, 9), (3, 1)], [(3, 1, 2)]]:
        rows = batch([(*begun, *end) for end in ends])
        for row, end in zip(rows, ends, strict=True):
            np.testing.assert_allclose(row, forward(model.module, (*begun, *end))[-1].numpy(), atol=2e-4, rtol=1e-4)


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(ValueError, match="1 to 3"):
        CachedLogits(shared("gpt2"), layers=4)
    with pytest.raises(ValueError, match="no 3 last"):
        CachedLogits(shared("gpt2")).rows((1, 2), 3)


@pytest.mark.parametrize("name", CAUSAL)
def test_a_long_text_is_read_in_passes_of_a_bounded_length(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, lengths = shared(name), []
    monkeypatch.setattr(cached_logits, "CHUNK", 5)

    def watched(module: PreTrainedModel, ids: Sequence[int], *past: Any, **how: Any) -> Tensor:
        lengths.append(len(ids))
        return forward(module, ids, *past, **how)

    monkeypatch.setattr(cached_logits, "forward", watched)
    reader, wanted = CachedLogits(model), forward(model.module, IDS).numpy()
    for n in (1, 4, 7, len(IDS)):
        np.testing.assert_allclose(reader.rows(IDS, n), wanted[-n:], atol=2e-4, rtol=1e-4)
        reader(IDS[:2])
    assert max(lengths) == 5 < len(IDS)
