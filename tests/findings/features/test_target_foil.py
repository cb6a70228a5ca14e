from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from explorer.components.stream.target_foil_picker import Side
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.features.target_foil import Typed, logit_difference, token_named, with_choice, with_text
from explorer.session.here import Here
from explorer.trace.logit_difference import LogitDifference

WORDS = {"cat": [4], " cat": [5], "東京": [6, 7], " 東京": [8, 6, 7], "dog": [9, 1], " dog": [3], "far": [99]}


class Tokenizer:
    def encode(self, text: str) -> list[int]:
        if text == "<|end|>":
            raise Refused("no")
        return WORDS.get(text, [])

    def is_special(self, token: int) -> bool:
        return token == 0


def run(position: int = 1, ids: tuple[int, ...] = (1, 2, 3), **asked: Any) -> Run:
    logits = np.tile(np.arange(10, dtype=np.float32), (len(ids), 1))
    model = SimpleNamespace(
        name="m", causal=True, tokenizer=Tokenizer(), shape=SimpleNamespace(n_vocab=10), unembedding=None
    )
    here = Here("one two three", **asked)
    trace = SimpleNamespace(ids=ids, logits=logits)
    found: Any = SimpleNamespace(
        question=here.question, selection=here.selection, model=model, trace=trace, position=position
    )
    return cast("Run", found)


def test_at_first_the_likeliest_token_stands_against_the_next() -> None:
    assert logit_difference(run()) == LogitDifference(9, 8)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"token": 5}, LogitDifference(5, 9)),
        ({"token": 5, "foil": 3}, LogitDifference(5, 3)),
        ({"foil": "average"}, LogitDifference(9, "average")),
        ({"foil": "nothing"}, LogitDifference(9, "nothing")),
        ({"token": 10, "foil": 99}, LogitDifference(9, "nothing")),
    ],
    ids=["a token", "two tokens", "the average", "nothing", "tokens that the model has not"],
)
def test_the_link_says_what_is_asked(asked: dict[str, Any], expected: LogitDifference) -> None:
    assert logit_difference(run(**asked)) == expected


def test_at_another_place_it_is_another_question() -> None:
    here = Here("one two three", token=5, foil=3, position=1)
    assert here.changed(layer=2).token == 5
    assert here.changed(step=0).token == 5
    assert here.changed(position=2).token is None
    assert here.changed(prompt="one").foil is None
    assert replace(here, position=None).changed(generated=(1,), step=1).token is None


@pytest.mark.parametrize(
    ("side", "value", "expected"),
    [
        ("target", 3, (3, 8)),
        ("target", 8, (8, 9)),
        ("foil", 3, (9, 3)),
        ("foil", "nothing", (9, "nothing")),
        ("foil", "average", (9, "average")),
    ],
)
def test_a_click_changes_one_side_and_never_leaves_a_token_against_itself(
    side: Side, value: Any, expected: Any
) -> None:
    found = with_choice(logit_difference(run()), side, value)
    assert (found.target, found.foil) == expected


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
    asked = logit_difference(run())
    place = ("m", (1, 2), 1)
    assert with_text(run(), asked, "target", "cat") == (replace(asked, target=5), None)
    assert with_text(run(), asked, "target", "東京")[1] == Typed(place, "東京", 3, 8)
    assert with_text(run(), asked, "target", "nowhere") == (asked, Typed(place, "nowhere", 0, 0))
