"""A needle in a haystack: every cell against a pass over the whole text, and what is read twice is read once."""

from typing import Any

import numpy as np
import pytest
import torch
from scipy.special import log_softmax

from explorer.engine import cache, needle
from explorer.engine.jobs import Cancelled
from explorer.engine.needle import DEPTHS, Cell, Haystack, known, lengths_for, measure
from explorer.models.model import Model
from tests.engine.test_replaced import Heard
from tests.models.tiny import N_CTX, shared

HAYSTACK = Haystack(
    before=(0, 1),
    hay=tuple(5 + k % 37 for k in range(60)),
    ends=(4, 9, 13, 20),
    needle=(50, 51, 52),
    after=(2, 3),
    answer=(51, 52),
)


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.forget("needle")
    monkeypatch.setattr(needle, "LENGTHS", (16, 32))
    monkeypatch.setattr(needle, "A_STEP", 7)


def by_hand(model: Model, ids: tuple[int, ...]) -> tuple[float, list[int]]:
    """The answer's log-probability after `ids`, and what transformers' greedy generation writes."""
    n, text = len(HAYSTACK.answer), torch.tensor([[*ids, *HAYSTACK.answer]])
    module: Any = model.module
    with torch.inference_mode():
        logits = module(input_ids=text).logits[0, -n - 1 : -1].double().numpy()
        written = module.generate(
            torch.tensor([ids]),
            attention_mask=torch.ones(1, len(ids), dtype=torch.long),
            do_sample=False,
            max_new_tokens=n,
            min_new_tokens=n,
            eos_token_id=None,
            pad_token_id=0,
        )
    right = np.asarray(HAYSTACK.answer)
    return float(log_softmax(logits, -1)[np.arange(n), right].sum()), written[0, len(ids) :].tolist()


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_every_cell_is_that_of_a_pass_over_its_text(name: str) -> None:
    model = shared(name)
    assert measure(Heard(1e9), model, HAYSTACK)
    for length in (16, 32):
        for depth in (None, *DEPTHS):
            cell = known(model, HAYSTACK, length, depth)
            assert cell is not None
            log_prob, written = by_hand(model, HAYSTACK.text(length, depth))
            assert cell.log_prob == pytest.approx(log_prob, abs=1e-3)
            assert cell.greedy == (written == list(HAYSTACK.answer))
            assert cell.prob == pytest.approx(np.exp(log_prob), rel=1e-2)


def test_a_text_has_its_length_with_the_answer_and_the_needle_ends_no_sentence_midway() -> None:
    for depth in (None, *DEPTHS):
        ids = HAYSTACK.text(30, depth)
        assert len(ids) + len(HAYSTACK.answer) == 30
        assert ids[:2] == HAYSTACK.before
        assert ids[-2:] == HAYSTACK.after
        places = [k for k in range(len(ids)) if ids[k : k + 3] == HAYSTACK.needle]
        assert len(places) == (depth is not None)
        if depth is not None:
            assert places[0] - 2 in (0, *HAYSTACK.ends, 30 - HAYSTACK.least)
    assert HAYSTACK.text(30, 0.0)[2:5] == HAYSTACK.needle
    assert HAYSTACK.text(30, 1.0)[-5:-2] == HAYSTACK.needle


def test_what_two_texts_share_is_read_once() -> None:
    model = shared("gpt2")
    measure(Heard(1e9), model, HAYSTACK)
    read = [known(model, HAYSTACK, 32, depth) for depth in (None, *reversed(DEPTHS))]
    counted = [cell.read for cell in read if cell is not None]
    assert counted[0] >= 28
    assert counted[1] < counted[0] / 2
    assert sum(counted) < 5 * 32


def test_it_goes_on_where_it_was_cancelled_and_says_how_far_it_is() -> None:
    model, handle = shared("llama"), Heard(most=60)
    with pytest.raises(Cancelled):
        measure(handle, model, HAYSTACK)
    before = {place: known(model, HAYSTACK, *place) for place in [(16, None), (16, 1.0), (32, 0.0)]}
    assert before[16, None] is not None
    assert before[32, 0.0] is None
    handle = Heard(1e9)
    measure(handle, model, HAYSTACK)
    assert known(model, HAYSTACK, 16, None) is before[16, None]
    assert all(done <= of * 1.5 for done, of in handle.heard)


def test_only_lengths_that_the_model_reads_and_the_memory_holds_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    model = shared("gpt2")
    assert all(n <= N_CTX for n in lengths_for(model, HAYSTACK))
    monkeypatch.setattr(needle, "free_bytes", lambda: 100)
    assert not needle.fits(model, 16)
    measure(Heard(1e9), model, HAYSTACK)
    assert known(model, HAYSTACK, 16, None) is None


def test_nothing_can_be_found_without_a_needle() -> None:
    with pytest.raises(ValueError, match="nothing to be found"):
        Haystack((), (1,), (), (), (), (2,))
    assert Cell(0.0, True, 1.0, 3).prob == 1
