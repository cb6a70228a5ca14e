"""Knobs, switches and orders that somebody moves."""

from typing import Any

import pytest

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import BY_NAME, KNOBS, ORDER
from explorer.decoding.turned import turned


@pytest.mark.parametrize("end", ["low", "high"])
@pytest.mark.parametrize("field", KNOBS)
def test_a_knob_at_its_end_is_a_setting_that_sampling_takes(field: str, end: str) -> None:
    value = getattr(KNOBS[field], end)
    assert getattr(turned(Sampling(), knobs={field: value}), field) == value


def test_a_knob_is_brought_into_its_range_and_is_of_its_kind() -> None:
    sent = {"temperature": 0.30000000000000004, "top_k": 40.0}
    assert turned(Sampling(), knobs=sent) == Sampling(temperature=0.3, top_k=40)
    sent = {"temperature": -1, "top_k": 1e9, "typical_p": 0}
    assert turned(Sampling(), knobs=sent) == Sampling(temperature=0, top_k=200, typical_p=0.01)


def test_a_switch_keeps_the_setting_and_a_knob_that_moves_switches_on() -> None:
    off = turned(Sampling(top_k=7), switches={"top_k": False})
    assert (off.top_k, off.off) == (7, ("top_k",))
    assert turned(off, switches={"top_k": True}) == Sampling(top_k=7)
    assert turned(off, knobs={"top_k": 9}) == Sampling(top_k=9)
    assert turned(off, knobs={"temperature": 0.5}).off == ("top_k",)


@pytest.mark.parametrize("stage", ORDER)
def test_a_switch_that_finds_nothing_set_takes_what_is_usual(stage: str) -> None:
    usual: dict[str, Any] = {stage: BY_NAME[stage].usual}
    assert turned(Sampling(), switches={stage: True}) == Sampling(**usual)
    assert turned(Sampling(), switches={stage: False}) == Sampling()


@pytest.mark.parametrize("order", [["top_k"], [*ORDER, "top_k"], ["x"] * len(ORDER), []])
def test_an_order_that_is_none_is_left_out(order: list[str]) -> None:
    assert turned(Sampling(), order=order) == Sampling()
