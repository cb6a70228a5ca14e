"""What a job writes down waits for no other job: it is computed there, once, and ends with it."""

from contextvars import copy_context
from dataclasses import dataclass

import pytest
import streamlit as st
from streamlit.runtime.scriptrunner import RerunData, RerunException, StopException

from explorer.components.recorded import Words, note, recording
from explorer.engine import model_store
from explorer.engine.jobs import Cancelled, Handle, Job, jobs
from explorer.engine.runs import Run
from explorer.session.here import Here
from explorer.views.drawn import parts_of
from explorer.views.fragments import fragment
from explorer.views.jobs import result_of
from explorer.views.scope import Scope
from explorer.views.unsent import apart
from explorer.views.view import Show, View
from explorer.views.written_down import EVERY, Desk, at, desk


@dataclass(frozen=True)
class Shown(View):
    draws: Show | None = None

    @property
    def show(self) -> Show:
        assert self.draws is not None
        return self.draws


def counted(handle: Handle, calls: list[int]) -> int:
    handle.report(1, 2, "Drawing scene {n} of {scenes}", n=1, scenes=2)
    calls.append(len(calls))
    return len(calls)


def test_what_a_view_needs_is_computed_at_once_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "submit", lambda *_order: pytest.fail("a job waited for another"))
    job, calls = Job("file", {"me"}), []
    with at(Desk(Handle(job, lambda _job: True))), recording():
        assert [result_of("a key", counted, calls, name="x") for _look in range(2)] == [1, 1]
    assert job.progress.message == "", "how far the whole is, only the whole says"
    assert desk() is None


def test_it_ends_with_the_job() -> None:
    with at(Desk(Handle(Job("file", {"me"}), lambda _job: False))), pytest.raises(Cancelled):
        result_of("a key", counted, [], name="x")


def test_a_fragment_that_looks_again_and_again_waits_for_something() -> None:
    copy_context().run(_looks)


def _looks() -> None:
    at_desk = Desk(Handle(Job("file", {"me"}), lambda _job: True))
    with apart("me"), at(at_desk):
        st.session_state["here"] = Here("a cat")
        fragment()(lambda: None)()
        assert not at_desk.waiting
        fragment(run_every=1)(lambda: None)()
        assert at_desk.waiting


def test_a_desk_looks_again_until_there_is_something() -> None:
    desk_of_one = Desk(Handle(Job("file", {"me"}), lambda _job: True))
    looks: list[int] = []

    def draw() -> int:
        looks.append(len(looks))
        desk_of_one.waiting = len(looks) < 3
        return len(looks)

    assert desk_of_one.drawn(draw) == 3


def test_its_patience_is_one_for_all_views() -> None:
    desk_of_one = Desk(Handle(Job("file", {"me"}), lambda _job: True), patience=3 * EVERY)
    looks: list[int] = []

    def never() -> None:
        looks.append(1)
        desk_of_one.waiting = True

    for _view in range(3):
        desk_of_one.drawn(never)
    assert len(looks) <= 4 + 2, "the second and the third view are drawn once"


@pytest.mark.parametrize("raised", [RerunException(RerunData()), StopException()])
def test_a_view_that_begins_anew_is_drawn_again_and_one_that_stops_is_not(raised: BaseException) -> None:
    copy_context().run(_begins_anew, raised)


def _begins_anew(raised: BaseException) -> None:
    def show(run: Run, scope: Scope) -> None:
        shown.append(1)
        if len(shown) == 1:
            raise raised
        note(Words("text", "there"))

    shown: list[int] = []
    with apart("me"), at(Desk(Handle(Job("file", {"me"}), lambda _job: True))):
        st.session_state["here"] = here = Here("a cat", lang="en")
        parts = parts_of(Shown("x", "x", "", draws=show), here, "light")
    assert parts == ([Words("text", "there")] if isinstance(raised, RerunException) else ())


def test_a_model_that_has_left_memory_is_loaded_again() -> None:
    copy_context().run(_has_left)


def _has_left() -> None:
    with apart("me"), at(Desk(Handle(Job("file", {"me"}), lambda _job: True))):
        st.session_state["here"] = here = Here("a cat", model="explorer-bert", lang="en")
        model_store.forget("explorer-bert")
        parts = parts_of(
            Shown("x", "x", "", draws=lambda run, scope: note(Words("text", run.model.name))), here, "light"
        )
    assert parts == [Words("text", "explorer-bert")]


def _name(run: Run, scope: Scope) -> None:
    note(Words("text", run.model.name))
