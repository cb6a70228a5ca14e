"""Surprise, kept from step to step, is the surprise of the whole text."""

import numpy as np
import pytest

from explorer.analysis import surprisal as information
from explorer.findings.output.run_surprisal import RunSurprisal, run_surprisal
from tests.findings.heads import IDS, tiny_run


def test_every_token_but_the_first_has_its_surprisal_and_every_place_its_entropy() -> None:
    run = tiny_run("gpt2", (7, 8, 9))
    read = run_surprisal(run)
    np.testing.assert_allclose(read.surprisal, information.surprisal(run.trace))
    np.testing.assert_allclose(read.entropy, information.entropy(run.trace.logits), rtol=1e-6)


def test_a_text_that_grows_token_by_token_reads_as_one_read_at_once() -> None:
    grown = [run_surprisal(tiny_run("gpt2", IDS[:n])) for n in range(1, len(IDS) + 1)][-1]
    whole = tiny_run("gpt2", IDS)
    np.testing.assert_allclose(grown.surprisal, information.surprisal(whole.trace), rtol=1e-5)
    np.testing.assert_allclose(grown.entropy, information.entropy(whole.trace.logits), rtol=1e-5)


def test_perplexity_is_two_to_the_mean_of_the_bits_and_none_where_nothing_was_predicted() -> None:
    read = RunSurprisal(np.array([1.0, 3.0, 2.0]), np.zeros(4))
    assert read.perplexity(1, 3) == 4
    assert read.perplexity(3, 4) == 4
    assert read.perplexity(0, 4) == 4
    assert read.perplexity(4, 4) is None
    assert read.perplexity(0, 1) is None


def test_readings_that_do_not_go_together_are_refused() -> None:
    with pytest.raises(ValueError, match="do not go with"):
        RunSurprisal(np.zeros(4), np.zeros(4))
