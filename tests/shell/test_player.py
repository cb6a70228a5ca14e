"""A player's page: the first answer is the answer, whatever a thumb does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from streamlit.testing.v1 import AppTest

from explorer.rooms import rooms
from explorer.rooms.database import prepare
from explorer.rooms.looking import look
from explorer.shell import player

ASKED = {"game": "guess", "model": "explorer-gpt", "before": "The cat", "after": ""}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The app's database, while a test lasts."""
    made = prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}"))
    monkeypatch.setattr(player, "database", lambda: made)
    yield made
    made.dispose()


def playing() -> None:
    """A script of Streamlit's: what a tap calls."""
    import streamlit as st

    from explorer.shell import player

    def send() -> None:
        for text in st.session_state["texts"]:
            player._answer(st.session_state["seat"], 1, text)

    st.button("send", on_click=send)


def sent(engine: Engine, *texts: str) -> tuple[AppTest, list[str]]:
    """After these came at once: the session, and what the room has."""
    host = rooms.open_room(engine)
    rooms.ask(engine, host, ASKED)
    look(engine, host.code, fresh=0)  # somebody else has just looked
    app = AppTest.from_function(playing)
    app.session_state["seat"], app.session_state["texts"] = rooms.join(engine, host.code), texts
    app.run().button[0].click().run()
    assert not app.exception
    sight = look(engine, host.code, fresh=0)
    assert sight is not None
    return app, [given.text for given in sight.given]


def test_a_second_tap_changes_nothing_and_complains_of_nothing(engine: Engine) -> None:
    app, there = sent(engine, "sat", "sat", "stood")
    assert there == ["sat"]
    assert "room_note" not in app.session_state


def test_whoever_has_no_answer_yet_and_sends_again_at_once_is_asked_to_wait(engine: Engine) -> None:
    app, there = sent(engine, "x" * 99, "sat")
    assert there == []
    assert "too fast" in str(app.session_state["room_note"][1])
