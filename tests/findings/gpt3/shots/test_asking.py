"""Answers against transformers: every answer scored in full, and its own greedy generation."""

from typing import Any

import pytest
import torch

from explorer.engine.growing import GrowingText
from explorer.findings.gpt3.shots.asking import answer_ids, answered, fits, ids_of
from explorer.findings.gpt3.shots.prompts import Shot, shots
from explorer.findings.gpt3.shots.tasks import tasks
from tests.findings.embedded import model

ASKED = [(name, shot) for name in ("to-japanese", "codes", "opposites-ja") for shot in shots(tasks()[name], 4)[:2]]


def total(ids: list[int], answer: list[int]) -> float:
    """The answer's log-probability after the ids, in one plain pass."""
    module: Any = model().module
    with torch.no_grad():
        logs = module(torch.tensor([[*ids, *answer]])).logits[0].double().log_softmax(-1)
    return sum(logs[len(ids) - 1 + at, id].item() for at, id in enumerate(answer))


@pytest.mark.parametrize(("name", "shot"), ASKED, ids=lambda one: one if isinstance(one, str) else one.asked)
def test_the_likeliest_answer_is_that_of_scoring_them_all(name: str, shot: Shot) -> None:
    answers, ids = tasks()[name].answers, list(model().prompt(shot.text).ids)
    tokens = {one: model().tokenizer.encode(f" {one}") for one in answers}
    scores = {one: total(ids, found) for one, found in tokens.items()}
    found = answered(model(), GrowingText(model()).rows, shot, answers)
    assert found.likeliest == max(scores, key=scores.__getitem__)
    assert found.log_prob == pytest.approx(scores[shot.answer], abs=1e-3)
    assert found.right == (found.likeliest == shot.answer)


@pytest.mark.parametrize(("name", "shot"), ASKED, ids=lambda one: one if isinstance(one, str) else one.asked)
def test_what_is_written_is_how_transformers_goes_on(name: str, shot: Shot) -> None:
    module: Any = model().module
    ids = list(ids_of(model(), shot))
    theirs = module.generate(torch.tensor([ids]), max_new_tokens=12, do_sample=False)[0, len(ids) :].tolist()
    line = model().tokenizer.decode(theirs).removesuffix("<|endoftext|>").split("\n")[0].strip()
    found = answered(model(), GrowingText(model()).rows, shot, tasks()[name].answers)
    assert found.exact == (line == shot.answer)
    assert line.startswith(found.written)


def test_an_answers_tokens_are_those_that_follow_the_prompt() -> None:
    shot = Shot((("hot", "cold"),), "big", "small")
    whole = model().prompt(f"{shot.text} small").ids
    assert (*ids_of(model(), shot), *answer_ids(model(), shot, "small")) == whole


def test_a_prompt_that_leaves_no_room_does_not_fit() -> None:
    assert fits(model(), Shot((), "big", "small"))
    assert not fits(model(), Shot((("a " * 300, "b"),) * 2, "big", "small"))
