"""What a prompt alone would teach is told with its own tokens."""

import numpy as np
import pytest

from explorer.engine import model_store
from explorer.findings.home.learning import exercise
from explorer.session.here import Here
from tests.findings.embedded import run_at

PROMPT = "Once upon a time, there was a little girl named Lily. She"


@pytest.fixture(scope="module")
def model():
    return model_store.ask("explorer-gpt").result()


def words(said: str) -> str:
    return said.replace("\x02", "").replace("\x03", "")


def test_the_exercise_is_the_selected_token_after_those_before_it(model) -> None:
    run = run_at(Here(PROMPT, position=3), model)
    said = words(exercise(run))
    assert f"holds {len(run.tokens) - 1} such exercises" in said
    assert "after Once·upon·a comes ·time" in said
    logits = run.trace.logits[2].astype(np.float64)
    share = np.exp(logits[run.trace.ids[3]]) / np.exp(logits).sum()
    assert f"gives it {100 * share:.0f} %" in said or f"gives it {100 * share:.1f} %" in said


@pytest.mark.parametrize(("name", "position"), [("explorer-bert", None), ("explorer-bert", 0), ("explorer-chat", None)])
def test_no_special_token_is_an_exercise(name: str, position: int | None) -> None:
    run = run_at(Here(PROMPT, model=name, position=position), model_store.ask(name).result())
    said = words(exercise(run))
    assert f"holds {sum(not token.special for token in run.tokens)} such exercises" in said
    assert ("in the place of Once" if position == 0 else "·She") in said


def test_a_single_token_is_no_exercise(model) -> None:
    assert "such exercise" not in exercise(run_at(Here("a"), model))
