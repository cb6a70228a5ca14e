"""What `streamlit run app.py` does before anybody has come, and that it finds what to do."""

import asyncio
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
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


def test_streamlit_run_listens_on_this_machine_alone_unless_it_is_told_otherwise() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "localhost"
