"""What `streamlit run app.py` does before anybody has come, and that it finds what to do."""

import asyncio
import subprocess
import sys
import tomllib
from contextlib import closing
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SessionState
from streamlit.web.server.app_discovery import discover_asgi_app

from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT
from explorer.shell import server

ROOT = Path(__file__).parents[2]


def test_streamlit_finds_the_server_in_the_app_file() -> None:
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


def test_the_server_draws_pages_with_the_app_file_itself() -> None:
    program = "import app; print(app.app.script_path)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(ROOT / "app.py"), done.stderr


def test_before_the_first_visitor_the_model_loads_and_the_older_way_of_pages_is_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(model_store, "ask", asked.append)
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)

    async def start() -> None:
        async with server.lifespan(st.App(ROOT / "app.py")):
            assert asked == [DEFAULT]
            assert PagesManager(str(ROOT / "app.py")).uses_pages_directory is False

    asyncio.run(start())


def runner_of(fragments: MemoryFragmentStorage, loop: asyncio.AbstractEventLoop) -> ScriptRunner:
    """One of Streamlit's own, whose thread is not begun."""
    return ScriptRunner(
        session_id="me",
        main_script_path=str(ROOT / "app.py"),
        session_state=SessionState(),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        script_cache=ScriptCache(),
        initial_rerun_data=RerunData(),
        user_info={},
        fragment_storage=fragments,
        pages_manager=PagesManager(str(ROOT / "app.py")),
        event_loop=loop,
    )


@pytest.mark.parametrize(
    ("asked", "runs"), [([], True), (["there"], True), (["gone"], False), (["gone", "there"], True)]
)
def test_only_a_fragment_that_is_there_is_run(asked: list[str], runs: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    fragments, begun = MemoryFragmentStorage(), []
    fragments.register("there", lambda: None)
    monkeypatch.setattr(ScriptRunner, "_run_script", lambda _runner, data: begun.append(data))
    before = ScriptRunner._run_script
    with server.without_what_is_gone(), closing(asyncio.new_event_loop()) as loop:
        runner_of(fragments, loop)._run_script(data := RerunData(fragment_id_queue=asked))
    assert begun == [data] * runs
    assert ScriptRunner._run_script is before


def test_streamlit_run_listens_on_this_machine_alone_unless_it_is_told_otherwise() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "localhost"


def test_one_thread_at_a_time_draws_for_a_visitor() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["runner"]["fastReruns"] is False
