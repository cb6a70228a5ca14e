"""A prompt and an answer on both models, against plain forward passes of transformers."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.errors import Refused
from explorer.findings.gpt3.framed import FRAMES, Frame, framed, room_for
from explorer.findings.gpt3.pair import Pair
from explorer.findings.home.pretrain_finetune import asked, written
from tests.findings.embedded import model
from tests.findings.gpt3.pairs import chat, embedded_pair, tiny_pair

PROMPT = "What colour is a banana?"


@pytest.mark.parametrize("frame", FRAMES)
def test_a_model_has_not_changed_against_itself(frame: Frame) -> None:
    found = framed(Pair(model(), model()), PROMPT, frame)
    assert all(one.kl == 0 and one.risers == () for one in found.changes if one is not None)


def plain_rows(who: Any, ids: list[int]) -> torch.Tensor:
    """(T, 8192) log-probabilities in bits, over the tokens that both models know."""
    with torch.no_grad():
        logits = who.module(input_ids=torch.tensor([ids])).logits[0, :, : model().shape.n_vocab]
    return logits.double().log_softmax(-1) / np.log(2)


@pytest.mark.parametrize("frame", FRAMES)
def test_every_place_against_plain_passes(frame: Frame) -> None:
    pair = embedded_pair()
    found = framed(pair, PROMPT, frame)
    typed = list(pair.before.prompt(PROMPT).ids)
    told = list(asked(chat(), PROMPT))
    assert found.answer == written(chat(), tuple(told))
    old = plain_rows(pair.before, [*typed, *found.answer])
    read = told if frame == "taught" else typed
    new = plain_rows(chat(), [*read, *found.answer])
    for at, id in enumerate(found.answer):
        change = found.changes[len(found.prompt) + at]
        assert change is not None
        assert change.own is not None
        one, other = old[len(typed) - 1 + at], new[len(read) - 1 + at]
        assert change.own.id == id
        assert change.own.bits == pytest.approx((other[id] - one[id]).item(), abs=1e-3)
        assert change.kl == pytest.approx((other.exp2() * (other - one)).sum().item(), abs=1e-3)
    start = read.index(typed[1]) - 1  # the row that predicts the second token typed
    second = found.changes[len(found.prompt) - len(typed) + 1]
    assert second is not None
    assert second.own is not None
    assert second.own.id == typed[1]
    assert second.own.after == pytest.approx(new[start, typed[1]].exp2().item(), rel=1e-3)


def test_the_second_training_made_its_answer_likelier() -> None:
    found = framed(embedded_pair(), PROMPT, "taught")
    first = found.changes[len(found.prompt)]
    assert first is not None
    assert first.own is not None
    assert first.own.before < 0.001 < 0.9 < first.own.after


def test_a_prompt_that_fills_the_window_is_read_without_an_answer(tmp_path: Path) -> None:
    pair = tiny_pair(tmp_path)
    full = "a" + " a" * 63
    assert len(pair.before.prompt(full).ids) == 64
    assert not room_for(pair.after, full)
    found = framed(pair, full, "plain")
    assert found.answer == ()
    assert len(found.changes) == len(found.prompt) + 1


def test_a_longer_prompt_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the prompt has 65 tokens, but explorer-gpt reads at most 64: shorten it"):
        framed(tiny_pair(tmp_path), "a" + " a" * 64, "plain")
