"""A page as a file: whatever page it is, what it shows is in it, and nothing else happens."""

import json
import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.jobs import jobs
from explorer.findings.home.sizes import names
from explorer.models.catalogue import DEFAULT
from explorer.rooms.rooms import Host
from explorer.session import rooms
from explorer.session.here import Here
from explorer.shell import take_page
from explorer.shell.outside import page_file
from explorer.views import registry

HERE = Here("The cat sat on the mat", lang="en")
HOST = Host("ABCDE", "a-key-that-nobody-may-see")


@pytest.fixture(autouse=True)
def _view_on_screen_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others of the page take seconds, and are drawn in the same way."""
    monkeypatch.setattr(take_page, "SECONDS", -1.0)
    model_store.ask(DEFAULT).result()


def contents(file: bytes) -> dict[str, Any]:
    """What the file's script is given."""
    found = re.search(r'<script type="application/json" id="page">(.*?)</script>', file.decode(), flags=re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.mark.parametrize("page", [page.slug for page in registry.PAGES])
def test_every_page_can_be_taken_along_and_begins_no_work(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr(jobs, "submit", lambda *order: begun.append(order))
    assert contents(page_file(HERE, page))["sheets"]
    assert begun == []


def led(here: "Here", host: "Host", written: list[bytes]) -> None:
    """A script of Streamlit's: whoever leads a room takes the page along."""
    import streamlit as st

    from explorer.session import rooms, state
    from explorer.shell.take_page import page_bytes

    st.session_state["here"] = here
    rooms.lead("host", host)
    run = state.run()
    assert run is not None
    written.append(page_bytes("play", run))
    assert rooms.host("host") == host


def test_whoever_leads_a_room_changes_nothing_in_it_and_gives_no_key_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms, "database", lambda: pytest.fail("the room was asked something"))
    written: list[bytes] = []
    app = AppTest.from_function(led, kwargs={"here": HERE, "host": HOST, "written": written}, default_timeout=60).run()
    assert not app.exception
    assert contents(written[0])["sheets"]
    assert HOST.key not in written[0].decode()
    assert "tab_memory" not in written[0].decode()


def test_a_step_counts_from_all_that_was_generated() -> None:
    file = page_file(HERE.changed(generated=(300, 9), step=1), "context")
    steps = contents(file)["sheets"][0]["steps"]
    assert [step["label"]["en"] for step in steps] == ["step 0 of 2", "step 1 of 2"]


def set_by_hand(written: list[bytes]) -> None:
    """A script of Streamlit's: whoever has set an axis takes the page along."""
    import streamlit as st

    from explorer.session import state
    from explorer.session.here import Here
    from explorer.shell.take_page import page_bytes

    st.session_state["here"] = Here("The cat sat on the mat", lang="en", view="large")
    st.session_state["home-scale_kept"] = "linear"
    run = state.run()
    assert run is not None
    written.append(page_bytes("home", run))


def test_what_a_visitor_has_set_and_what_stands_in_columns_comes_along() -> None:
    written: list[bytes] = []
    app = AppTest.from_function(set_by_hand, kwargs={"written": written}, default_timeout=60).run()
    assert not app.exception, app.exception[0].message
    page = contents(written[0])
    parts = page["sheets"][0]["steps"][0]["parts"]["en light"]
    plots = [page["values"][part["plot"]] for part in parts if "plot" in part]
    assert len(plots) == 3
    assert all(plot["layout"]["xaxis"].get("type", "linear") != "log" for plot in plots)
    said = " ".join(part["html"] for part in parts if "html" in part)
    assert all(f"<b>{name}</b>" in said for name, _meaning in names().values())
