"""Gaps against transformers' own fill-mask."""

import numpy as np
import pytest
import torch

from explorer.engine.runs import Run, trace_of
from explorer.findings.decoding.gap import finding, hidden, mask_of
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
    np.testing.assert_allclose(trace_of(run.model, ids).logits[place], expected, atol=1e-4)


def test_a_special_token_is_no_gap(run: Run) -> None:
    assert run.tokens[-1].special
    assert hidden(run) == len(run.tokens) - 2


def test_rank_and_share_are_those_of_the_hidden_token(run: Run) -> None:
    logits = np.zeros(run.model.shape.n_vocab)
    logits[5] = np.log(3 * (len(logits) - 1))
    assert "rank 2." in finding(run, hidden(run), logits)
    assert "(75 %)" in finding(run, hidden(run), logits)


def test_a_decoder_has_no_token_for_a_gap() -> None:
    assert mask_of(embedded_run().model) is None
