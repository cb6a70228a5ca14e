"""Texts of many lengths in one pass, and one text through windows: against passes made one by one."""

from functools import partial

import numpy as np
import pytest
import torch
from transformers import MistralConfig, MistralForCausalLM

from explorer.models import windowed
from explorer.models.forward import forward
from explorer.models.window import Window
from explorer.models.windowed import last_logits, windowed_logits
from tests.models.tiny import CAUSAL, shared
from tests.trace.traces import IDS

assert_close = partial(np.testing.assert_allclose, atol=2e-4, rtol=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
def test_texts_of_many_lengths_are_read_as_each_alone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    model, texts = shared(name), [IDS[-n:] for n in (1, 7, 3, 12, len(IDS), 3)]
    alone = np.stack([forward(model.module, text)[-1].numpy() for text in texts])
    assert_close(last_logits(model, texts, {}), alone)
    monkeypatch.setattr(windowed, "A_PASS", 14)
    assert_close(last_logits(model, texts, {}), alone)


@pytest.mark.parametrize("name", CAUSAL)
def test_a_window_as_long_as_the_text_changes_nothing(name: str) -> None:
    model, n = shared(name), len(IDS)
    whole = forward(model.module, IDS)[-1].numpy()
    windows = [Window(n), Window(n + 5), Window(1, n), Window(n - 1, 1)]
    assert_close(windowed_logits(model, IDS, windows, {}), np.stack([whole] * 4))


def test_a_window_is_the_sliding_window_of_transformers() -> None:
    model, n = shared("llama"), len(IDS)
    config = MistralConfig(**{**model.module.config.to_dict(), "model_type": "mistral", "sliding_window": 4})
    sliding = MistralForCausalLM(config).eval()
    sliding.load_state_dict(model.module.state_dict())
    assert n > 8
    with torch.inference_mode():
        wanted = sliding(input_ids=torch.tensor([IDS])).logits[0, -1].numpy()
    (found,) = windowed_logits(model, IDS, [Window(4)], {})
    assert_close(found, wanted)
    assert np.abs(found - forward(model.module, IDS)[-1].numpy()).max() > 1e-3


@pytest.mark.parametrize("name", ["mistral", "gemma2"])
def test_a_window_adds_to_the_models_own(name: str) -> None:
    model = shared(name)
    one, other = windowed_logits(model, IDS, [Window(len(IDS)), Window(2)], {})
    assert_close(one, forward(model.module, IDS)[-1].numpy())
    assert np.abs(one - other).max() > 1e-3


def test_in_the_narrowest_window_only_the_last_token_is_seen() -> None:
    """GPT-2 adds a position of its own, so that only the other tokens may differ."""
    model = shared("gpt2")
    other = (*[(id + 1) % 50 for id in IDS[:-1]], IDS[-1])
    one, two = (windowed_logits(model, ids, [Window(1)], {})[0] for ids in (IDS, other))
    assert_close(one, two)


def test_the_first_positions_stay_in_sight() -> None:
    sees = Window(2, 1).sees(5)
    assert sees[4].tolist() == [True, False, False, True, True]
    assert sees[0].tolist() == [True, False, False, False, False]
    with pytest.raises(ValueError, match="sees nothing"):
        Window(0)
