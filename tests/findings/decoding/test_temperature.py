"""The view of temperature: its numbers are the pipeline's, and it says what else is in the picture."""

import numpy as np
import pytest

from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import ORDER
from explorer.findings.decoding.choices import choices
from explorer.findings.decoding.temperature import GRID, around, heat_of, left_of, said
from tests.findings.embedded import embedded_run

COLD = tuple(stage for stage in ORDER if stage != "temperature")


@pytest.mark.parametrize("temperature", [0.0, 0.3, 1.0, 1.95])
def test_every_place_of_the_knob_is_the_pipeline_at_that_temperature(temperature: float) -> None:
    made = heat_of(embedded_run())
    at = GRID.index(temperature)
    pipeline = embedded_run(sampling={"temperature": temperature}).pipeline
    np.testing.assert_allclose(made.shares[at], pipeline.probs[made.ids], rtol=1e-3, atol=1e-7)
    assert f"{made.choices[at]:.1f}" == choices(pipeline.stages[-1]) or made.choices[at] >= 100


def test_only_what_comes_before_is_computed_anew() -> None:
    first = heat_of(embedded_run(sampling={"top_k": 5}))
    assert heat_of(embedded_run(sampling={"top_k": 9, "temperature": 0.4})) is first
    cut_first = heat_of(embedded_run(sampling={"top_k": 9, "order": (*COLD, "temperature")}))
    assert cut_first is not first
    assert len(cut_first.ids) == 9


def test_a_temperature_is_told_in_a_sentence() -> None:
    made = heat_of(embedded_run())
    assert "there is no choice" in said(made, 0, "x")
    assert said(made, GRID.index(0.5), "x").startswith("At temperature 0.5, \x02x\x03 has")


@pytest.mark.parametrize(
    ("sampling", "told"),
    [
        (Sampling(temperature=0.5), "No other setting is on"),
        (Sampling(top_k=5), "Not in the bars, since after the temperature: top-k 5."),
        (Sampling(repetition_penalty=1.2), "In the bars, since before the temperature: repetition penalty 1.2."),
        (Sampling(repetition_penalty=1.2, top_k=5), "repetition penalty 1.2. Not in them, since after it: top-k 5"),
        (Sampling(top_k=5, order=(*COLD, "temperature")), "In the bars, since before the temperature: top-k 5"),
    ],
)
def test_what_is_in_the_picture_is_said(sampling: Sampling, told: str) -> None:
    assert told in around(sampling)


def test_what_all_settings_leave_is_counted_at_every_temperature() -> None:
    counted = left_of(embedded_run(sampling={"top_p": 0.9, "temperature": 0.3, "off": ("temperature",), "seed": 4}))
    kept = [embedded_run(sampling={"top_p": 0.9, "temperature": at}).pipeline.stages[-1].kept.sum() for at in GRID]
    assert counted == kept
    assert (np.diff(kept) >= 0).all()
    assert left_of(embedded_run(sampling={"temperature": 0.5})) == []
    assert left_of(embedded_run(sampling={"top_k": 5, "off": ("top_k",)})) == []
