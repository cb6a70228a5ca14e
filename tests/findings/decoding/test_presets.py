"""Settings side by side: each column is its own pipeline on this run's logits."""

import numpy as np
import pytest

from explorer.decoding.choice import choose
from explorer.decoding.pipeline import run as run_pipeline
from explorer.findings.decoding.presets import PRESETS, agreement, outcome, outcomes_of, same_number
from tests.decoding.transformers_stages import chained
from tests.findings.embedded import embedded_run

NAMES = ["Yours", *(preset.name for preset in PRESETS)]


@pytest.mark.parametrize("place", range(len(PRESETS)))
def test_every_preset_is_its_pipeline_and_transformers_agrees(place: int) -> None:
    run, sampling = embedded_run(), PRESETS[place].sampling
    made = outcomes_of(run)[place]
    np.testing.assert_array_equal(made.probs, run_pipeline(run.trace.logits[-1], run.trace.ids, sampling).probs)
    if not sampling.greedy:
        theirs = chained(sampling, np.array(run.trace.logits[-1]), list(run.trace.ids))
        np.testing.assert_array_equal(made.kept, theirs > -np.inf)


def test_the_presets_are_computed_once_a_run() -> None:
    assert outcomes_of(embedded_run()) is outcomes_of(embedded_run(sampling={"temperature": 0.3}))
    assert outcomes_of(embedded_run()) is not outcomes_of(embedded_run("Another prompt"))


def test_a_preset_of_ones_own_is_nearest_to_itself() -> None:
    run = embedded_run(sampling={"temperature": 1.5})
    said = agreement(outcome(run.pipeline), outcomes_of(run), NAMES)
    assert said.startswith("1 token is left under every one")
    assert "most of its probability with “Wild” (100 %)" in said


def test_the_same_number_is_counted_for_every_column() -> None:
    run = embedded_run(sampling={"seed": 3})
    drawn = [choose(each.probs, seed=3, step=0) for each in outcomes_of(run)]
    said = same_number(run, drawn)
    assert ("the same token everywhere" in said) == (len(set(drawn)) == 1)
    assert sum(int(part.split("× ")[1][0]) for part in said.split("\x03 ")[1:]) == len(drawn)
