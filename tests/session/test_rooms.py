"""Who leads a room and who sits in one: a moment's silence of the database takes neither away."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from sqlalchemy import Engine, create_engine
from streamlit.testing.v1 import AppTest

from explorer.components.frame.tab_memory import TabMemory
from explorer.errors import Refused
from explorer.rooms import rooms
from explorer.rooms.database import prepare
from explorer.rooms.looking import look
from explorer.rooms.rooms import Host
from explorer.session import rooms as session
from explorer.shell import seat
from explorer.views.play import lobby, room


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The app's database, while a test lasts."""
    made = prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}"))
    for module in (session, lobby, room, seat):
        monkeypatch.setattr(module, "database", lambda: made)
    yield made
    made.dispose()


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> list[TabMemory]:
    """What the browser was to keep, the last one at the end."""
    made: list[TabMemory] = []
    for module in (lobby, seat):
        monkeypatch.setattr(module, "mount", lambda _key, payload, **_on: made.append(payload))
    return made


def leading() -> None:
    """A script of Streamlit's: the lobby, and what the tab sends as buttons."""
    import streamlit as st

    from explorer import words
    from explorer.views.play import lobby
    from explorer.views.scope import Scope

    words.speak("en")
    lobby.led(Scope("test"))
    st.button("kept", on_click=lambda: lobby._asked("host", st.session_state["key"]))
    st.button("open", on_click=lobby._open)
    lobby.say_refused()


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_a_key_is_kept_until_the_room_has_really_ended(engine: Engine, mounted: list[TabMemory]) -> None:
    host = rooms.open_room(engine)
    app = AppTest.from_function(leading)
    app.session_state["key"] = f"{host.code}.{host.key}"
    app.run()
    assert mounted[-1].keep is None
    silent = Refused("the rooms' database does not answer at the moment: try once more in a few seconds")
    with patch.object(rooms, "is_host", side_effect=silent):
        press(app, "kept")
    assert mounted[-1].keep is None
    assert "does not answer" in app.warning[0].value
    app.run()
    assert mounted[-1].keep == app.session_state["key"]
    rooms.close_room(engine, host)
    other = AppTest.from_function(leading)
    other.session_state["key"] = f"{host.code}.{host.key}"
    other.run()
    press(other, "kept")
    assert mounted[-1].keep == ""


def test_a_second_tap_opens_no_second_room(engine: Engine, mounted: list[TabMemory]) -> None:
    app = AppTest.from_function(leading).run()
    press(app, "open")
    first = mounted[-1].keep
    assert first
    press(app, "open")
    assert mounted[-1].keep == first


def asking() -> None:
    """A script of Streamlit's: a room in which something is asked."""
    from explorer import words
    from explorer.findings.play.riddles import PairRiddle
    from explorer.session.rooms import host
    from explorer.views.play import room
    from explorer.views.scope import Scope

    words.speak("en")
    riddle = PairRiddle("real", "It was", ("dark", "light"), ("a", "b"), 0)
    led = host("host")
    if led is not None:
        nothing = room.Played(riddle, lambda *_: None, lambda _: {}, lambda _: {}, lambda: None, "")
        room.play_in(led, nothing, Scope("test"))


def test_a_room_is_let_go_where_it_has_ended_and_not_where_something_is_refused(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_room", lambda *_parts: None)
    host = rooms.open_room(engine)
    app = AppTest.from_function(asking)
    app.session_state["room_host"] = host
    with patch.object(rooms, "ask", side_effect=Refused("the rooms' database does not answer at the moment: x")):
        app.run()
    assert app.session_state["room_host"] == host
    assert "does not answer" in app.info[0].value
    assert [button.label for button in app.button] == ["End the room"]
    app.run()
    assert not app.info
    rooms.close_room(engine, host)
    app.run()
    assert app.session_state["room_host"] is None


def sitting() -> None:
    """A script of Streamlit's: somebody who comes into a room."""
    import streamlit as st

    from explorer import words
    from explorer.errors import Refused
    from explorer.shell import seat

    words.speak("en")
    code, workshop = st.session_state["code"], st.session_state["workshop"]
    st.button("sit", on_click=seat._sit, args=(code, st.session_state["key"], workshop))
    try:
        seat.seated(code, workshop=workshop)
    except Refused as refused:
        st.info(str(refused))


def coming_to(host: Host, workshop: str | None = None, key: str = "") -> AppTest:
    """By a link with the code of that room. key: what the browser has kept of it."""
    app = AppTest.from_function(sitting)
    app.session_state["code"], app.session_state["workshop"], app.session_state["key"] = host.code, workshop, key
    return app


def test_a_player_sits_once_and_a_room_that_is_gone_says_so_each_time(engine: Engine, mounted: list[TabMemory]) -> None:
    host = rooms.open_room(engine)
    app = coming_to(host)
    for _tap in range(2):
        press(app.run(), "sit")
    sight = look(engine, host.code, fresh=0)
    assert sight is not None
    assert sight.players == 1
    assert mounted[-1].keep
    app.session_state["code"] = "ZZZZZ"
    press(app.run(), "sit")
    assert "no room ZZZZZ" in app.info[0].value
    assert "no room ZZZZZ" in app.run().info[0].value  # whatever is drawn again


@pytest.mark.parametrize(
    ("of_the_room", "of_the_link", "why"),
    [
        (None, "one-branch", "none of this workshop's"),
        ("know-or-say", "one-branch", "none of this workshop's"),
        ("one-branch", None, "a workshop is worked through"),
    ],
)
@pytest.mark.parametrize("kept", [False, True], ids=["a newcomer", "who has a seat there"])
def test_the_code_of_another_kind_of_room_is_refused_and_takes_no_seat(
    engine: Engine, mounted: list[TabMemory], of_the_room: str | None, of_the_link: str | None, why: str, kept: bool
) -> None:
    host = rooms.open_room(engine, workshop=of_the_room)
    key = rooms.join(engine, host.code, workshop=of_the_room).key if kept else ""
    app = coming_to(host, of_the_link, key)
    for _draw in range(2):  # it is asked again, for a room that is full may have room later
        press(app.run(), "sit")
        assert [why in info.value for info in app.info] == [True]
        assert mounted[-1].keep is None
    sight = look(engine, host.code, fresh=0)
    assert sight is not None
    assert sight.players == kept


@pytest.mark.parametrize("kept", ["", "KQR\0Z.key", "KQR\ud800Z.key", "a.b.c", "x" * 200])
def test_what_no_room_has_given_a_tab_leads_none(engine: Engine, kept: str) -> None:
    found = session.read_host(kept)
    assert found.code == ""
    assert not rooms.is_host(engine, found)


def test_what_a_room_has_given_a_tab_leads_it(engine: Engine) -> None:
    host = rooms.open_room(engine)
    assert session.read_host(f"{host.code}.{host.key}") == host
