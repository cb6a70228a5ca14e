"""Passes through both stacks: cached, hidden and searched, they give what whole passes and transformers give."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import torch

from explorer.decoding.beam import beam_search
from explorer.decoding.greedy import greedy
from explorer.errors import Refused
from explorer.models.two_stacks.loader import load
from explorer.models.two_stacks.model import Seq2Seq
from explorer.models.two_stacks.passes import Targets, hidden_one_by_one, patterns
from tests.models.two_stacks.tiny import CONFIGS, saved

SOURCE = (3, 5, 4, 7, 6, 1)


@pytest.fixture(params=CONFIGS, scope="module")
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Seq2Seq:
    return load(saved(tmp_path_factory.mktemp("two") / "mine", request.param))


class Growing:
    """As engine.growing.GrowingTargets, of one model at hand."""

    def __init__(self, model: Seq2Seq, source: Sequence[int]) -> None:
        self._read, self._targets = Targets(model, source), [(model.start,)]
        self.first = self._read(self._targets)[0]

    def onward(self, parents: Sequence[int], tokens: Sequence[int]) -> Any:
        self._targets = [(*self._targets[at], int(token)) for at, token in zip(parents, tokens, strict=True)]
        return self._read(self._targets)


def generated(model: Seq2Seq, n: int, **how: Any) -> tuple[int, ...]:
    module: Any = model.module
    # Its cache takes both stacks to be equally high, which those of the tiny models are not.
    settings = {
        "max_new_tokens": n,
        "do_sample": False,
        "eos_token_id": 1,
        "pad_token_id": 0,
        "use_cache": False,
        **how,
    }
    ids = module.generate(torch.tensor([SOURCE]), decoder_start_token_id=0, **settings)[0].tolist()
    return tuple(ids[1 : ids.index(1) + 1] if 1 in ids else ids[1:])


def test_what_was_read_stays_read(model: Seq2Seq) -> None:
    reads = Targets(model, SOURCE)
    for targets in ([(0,)], [(0, 4), (0, 6)], [(0, 6, 3), (0, 6, 2), (0, 4, 4)], [(0, 9)]):
        found = reads(targets)
        for row, target in zip(found, targets, strict=True):
            np.testing.assert_allclose(row, patterns(model, SOURCE, target)["logits"][-1], rtol=1e-4, atol=1e-4)


def test_the_future_is_not_seen_and_rows_sum_to_one(model: Seq2Seq) -> None:
    found = patterns(model, SOURCE, (0, 4, 6, 3))
    for stack in ("encoder", "decoder", "cross"):
        np.testing.assert_allclose(found[stack].sum(-1), 1, rtol=1e-5)
    assert not np.triu(found["decoder"], 1).any()
    assert np.triu(found["encoder"], 1).any()


def test_what_is_hidden_is_looked_at_by_nobody(model: Seq2Seq) -> None:
    """A part that is not seen may be any word: the answer is the same."""
    target = (0, 4, 6, 3)
    parts = [(1, 3), (0, 1)]
    found = hidden_one_by_one(model, SOURCE, target, parts)
    other = hidden_one_by_one(model, (3, 9, 9, *SOURCE[3:]), target, parts)
    np.testing.assert_allclose(found[0], other[0], rtol=1e-5)
    assert np.abs(found[1] - other[1]).max() > 1e-4
    logits = torch.from_numpy(patterns(model, SOURCE, target[:-1])["logits"]).log_softmax(-1)
    whole = [float(row[token]) for row, token in zip(logits, target[1:], strict=True)]
    np.testing.assert_allclose(found[-1], whole, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize(("beams", "penalty"), [(1, 1.0), (2, 1.0), (4, 1.0), (4, 0.0), (3, 2.0)])
def test_beams_are_those_of_generate(model: Seq2Seq, beams: int, penalty: float) -> None:
    if beams == 1:
        growing = Growing(model, SOURCE)
        assert greedy(growing.first, growing.onward, n=12, ends=(1,)) == generated(model, 12)
        return
    growing = Growing(model, SOURCE)
    found = beam_search(growing.first, growing.onward, beams=beams, n=12, ends=(1,), length_penalty=penalty)
    assert found.best[0].tokens == generated(model, 12, num_beams=beams, length_penalty=penalty)


def test_a_text_too_long_or_unknown_is_refused(model: Seq2Seq) -> None:
    with pytest.raises(Refused, match=f"reads at most {model.shape.n_ctx}"):
        Targets(model, [3] * (model.shape.n_ctx + 1))
    with pytest.raises(Refused, match="has no token 99"):
        patterns(model, (3, 99), (0,))
