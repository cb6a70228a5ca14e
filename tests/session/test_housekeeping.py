"""What visitors leave behind goes in the pauses."""

import gc
import tomllib
import weakref
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.memory_session_storage import MemorySessionStorage

from explorer.engine import cache
from explorer.session import housekeeping
from explorer.trace import Trace
from tests.pages.conftest import PAGES, open_page


class Cycle:
    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def _frozen():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_frozen")
def test_a_thorough_tidying_takes_what_is_there_out_of_the_collectors_sight_and_later_cycles_stay_in_it() -> None:
    housekeeping.tidy(thorough=True)
    assert gc.get_freeze_count() > 10_000
    gone = weakref.ref(Cycle())
    housekeeping.tidy()
    assert gone() is None


@pytest.mark.usefixtures("_frozen")
def test_what_was_out_of_sight_goes_with_the_next_thorough_tidying() -> None:
    cycle = Cycle()
    gone = weakref.ref(cycle)
    housekeeping.tidy(thorough=True)
    del cycle
    housekeeping.tidy()
    assert gone() is not None
    housekeeping.tidy(thorough=True)
    assert gone() is None


def test_a_pause_begins_a_second_after_the_last_run_of_the_script_began(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "PAUSE", 0.2)
    housekeeping.somebody_asks()
    began = housekeeping._last
    housekeeping._wait_for_a_pause()
    assert housekeeping.time.monotonic() - began >= 0.2


def test_whoever_never_pauses_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "_last", float("inf"))
    monkeypatch.setattr(housekeeping, "AT_LATEST", 0.1)
    housekeeping._wait_for_a_pause()


def test_streamlit_keeps_sessions_where_they_are_looked_for() -> None:
    kept: Any = MemorySessionStorage(maxsize=4, ttl_seconds=60)
    assert kept._cache.expire() == []


def test_the_served_app_asks_no_collector_after_a_run_and_keeps_sessions_for_a_minute() -> None:
    config = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["postScriptGC"] is False
    assert config["server"]["disconnectedSessionTTL"] == 60


@pytest.mark.parametrize("page", PAGES)
def test_a_session_holds_no_trace_once_its_page_is_drawn(page: str) -> None:
    before = traces()
    app = open_page(page, prompt=f"The {page} page holds nothing of this text.")
    assert not app.exception
    assert traces() - before, "the cache still has it"
    cache.forget(app.session_state["here"].model)
    cache.forget("trace")
    gc.collect()
    assert traces() <= before


def traces() -> set[tuple[int, ...]]:
    """The ids of those that are alive: other tests have their own."""
    return {made.ids for made in gc.get_objects() if type(made) is Trace}
