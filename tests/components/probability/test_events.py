"""What a browser may send about probabilities: what was offered, within its bounds, and nothing else."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.components.probability.side_by_side import SideBySide
from explorer.components.probability.stages import Stages
from explorer.components.probability.temperature_curve import TemperatureCurve
from explorer.decoding.stages import ORDER
from explorer.findings.decoding.presets import several_settings
from explorer.findings.decoding.sampler import bars
from explorer.findings.decoding.stage_cards import stages
from explorer.findings.decoding.temperature import temperature_curve
from tests.findings.embedded import embedded_run


@pytest.fixture(scope="module")
def row() -> Stages:
    return stages(embedded_run())


@pytest.fixture(scope="module")
def shown() -> ProbabilityBars:
    return bars(embedded_run())


@pytest.fixture(scope="module")
def curve() -> TemperatureCurve:
    return temperature_curve(embedded_run())


@pytest.fixture(scope="module")
def columns() -> SideBySide:
    return several_settings(embedded_run()).table


def test_knobs_switches_and_an_order_are_settings(row: Stages) -> None:
    sent = [{"temperature": 0.3, "seed": 7}, {"top_k": True}, list(reversed(ORDER))]
    assert row.settings(sent) == ({"temperature": 0.3, "seed": 7.0}, {"top_k": True}, tuple(reversed(ORDER)))
    assert row.settings([{}, {}, []]) == ({}, {}, ())


@pytest.mark.parametrize(
    "sent",
    [
        None,
        {},
        [{}, {}],
        [{"lang": 1}, {}, []],
        [{"temperature": -0.1}, {}, []],
        [{"temperature": 2.1}, {}, []],
        [{"temperature": "1"}, {}, []],
        [{"temperature": float("nan")}, {}, []],
        [{"seed": 2**32}, {}, []],
        [{}, {"raw": True}, []],
        [{}, {"top_k": 1}, []],
        [{}, {}, ["top_k"]],
        [{}, {}, [*ORDER, "top_k"]],
        [{}, {}, ["top_k"] * len(ORDER)],
        [{}, {}, ["raw", *ORDER[1:]]],
    ],
    ids=str,
)
def test_other_settings_are_dropped(row: Stages, sent: Any) -> None:
    with pytest.raises(Dropped):
        row.settings(sent)


def test_a_row_is_picked_by_its_own_id(shown: ProbabilityBars) -> None:
    assert shown.token(shown.rows[3].id) == shown.rows[3].id
    for sent in (-1, "3", True, next(id for id in range(99) if id not in [row.id for row in shown.rows])):
        with pytest.raises(Dropped):
            shown.token(sent)


def test_a_temperature_is_one_that_the_curve_has(curve: TemperatureCurve) -> None:
    assert [curve.use(0), curve.use(2.0)] == [0.0, 2.0]
    for sent in (-0.01, 2.01, "1", None):
        with pytest.raises(Dropped):
            curve.use(sent)


def test_ones_own_settings_cannot_be_taken_over(columns: SideBySide) -> None:
    assert columns.use(1) == 1
    assert columns.use(len(columns.columns) - 1) == len(columns.columns) - 1
    for sent in (0, len(columns.columns), -1, True, "1"):
        with pytest.raises(Dropped):
            columns.use(sent)
