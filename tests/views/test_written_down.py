"""What a job writes down waits for no other job: it is computed there, once, and ends with it."""

from contextvars import copy_context

import pytest
import streamlit as st

from explorer.components.recorded import recording
from explorer.engine.jobs import Cancelled, Handle, Job, jobs
from explorer.session.here import Here
from explorer.views.fragments import fragment
from explorer.views.jobs import result_of
from explorer.views.unsent import apart
from explorer.views.written_down import Desk, at, desk


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
