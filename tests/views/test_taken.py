"""A talk as a file on the page of talks: whose it is, is decided when it is asked for."""

from dataclasses import replace
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from explorer.engine.jobs import Handle, jobs
from explorer.talks.talk import Scene, Talk, Words
from explorer.views.scope import Scope
from explorer.views.talks import kept, taken

MINE = Talk("mine", Words("Mine", "私の"), scenes=(Scene("tokens", {"view": "cut"}, title=Words("One", "一")),))
OWNER = "test session id"
"""AppTest's."""


def drawn(handle: Handle, *asked: object) -> bytes:
    return str(asked[-1]).encode()


def asked_for(name: str) -> None:
    from tests.views.test_taken import ask_and_edit

    ask_and_edit(name)


def ask_and_edit(name: str) -> None:
    """What somebody does on the page, in one run of it."""
    from explorer.session import state

    state.current()
    if "asked" not in st.session_state:
        st.session_state["asked"] = True
        kept.keep(MINE)
        found = kept.find(name)
        assert found is not None
        taken.ask(found)
    taken.show_taken(Scope())
    kept.keep(replace(MINE, title=Words("Another title", "別の題")))


def shown(name: str) -> Any:
    app = AppTest.from_function(asked_for, kwargs={"name": name})
    app.query_params["lang"] = "en"
    app.run()
    (job,) = [job for job in jobs._jobs.values() if isinstance(job.key, tuple) and "talk as a file" in job.key]
    assert job.finished.wait(30)
    return job, app.run()


@pytest.fixture(autouse=True)
def no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken, "talk_bytes", drawn)
    for key in [key for key in jobs._jobs if isinstance(key, tuple) and "talk as a file" in key]:
        jobs._jobs.pop(key)


def test_whoever_edits_the_talk_meanwhile_still_gets_the_file_that_was_asked_for() -> None:
    job, app = shown("mine")
    assert job.result() == OWNER.encode(), "with the models of whoever asked"
    assert [button.label for button in app.get("download_button")]
    assert app.caption[0].value.startswith("`Mine` as one file")


def test_a_talk_that_comes_along_is_drawn_as_nobody_s() -> None:
    job, app = shown("ten-minutes")
    assert job.result() == b""
    assert app.get("download_button")
