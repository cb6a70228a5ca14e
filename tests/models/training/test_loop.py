"""Steps: the loss falls, the same seed gives the same, and going on is as if nothing had been."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
import torch

from explorer.models.training import tokens
from explorer.models.training.loop import Diverged, Training, batch_of, rate
from explorer.models.training.order import Order

TOY = Order(text="grammar", n_layers=1, n_heads=2, d_model=32, n_ctx=16, batch=16, steps=60, rate=1e-2)


def training(order: Order = TOY) -> Training:
    made = tokens.tokenizer_of(order)
    learnt, held_out = (tokens.ids_of(made, part) for part in tokens.parts_of(order.used))
    return Training(order, learnt, held_out, made.get_vocab_size())


def after(n: int, order: Order = TOY) -> tuple[Training, list[float]]:
    one = training(order)
    return one, [one.advance() for _ in range(n)]


def test_it_begins_with_knowing_nothing_and_learns_a_grammar() -> None:
    one, losses = after(60)
    assert losses[0] == pytest.approx(log(len(set(TOY.used)) + 2), abs=0.15)
    assert np.mean(losses[-5:]) < losses[0] / 2
    assert one.held_out_loss() == pytest.approx(np.mean(losses[-5:]), abs=0.3)


def test_the_same_seed_gives_the_same_losses_to_the_last_bit_and_another_gives_others() -> None:
    assert after(5)[1] == after(5)[1]
    assert after(5)[1] != after(5, replace(TOY, seed=1))[1]


def test_going_on_is_as_if_it_had_not_been_interrupted() -> None:
    whole, losses = after(12)
    first, early = after(5)
    state = {name: value.detach().clone() for name, value in first.state().items()}
    second = training()
    second.load(state, 5)
    late = [second.advance() for _ in range(7)]
    assert early + late == losses
    assert all(torch.equal(value, second.state()[name]) for name, value in whole.state().items())


def test_looking_changes_nothing() -> None:
    one = training()
    losses = []
    for _ in range(5):
        one.held_out_loss()
        one.attention([1, 2, 3])
        one.written(1, 5)
        losses.append(one.advance())
    assert losses == after(5)[1]


def test_its_heads_look_back_only_and_share_out_all_of_it() -> None:
    pattern = after(2)[0].attention(list(range(10))).astype(np.float32)
    assert pattern.shape == (1, 2, 10, 10)
    np.testing.assert_allclose(pattern.sum(-1), 1, atol=2e-3)
    assert not np.triu(pattern, 1).any()


def test_what_it_writes_hangs_on_seed_and_step() -> None:
    one, other = after(3)[0], after(3)[0]
    assert one.written(1, 10) == other.written(1, 10)
    assert len(one.written(1, 100)) == TOY.n_ctx - 1


def test_pieces_of_the_text_are_pieces_of_the_text() -> None:
    ids = np.arange(100)
    batch = batch_of(ids, TOY, 3)
    assert batch.shape == (TOY.batch, TOY.n_ctx + 1)
    assert (np.diff(batch) == 1).all()
    assert batch_of(ids[:8], TOY, 3).shape == (TOY.batch, 8)


def test_the_rate_rises_to_its_height_and_falls_to_a_tenth() -> None:
    rates = [rate(TOY, step) for step in range(TOY.steps)]
    top = int(np.argmax(rates))
    assert max(rates) == pytest.approx(TOY.rate)
    assert rates[:top] == sorted(rates[:top])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] == pytest.approx(TOY.rate / 10, rel=0.2)


def test_a_loss_that_is_no_number_ends_it() -> None:
    one = training()
    with torch.no_grad():
        next(one.model.parameters()).fill_(float("nan"))
    with pytest.raises(Diverged):
        one.advance()
