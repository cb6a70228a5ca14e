"""The losses are those of the other pages: a token's surprisal, and what a gap costs."""

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.findings.labels.readings import NATS, readers, reading_of, reading_or_why
from explorer.findings.output.every_gap import filled
from explorer.findings.output.run_surprisal import run_surprisal
from tests.findings.embedded import embedded_run, model
from tests.findings.labels.runs import encoder, encoder_run, tiny_run


def test_the_next_tokens_cost_what_they_cost_on_every_page() -> None:
    run = embedded_run()
    found = reading_of(run, run.model)
    np.testing.assert_allclose(found.found.surprisal, run_surprisal(run).surprisal, atol=1e-4)
    assert found.bits == pytest.approx(found.found.surprisal.sum())
    assert found.most == pytest.approx(found.n * 13)  # 8,192 tokens
    assert np.log(2) == NATS


def test_a_gap_costs_what_it_costs_on_the_page_of_gaps() -> None:
    run = encoder_run()
    found = reading_of(run, run.model)
    assert found.gaps
    np.testing.assert_allclose(found.found.surprisal, [gap.bits for gap in filled(run)], atol=1e-4)
    assert [int(one) for one in found.found.ids[:, 0]] == [gap.best for gap in filled(run)]


def test_the_hardest_has_the_highest_bar() -> None:
    found = reading_of(embedded_run(), model())
    assert found.found.surprisal[found.hardest] == found.found.surprisal.max()


def test_the_models_own_way_is_its_own_and_the_other_is_anothers() -> None:
    assert readers(embedded_run()) == ("explorer-bert", "explorer-gpt")
    assert readers(encoder_run()) == ("explorer-bert", "explorer-gpt")
    assert reading_of(embedded_run(), encoder()).gaps


def test_why_a_model_cannot_read_it_is_told_and_not_raised() -> None:
    run = tiny_run(prompt="3")
    assert isinstance(reading_or_why(run, lambda: run.model), Refused)
