"""The presenter's desk: nothing is shown before it is asked for, and a click lets through what stood beside it."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, create_engine
from streamlit.testing.v1 import AppTest

from explorer.errors import Refused
from explorer.rooms import notes, rooms
from explorer.rooms.database import prepare
from explorer.rooms.looking import look
from explorer.rooms.rooms import Host
from explorer.shell import desk

ASKED = {"game": "guess", "model": "explorer-gpt", "before": "The cat", "after": ""}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The app's database, while a test lasts, looked at afresh each time."""
    made = prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}"))
    monkeypatch.setattr(desk, "database", lambda: made)
    monkeypatch.setattr(desk, "look", lambda engine, code: look(engine, code, fresh=0))
    monkeypatch.setattr(desk, "mount", lambda _key, _payload, **_on: None)
    yield made
    made.dispose()


def script() -> None:
    """A script of Streamlit's: the window, whose tab has said who leads."""
    import streamlit as st

    from explorer import words
    from explorer.errors import Refused
    from explorer.shell import desk

    words.speak("en")
    try:
        desk.show_desk(st.session_state["code"])
    except Refused as refused:
        st.error(str(refused))


def opened(host: Host, key: str | None = None) -> AppTest:
    app = AppTest.from_function(script)
    app.session_state["code"] = host.code
    app.session_state[desk.ASKED] = True
    app.session_state[desk.HOST] = Host(host.code, key or host.key)
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def said(app: AppTest) -> str:
    return " ".join(one.value for one in [*app.markdown, *app.caption, *app.info, *app.warning])


def answers(engine: Engine, code: str) -> dict[str, bool]:
    sight = look(engine, code, fresh=0)
    assert sight is not None
    return {given.text: given.through for given in sight.given} | {note.text: note.through for note in sight.notes}


def asked(engine: Engine, *texts: str) -> Host:
    host = rooms.open_room(engine)
    rooms.ask(engine, host, ASKED, own=("sat",))
    for text in texts:
        rooms.answer(engine, rooms.join(engine, host.code), 1, text)
    return host


def test_no_text_is_shown_before_it_is_asked_for_and_none_that_the_model_says(engine: Engine) -> None:
    app = opened(asked(engine, "zebra", "sat"))
    assert "zebra" not in said(app)
    assert "zebra" in said(press(app, "Show the answers here"))
    assert "sat" not in said(app)


def test_a_window_without_the_key_is_no_desk(engine: Engine) -> None:
    app = opened(asked(engine, "zebra"), key="guessed")
    assert "not your room" in app.error[0].value
    assert not app.button


def test_a_click_on_what_has_changed_meanwhile_lets_nothing_through(engine: Engine) -> None:
    host = asked(engine, "zebra", "lion")
    app = press(opened(host), "Show the answers here")
    rooms.answer(engine, rooms.join(engine, host.code), 1, "rude")  # not on the presenter's screen yet
    press(app, "Let all 2 through")
    assert answers(engine, host.code) == {"zebra": True, "lion": True, "rude": False}


def test_the_button_for_all_is_another_when_another_text_stands_beside_it(engine: Engine) -> None:
    host = asked(engine, "zebra", "lion")
    app = press(opened(host), "Show the answers here")
    before = for_all(app)
    rooms.answer(engine, rooms.join(engine, host.code), 1, "rude")
    after = for_all(app.run())
    assert len(before) == len(after) == 1
    assert before != after


def for_all(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button if "desk_all" in str(button.key)}


def test_a_database_that_does_not_answer_is_said_to_at_the_desk(engine: Engine) -> None:
    app = press(opened(asked(engine, "zebra")), "Show the answers here")
    with patch.object(rooms, "let_through", side_effect=Refused("the rooms' database does not answer at the moment")):
        press(app, "Let through")
    assert not app.exception
    assert "does not answer" in said(app)


def test_a_workshops_lines_wait_task_by_task(engine: Engine) -> None:
    host = rooms.open_room(engine, workshop="one-branch")
    seat = rooms.join(engine, host.code, workshop="one-branch")
    notes.tell(engine, seat, [notes.Told(0, 1, True, "A *line*\nor two"), notes.Told(3, 1, True, "Another")])
    app = press(opened(host), "Show the answers here")
    assert "`A *line*`" in said(app)
    press(app, "Let through")
    assert answers(engine, host.code) == {"A *line*\nor two": True, "Another": False}
    notes.tell(engine, seat, [notes.Told(0, 2, True, "Other words")])
    assert answers(engine, host.code)["Other words"] is False
