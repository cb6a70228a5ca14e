"""The heads that look back at the examples, and what becomes of the answers without them."""

from typing import Any

import numpy as np
import pytest
import torch

from explorer.engine.growing import GrowingText
from explorer.findings.gpt3.shots.asking import answered, ids_of
from explorer.findings.gpt3.shots.carriers import (
    Carriers,
    Silenced,
    carriers,
    known,
    looked_for,
    others,
    scored_on,
    silenced,
)
from explorer.findings.gpt3.shots.carriers_said import board, offered, usual, what_silenced
from explorer.findings.gpt3.shots.curve import Score
from explorer.findings.gpt3.shots.prompts import shots
from explorer.findings.gpt3.shots.tasks import tasks
from explorer.trace.edits import Ablate
from tests.findings.embedded import model
from tests.findings.gpt3.shots.handles import Told

CODES = tasks()["codes"]


def test_scores_are_means_of_transformers_own_attention() -> None:
    module: Any = model().module
    module.config._attn_implementation, usual_way = "eager", module.config._attn_implementation
    rows = []
    try:
        for shot in scored_on(CODES):
            ids = ids_of(model(), shot)
            with torch.no_grad():
                seen = module(torch.tensor([ids]), output_attentions=True).attentions
            places = [at for at in range(1, len(ids)) if ids[at - 1] == ids[-1]]
            assert places
            rows.append(torch.stack([layer[0, :, -1, places].sum(-1) for layer in seen]).numpy())
    finally:
        module.config._attn_implementation = usual_way
    np.testing.assert_allclose(carriers(model(), CODES).scores, np.mean(rows, axis=0), atol=1e-4)


def test_behind_each_arrow_stands_an_answer() -> None:
    shot = shots(tasks()["past"], 4)[0]
    ids = ids_of(model(), shot)
    found = looked_for(ids)
    assert len(found) == 4
    for place, (_asked, answer) in zip(found, shot.examples, strict=True):
        assert f" {answer}".startswith(model().tokenizer.decode(ids[place : place + 1]))


def test_heads_are_not_scored_on_what_is_asked_later() -> None:
    for task in tasks().values():
        later = {shot.text for shot in shots(task, 8)}
        assert not later & {shot.text for shot in scored_on(task)}


def test_others_are_as_many_and_none_of_the_top() -> None:
    found = Carriers(np.arange(12.0).reshape(3, 4), 0.1)
    assert found.top(2) == ((2, 3), (2, 2))
    for draw in range(3):
        drawn = others(found, 4, draw)
        assert len(set(drawn)) == 4
        assert not set(drawn) & set(found.top(4))


def test_silencing_a_head_is_zeroing_what_it_writes() -> None:
    shot, module = shots(CODES, 4)[0], model().module
    layer, head = carriers(model(), CODES).top(1)[0]
    found = answered(model(), GrowingText(model(), edits=(Ablate(layer, head),)).rows, shot, CODES.answers)
    plain: Any = module
    weight = plain.transformer.h[layer].attn.c_proj.weight
    rows = slice(head * model().shape.d_head, (head + 1) * model().shape.d_head)
    ids, (answer,) = list(ids_of(model(), shot)), model().tokenizer.encode(f" {shot.answer}")
    with torch.no_grad():
        held = weight[rows].clone()
        weight[rows] = 0
        logs = plain(torch.tensor([ids])).logits[0, -1].double().log_softmax(-1)
        weight[rows] = held
    assert abs(found.log_prob - logs[answer].item()) < 1e-3


def test_without_the_induction_heads_nothing_is_looked_up_and_without_others_it_is() -> None:
    found = silenced(Told().handle, model(), CODES, 4)
    assert known(model(), CODES, 4) == found
    assert (6, 3) in found.heads  # layer 7, head 4: the induction head of its card
    assert found.intact.right >= 12
    assert found.top.right <= 5
    assert min(one.right for one in found.random) >= 10
    assert "So these heads carry most of it" in what_silenced(found, CODES)


def test_at_most_a_quarter_of_the_heads_is_offered() -> None:
    assert offered(model()) == (1, 2, 4, 8, 16)
    assert usual(model()) == 4
    assert board(carriers(model(), CODES)).selected == carriers(model(), CODES).top(1)[0]


def scored(right: int, probability: float = 0.1) -> Score:
    return Score(n=8, right=right, exact=0, copied=0, asked=16, probability=probability)


@pytest.mark.parametrize(
    ("intact", "top", "random", "verdict"),
    [
        (2, 0, (1, 1, 1), "There is little here that they could carry"),
        (15, 14, (15, 15, 15), "the model does without them"),
        (15, 6, (15, 6, 15), "without one of the other sets as well"),
        (15, 2, (15, 14, 15), "carry most of it"),
        (15, 10, (15, 13, 16), "carry a part of it"),
    ],
)
def test_the_verdict_is_no_stronger_than_the_numbers(
    intact: int, top: int, random: tuple[int, ...], verdict: str
) -> None:
    found = Silenced(4, ((0, 0),) * 4, scored(intact), scored(top), tuple(map(scored, random)))
    assert verdict in what_silenced(found, CODES)
