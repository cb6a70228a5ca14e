"""Gaps against transformers' own fill-mask."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.decoding.sampling import Sampling
from explorer.engine.runs import Run
from explorer.findings.decoding.gap import finding, gap
from explorer.findings.gaps import guess, hidden, mask_of
from explorer.session.here import Here
from tests.findings.embedded import embedded_run, run_at
from tests.findings.kin import encoder_folder, opened


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_at(Here("The cat sat."), opened(encoder_folder(tmp_path_factory.mktemp("gap") / "encoder")))


def test_the_gap_s_logits_are_those_of_transformers(run: Run) -> None:
    mask = mask_of(run.model)
    assert mask is not None
    place = hidden(run)
    ids = (*run.trace.ids[:place], mask, *run.trace.ids[place + 1 :])
    with torch.inference_mode():
        expected = run.model.module(torch.tensor([ids])).logits[0, place].numpy()
    np.testing.assert_allclose(guess(run, place), expected, atol=1e-4)


def test_a_special_token_is_no_gap(run: Run) -> None:
    assert run.tokens[-1].special
    assert hidden(run) == len(run.tokens) - 2


def test_rank_and_share_are_those_of_the_hidden_token(run: Run) -> None:
    logits = np.zeros(run.model.shape.n_vocab, np.float32)
    logits[5] = np.log(3 * (len(logits) - 1))
    assert "rank 2." in finding(run, hidden(run), logits)
    assert "(75 %)" in finding(run, hidden(run), logits)


def test_a_decoder_has_no_token_for_a_gap() -> None:
    assert mask_of(embedded_run().model) is None


def test_what_was_hidden_is_said_to_have_been_hidden_not_chosen_and_no_setting_has_a_say(run: Run) -> None:
    cut = replace(run, question=replace(run.question, sampling=Sampling(top_k=1, top_p=0.1)))
    bars = gap(cut).bars
    assert [row.why for row in bars.rows if row.chosen] == ["was hidden"]
    assert not any(row.removed for row in bars.rows)
    assert bars == gap(run).bars
    assert (bars.labels.before, bars.labels.after) == ("", "probability")


def test_an_encoder_looks_first_at_the_last_token_that_is_the_texts_own(run: Run) -> None:
    assert (run.position, run.tokens[-1].special) == (len(run.tokens) - 2, True)
