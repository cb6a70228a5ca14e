import math
from dataclasses import replace

import pytest

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import NEUTRAL, ORDER, ORDERS
from explorer.errors import Refused
from tests.decoding.settings import only


def test_the_defaults_are_those_with_which_nothing_happens():
    assert Sampling() == Sampling(temperature=1, top_k=0, top_p=1, min_p=0, typical_p=1, repetition_penalty=1, seed=0)
    assert Sampling() == replace(Sampling(), **NEUTRAL, order=ORDER, off=())
    assert not any(map(Sampling().works, ORDER))


def test_temperature_zero_is_greedy_and_no_other_is():
    assert Sampling(temperature=0).greedy
    assert not Sampling(temperature=0.01).greedy
    assert not Sampling(temperature=0, off=("temperature",)).greedy


def test_a_stage_that_is_switched_off_keeps_its_setting_and_does_nothing():
    switched = Sampling(top_k=40, off=("top_k",))
    assert (switched.top_k, switched.effective("top_k"), switched.works("top_k")) == (40, 0, False)
    assert Sampling(top_k=40).works("top_k")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("temperature", -1, "temperature is -1: choose 0 for the likeliest token always, or a number from 0.01 to 100"),
        ("temperature", 0.001, "temperature is 0.001: choose 0 for the likeliest"),
        ("temperature", math.inf, "temperature is inf: choose 0"),
        ("temperature", math.nan, "temperature is nan: choose 0"),
        ("repetition_penalty", 0, "repetition_penalty is 0: choose 1 for none, or a number from 0.1 to 10"),
        ("repetition_penalty", math.nan, "repetition_penalty is nan"),
        ("top_k", -1, "top_k is -1: choose 0 to keep every token, or a whole number above 0"),
        ("top_k", 1.5, "top_k is 1.5"),
        ("top_p", 1.01, "top_p is 1.01: choose 1 to keep every token, or a number from 0 to 1"),
        ("top_p", math.nan, "top_p is nan"),
        ("min_p", -0.1, "min_p is -0.1: choose 0 to keep every token, or a number from 0 to 1"),
        ("typical_p", 0, "typical_p is 0: choose 1 to keep every token, or a number above 0 and below 1"),
        ("seed", -1, "seed is -1: choose a whole number from 0 to 4294967295"),
        ("seed", 2**32, "seed is 4294967296"),
        ("seed", 0.5, "seed is 0.5"),
        ("frequency_penalty", 2.1, "frequency_penalty is 2.1: choose 0 for none, or a number from -2 to 2"),
        ("presence_penalty", math.nan, "presence_penalty is nan: choose 0"),
        ("order", ORDER[1:], "order is ('frequency_penalty', "),
        ("order", (*ORDER, "top_k"), "order is ('repetition_penalty', "),
        ("off", ("seed",), "off is ('seed',): name some of the stages, each once"),
        ("off", ("top_k", "top_k"), "off is ('top_k', 'top_k')"),
    ],
)
def test_a_setting_out_of_range_is_refused_with_the_range(name: str, value: float, message: str):
    with pytest.raises(Refused) as refused:
        only(name, value)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("program", ORDERS)
def test_a_programs_order_names_every_stage_once(program: str):
    assert Sampling(order=ORDERS[program]).order == ORDERS[program]


def test_equal_settings_are_one_key():
    assert len({Sampling(top_k=5), Sampling(top_k=5), Sampling(top_k=6)}) == 2


@pytest.mark.parametrize(
    ("name", "least", "most", "beyond"),
    [
        ("temperature", 0.01, 100, 0.001),
        ("repetition_penalty", 0.1, 10, 0.01),
        ("frequency_penalty", -2, 2, 0.01),
        ("presence_penalty", -2, 2, 0.01),
        ("top_p", 0, 1, 0.01),
        ("min_p", 0, 1, 0.01),
        ("typical_p", 1e-9, 1, 1e-8),
        ("seed", 0, 2**32 - 1, 1),
    ],
)
def test_both_ends_of_a_range_may_be_chosen_and_nothing_beyond(name: str, least: float, most: float, beyond: float):
    for end in (least, most):
        assert getattr(only(name, end), name) == end
    for outside in (least - beyond, most + beyond):
        with pytest.raises(Refused):
            only(name, outside)


def test_the_programs_orders_are_those_of_their_documentation():
    """llama.cpp's --samplers; vLLM's Sampler.forward."""
    assert ORDERS["transformers"][-5:] == ("temperature", "top_k", "top_p", "min_p", "typical_p")
    assert ORDERS["llama.cpp"][-5:] == ("top_k", "typical_p", "top_p", "min_p", "temperature")
    assert ORDERS["vLLM"][-5:] == ("temperature", "min_p", "top_k", "top_p", "typical_p")
