"""A room on the presenter's screen: whoever answers while the others are scored is scored, too."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from explorer.findings.play.riddles import PairRiddle
from explorer.rooms import rooms
from explorer.rooms.database import prepare
from explorer.rooms.looking import look
from explorer.views.play import room

RIDDLE = PairRiddle("real", "It was", ("dark", "light"), ("a", "b"), 0)


def test_an_answer_that_comes_while_the_others_are_scored_has_its_score(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}"))
    monkeypatch.setattr(room, "database", lambda: engine)
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, RIDDLE.asked())
    late = [rooms.join(engine, host.code)]
    rooms.answer(engine, rooms.join(engine, host.code), number, "A")

    def score(texts: Sequence[str]) -> Mapping[str, float]:
        if late:
            rooms.answer(engine, late.pop(), number, "B")
        return dict.fromkeys(texts, 0.5)

    votes = room.Played(RIDDLE, lambda *_: None, score, lambda given: {"n": len(given)}, lambda: None, "")
    room.reveal(host, number, votes)
    sight = look(engine, host.code, fresh=0)
    assert sight is not None
    assert [given.score for given in sight.given] == [0.5, 0.5]
    assert sight.shown == {"n": 2}
    engine.dispose()
