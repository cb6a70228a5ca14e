"""A workshop's tasks are opened from a link, and nothing leads away from them but the way out."""

from dataclasses import replace

import pytest

from explorer.session import state
from explorer.session.here import Here
from explorer.views import tasks

DEFAULT = Here("Once")
LINK = replace(DEFAULT, workshop="one-branch", scene=1, theme="dark")
WORKSHOP = tasks.working(LINK)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict:
    """What stands in for Streamlit's, and is given back."""
    kept: dict = {"here": LINK}
    monkeypatch.setattr(state.st, "session_state", kept)
    monkeypatch.setattr(state, "default", lambda lang=None: replace(DEFAULT, lang=lang or "en"))
    return kept


def test_a_link_that_names_a_task_opens_its_view_with_its_example(session: dict) -> None:
    assert WORKSHOP is not None
    tasks.keep_to(WORKSHOP, LINK, "home")
    here = session["here"]
    assert (session["goto"], here.view, here.sampling.temperature) == ("output", "strategies", 0.2)
    assert here.prompt.startswith("One day")
    assert (here.workshop, here.scene, here.theme) == ("one-branch", 1, "dark")


def test_what_a_participant_does_in_the_view_stays_and_what_leads_elsewhere_comes_back(session: dict) -> None:
    assert WORKSHOP is not None
    tasks.keep_to(WORKSHOP, replace(LINK, view="strategies", generated=(1, 2), step=2), "output")
    assert "goto" not in session
    tasks.keep_to(WORKSHOP, replace(LINK, view="written"), "output")
    assert session.pop("goto") == "output"
    tasks.keep_to(WORKSHOP, replace(LINK, view="strategies"), "context")
    assert session["goto"] == "output"


def test_another_task_begins_anew(session: dict) -> None:
    assert WORKSHOP is not None
    session["here"] = replace(LINK, prompt="Mine.", generated=(1,), step=1)
    tasks.turn_to(WORKSHOP, 5)
    assert (session["goto"], session["here"].view) == ("output", "branches")
    assert session["here"].generated == ()
    assert session["here"].sampling == DEFAULT.sampling


def test_whoever_leaves_is_back_in_the_app(session: dict) -> None:
    tasks.leave()
    assert session["goto"] == "talks"
    assert session["here"] == replace(DEFAULT, theme="dark", view="workshops")


def test_a_task_that_no_workshop_has_is_none() -> None:
    for lost in (replace(LINK, workshop="gone"), replace(LINK, scene=7), DEFAULT):
        assert tasks.working(lost) is None
