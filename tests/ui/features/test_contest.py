from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.ui.features import contest as module
from explorer.ui.features.contest import Contest, _with_choice, _with_text, contest_of, token_named
from explorer.ui.runs import Run

WORDS = {"cat": [4], " cat": [5], "東京": [6, 7], " 東京": [8, 6, 7], "dog": [9, 1], " dog": [3], "far": [99]}


class Tokenizer:
    def encode(self, text: str) -> list[int]:
        if text == "<|end|>":
            raise Refused("no")
        return WORDS.get(text, [])

    def is_special(self, token: int) -> bool:
        return token == 0


def run(position: int = 1, ids: tuple[int, ...] = (1, 2, 3)) -> Run:
    logits = np.tile(np.arange(10, dtype=np.float32), (len(ids), 1))
    model = SimpleNamespace(
        name="m", causal=True, tokenizer=Tokenizer(), shape=SimpleNamespace(n_vocab=10), unembedding=None
    )
    found: Any = SimpleNamespace(model=model, trace=SimpleNamespace(ids=ids, logits=logits), position=position)
    return cast("Run", found)


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    monkeypatch.setattr(module.st, "session_state", kept)
    return kept


def test_at_first_the_likeliest_token_stands_against_the_next() -> None:
    assert contest_of(run()) == Contest(("m", (1, 2), 1), 9, 8)


def test_a_choice_holds_while_the_text_before_it_is_the_same(session: dict[str, Any]) -> None:
    session["contest"] = chosen = Contest(("m", (1, 2), 1), 5, "average")
    assert contest_of(run()) is chosen
    assert contest_of(run(ids=(1, 2, 7, 7))) is chosen
    assert contest_of(run(position=2)).token == 9
    assert contest_of(run(ids=(1, 5, 3))).token == 9


@pytest.mark.parametrize(
    ("slot", "value", "expected"),
    [
        ("token", 3, (3, 8)),
        ("token", 8, (8, 9)),
        ("against", 3, (9, 3)),
        ("against", "nothing", (9, None)),
        ("against", "average", (9, "average")),
    ],
)
def test_a_click_changes_one_side_and_never_leaves_a_token_against_itself(slot: str, value: Any, expected: Any) -> None:
    found = _with_choice(contest_of(run()), slot, value)
    assert (found.token, found.against) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("cat", (5, 1)), (" cat", (5, 1)), ("dog", (3, 1)), ("東京", (8, 3)), ("nowhere", None), ("<|end|>", None)],
    ids=["the likelier spelling", "as it is typed", "one token before two", "the first of several", "none", "refused"],
)
def test_what_is_typed_is_a_token_with_or_without_a_space(text: str, expected: tuple[int, int] | None) -> None:
    assert token_named(run(), text) == expected


def test_a_token_beyond_the_models_vocabulary_is_none() -> None:
    assert token_named(run(), "far") is None


def test_typing_says_what_was_taken_where_that_is_not_plain() -> None:
    contest = contest_of(run())
    assert _with_text(run(), contest, "token", "cat") == replace(contest, token=5)
    assert _with_text(run(), contest, "token", "東京").typed == ("東京", 3, 8)
    assert _with_text(run(), contest, "token", "nowhere") == replace(contest, typed=("nowhere", 0, 0))
