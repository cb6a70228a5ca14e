"""One player: an answer is about the riddle that was on screen when it was given."""

from collections.abc import Callable
from typing import Any

import pytest

from explorer.findings.play.riddles import Bar, WordRiddle, number_of
from explorer.views.play import alone
from explorer.views.scope import Scope

RIDDLE = WordRiddle("guess", "explorer-gpt", "She loved to", "", (Bar("·play", "play", 0.3),), ("play", "run"), run=1)


def test_a_tap_that_comes_late_is_no_answer_to_the_next_riddle(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: dict[str, Callable[[Any], None]] = {}
    monkeypatch.setattr(alone.st, "session_state", {})
    monkeypatch.setattr(alone, "mount", lambda _key, _payload, **on: calls.update(on))
    alone.ask(RIDDLE, lambda text: alone.Played("guess", text, 0.0, 0.0), Scope())
    calls["typed"]((number_of(RIDDLE) + 1, "late"))
    calls["chosen"]((number_of(RIDDLE) + 1, 0))
    assert alone.answered(RIDDLE) is None
    calls["chosen"]((number_of(RIDDLE), 1))
    answered = alone.answered(RIDDLE)
    assert answered is not None
    assert answered.answer == "run"
