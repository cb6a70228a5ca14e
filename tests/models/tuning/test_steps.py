"""Training step by step: it learns, it is the same again, and it notices when it goes wrong."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.models.tuning import lora
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.answers import nats_a_token
from explorer.models.tuning.lessons import lessons
from explorer.models.tuning.losses import answer_loss
from explorer.models.tuning.settings import Settings
from explorer.models.tuning.steps import Diverged, Step, steps
from tests.models.tuning.numbers import EXAMPLES, SETTINGS, model


def taught(settings: Settings = SETTINGS) -> tuple[list[Step], Adapter, float, float]:
    """Steps, what was learnt, and the loss before and after."""
    module, items = lora.adapted(model(), settings), lessons(model(), EXAMPLES)
    before = nats_a_token(module, items)
    taken = list(steps(module, items, lambda batch: answer_loss(module, batch), settings))
    return taken, lora.adapter_of(module, model(), settings), before, nats_a_token(module, items)


def test_the_loss_falls() -> None:
    taken, _, before, after = taught()
    assert [step.n for step in taken] == list(range(1, SETTINGS.steps + 1))
    assert after < before / 2


def test_the_same_seed_gives_the_same_weights_to_the_last_bit() -> None:
    (_, first, *_), (_, second, *_) = taught(), taught()
    assert all(np.array_equal(first.update(path), second.update(path)) for path in first.pairs)


def test_another_seed_gives_others() -> None:
    (_, first, *_), (_, second, *_) = taught(), taught(replace(SETTINGS, seed=1))
    assert not all(np.array_equal(first.update(path), second.update(path)) for path in first.pairs)


def test_a_loss_that_is_no_number_ends_it_with_the_last_good_updates() -> None:
    module, items = lora.adapted(model(), SETTINGS), lessons(model(), EXAMPLES)
    times = iter([1.0, 1.0, float("nan")])
    taking = steps(module, items, lambda batch: answer_loss(module, batch) * next(times), SETTINGS)
    assert [next(taking).n, next(taking).n] == [1, 2]
    good = lora.adapter_of(module, model(), SETTINGS)
    with pytest.raises(Diverged):
        next(taking)
    kept = lora.adapter_of(module, model(), SETTINGS)
    assert all(np.array_equal(good.update(path), kept.update(path)) for path in kept.pairs)


def test_a_loss_that_grows_beyond_all_bounds_ends_it() -> None:
    module, items = lora.adapted(model(), SETTINGS), lessons(model(), EXAMPLES)
    times = iter([1.0, 100.0])
    with pytest.raises(Diverged):
        list(steps(module, items, lambda batch: answer_loss(module, batch) * next(times), SETTINGS))


def test_each_item_comes_once_before_one_comes_twice() -> None:
    weight = torch.nn.Linear(1, 1)
    seen: list[int] = []

    def loss_of(batch: Sequence[int]) -> torch.Tensor:
        seen.extend(batch)
        return weight(torch.ones(1)).sum()

    list(steps(weight, range(5), loss_of, replace(SETTINGS, batch=5, steps=20)))
    assert all(sorted(seen[at : at + 5]) == list(range(5)) for at in range(0, 100, 5))
