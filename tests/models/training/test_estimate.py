"""What is said of a training before it begins."""

import pytest

from explorer.models.training import tokens
from explorer.models.training.decoder import Decoder
from explorer.models.training.estimate import START, estimate
from explorer.models.training.order import Order


@pytest.mark.parametrize(
    "order", [Order(), Order(n_layers=1, d_model=32), Order(text="japanese"), Order(cut="bpe", n_ctx=128, batch=8)]
)
def test_parameters_are_those_of_the_model(order: Order) -> None:
    said = estimate(order)
    assert said.n_vocab == tokens.tokenizer_of(order).get_vocab_size()
    assert said.n_parameters == sum(weight.numel() for weight in Decoder(order, said.n_vocab).parameters())


def test_a_large_model_takes_longer_and_a_fast_machine_shorter() -> None:
    small, large = estimate(Order(n_layers=1)), estimate(Order(n_layers=4, d_model=128))
    assert small.seconds < large.seconds
    assert estimate(Order(), 2.0).seconds - START == pytest.approx((estimate(Order()).seconds - START) / 2)
    assert estimate(Order(seconds=3.0, steps=20_000)).seconds == START + 3
