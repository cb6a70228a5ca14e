"""A job on the page: progress, cancel, and what it has found, through reruns and page changes."""

import threading
import time

from streamlit.testing.v1 import AppTest

from explorer.components.recorded import Words
from explorer.engine.jobs import Handle, jobs

PATIENCE = 30.0
gates = {name: threading.Event() for name in ("whole", "cancelled", "written down")}


def work(handle: Handle, gate: str) -> str:
    while not gates[gate].wait(0.002):
        handle.report(3, 4, "Gradients at point {done} of {steps}", done=3, steps=4)
    return "what was found"


def refuse(handle: Handle, what: str) -> str:
    from explorer.errors import Refused

    raise Refused("no layers of {model} are known", model=what)


def _app(gate: str) -> None:
    import streamlit as st

    from explorer.session import state
    from explorer.views.jobs import result_of
    from tests.views import test_jobs

    state.current()
    work = test_jobs.work if gate in test_jobs.gates else test_jobs.refuse
    found = result_of(("work", gate), work, gate, name="work")
    if found is not None:
        st.text(found)


def opened(gate: str) -> AppTest:
    app = AppTest.from_function(_app, kwargs={"gate": gate})
    app.query_params["lang"] = "en"
    return app.run()


def told(app: AppTest, gate: str) -> AppTest:
    """After the work has said how far it is."""
    job = jobs.find("test session id", ("work", gate))
    end = time.monotonic() + PATIENCE
    while job is None or not job.progress.message:
        assert time.monotonic() < end
        time.sleep(0.002)
    return app.run()


def bar(app: AppTest) -> tuple[str, int]:
    (element,) = app.get("progress")
    return element.proto.text, element.proto.value


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [button for button in app.button if button.label == label]
    return button.click().run()


def ended(gate: str) -> None:
    job = jobs.find("test session id", ("work", gate))
    assert job is not None
    assert job.finished.wait(PATIENCE)


def test_a_job_says_how_far_it_is_and_hands_over_what_it_found() -> None:
    app = told(opened("whole"), "whole")
    assert bar(app) == ("Gradients at point 3 of 4", 75)
    gates["whole"].set()
    ended("whole")
    assert [text.value for text in app.run().text] == ["what was found"]


def test_a_cancelled_job_says_so_and_can_be_asked_for_again() -> None:
    app = press(told(opened("cancelled"), "cancelled"), "Cancel")
    assert [info.value for info in app.info] == ["This was cancelled."]
    ended("cancelled")
    gates["cancelled"].set()
    press(app, "Compute it")
    ended("cancelled")
    assert [text.value for text in app.run().text] == ["what was found"]


def test_why_a_job_failed_is_said() -> None:
    opened("refused")
    ended("refused")
    app = opened("refused")
    assert [error.value for error in app.error] == ["no layers of `refused` are known"]
    assert [button.label for button in app.button] == ["Compute it"]


def _live_app(noted: list[object]) -> None:
    from explorer.components.recorded import Words, note, recording
    from explorer.engine.jobs import jobs
    from explorer.session import state
    from explorer.session.owner import owner
    from explorer.views.jobs import live
    from tests.views import test_jobs

    state.current()
    key = ("work", "written down")
    jobs.submit(owner(), key, test_jobs.work, "written down")
    with recording() as parts:
        live(key, test_jobs.work, "written down", name="work", draw=lambda: note(Words("text", "what there is")))
    noted += parts


def test_what_there_is_goes_into_a_file_while_a_job_is_at_work() -> None:
    noted: list[object] = []
    app = AppTest.from_function(_live_app, kwargs={"noted": noted}).run()
    gates["written down"].set()
    assert not app.exception
    assert noted == [Words("text", "what there is")]
    assert not app.get("progress")
