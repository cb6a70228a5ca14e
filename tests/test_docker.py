"""The Dockerfile's steps as plain commands: what it copies is enough to start the app, and the health check passes."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.models.catalogue import EMBEDDED, TRANSLATORS
from explorer.words.prose import prose
from scripts.browser import free_port

ROOT = Path(__file__).parents[1]
SECONDS_TO_START = 60


def steps(instruction: str) -> list[str]:
    """What follows an instruction, in turn; a line that ends in a backslash goes on in the next."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.findall(rf"^{instruction} +(.+)$", text, flags=re.MULTILINE)


def step(instruction: str) -> str:
    (only,) = steps(instruction)
    return only


def settings() -> dict[str, str]:
    """The image's variables."""
    return dict(word.split("=", 1) for line in steps("ENV") for word in shlex.split(line))


def command(text: str) -> list[str]:
    """A command in the form of a list, with this Python for the image's."""
    words = json.loads(text)
    assert words[0] == "python"
    return [sys.executable, *words[1:]]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the COPY steps bring, of those files that .dockerignore lets through."""
    folder = tmp_path_factory.mktemp("image")
    for line in steps("COPY"):
        source, target = line.split()
        assert f"!{source}" in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (folder / target).mkdir(exist_ok=True)
            shutil.copy2(ROOT / source, folder / target)
    return folder


def environment(image: Path, port: int) -> dict[str, str]:
    """The image's variables, and no more of this computer's than it needs."""
    return {"PATH": os.environ["PATH"], "HOME": str(image)} | settings() | {"STREAMLIT_SERVER_PORT": str(port)}


@pytest.fixture(scope="module")
def port(image: Path) -> Iterator[int]:
    """Where CMD serves the app, in that folder."""
    port = free_port()
    with (
        (image / "log").open("wb") as log,
        subprocess.Popen(command(step("CMD")), cwd=image, env=environment(image, port), stdout=log) as server,
    ):
        yield port
        server.terminate()


def is_healthy(port: int) -> bool:
    """What the image's health check says."""
    check = re.fullmatch(r"(?:--\S+ )+CMD (.+)", step("HEALTHCHECK"))
    assert check is not None
    variables = settings() | {"STREAMLIT_SERVER_PORT": str(port)}
    return subprocess.run(command(check[1]), env=variables, capture_output=True, check=False).returncode == 0


def test_the_command_starts_the_app_and_the_health_check_passes(image: Path, port: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while not is_healthy(port):
        assert time.monotonic() < deadline
        time.sleep(0.5)
    # Streamlit names the address outside, where it has asked for it.
    assert re.findall(r"\S*URL: .*", (image / "log").read_text(encoding="utf-8")) == [f"URL: http://localhost:{port}"]


def test_nothing_is_missing_that_a_page_needs(image: Path) -> None:
    program = (
        "from streamlit.testing.v1 import AppTest\n"
        "from explorer.engine import model_store\n"
        "from explorer.models.catalogue import DEFAULT\n"
        "model_store.ask(DEFAULT).result()\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        "assert not app.exception, app.exception[0].message\n"
        "print(app.title[0].value)\n"
    )
    run = [sys.executable, "-W", "ignore", "-c", program]
    done = subprocess.run(run, cwd=image, env=environment(image, 0), capture_output=True, text=True, check=False)
    assert done.stdout == f"{prose(ROOT / 'pages' / 'home', 'en').title}\n", done.stderr


def test_the_health_check_fails_where_nobody_serves() -> None:
    assert not is_healthy(free_port())


def test_a_container_listens_to_others_than_itself() -> None:
    assert json.loads(step("CMD"))[-2:] == ["--server.address", "0.0.0.0"]
    assert step("EXPOSE") == settings()["STREAMLIT_SERVER_PORT"]


def test_the_models_are_inside(image: Path) -> None:
    inside = sorted(path.parent.name for path in (image / "explorer" / "assets" / "models").glob("*/model.safetensors"))
    assert inside == sorted(entry.name for entry in (*EMBEDDED, *TRANSLATORS))


def test_the_packages_are_installed_as_make_installs_them(image: Path) -> None:
    assert steps("RUN")[0] == "python -m scripts.install"
    assert "-m scripts.install" in (ROOT / "Makefile").read_text(encoding="utf-8")
    program = "from scripts import install; print(install.ROOT)"
    done = subprocess.run([sys.executable, "-c", program], cwd=image, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(image)


def test_the_app_runs_as_a_user_without_rights_made_before() -> None:
    assert step("USER") != "root"
    assert steps("RUN")[-1].split() == ["useradd", "--create-home", step("USER")]
    order = [line.split()[0] for line in (ROOT / "Dockerfile").read_text(encoding="utf-8").splitlines() if line]
    assert order.index("USER") > max(i for i, word in enumerate(order) if word in ("RUN", "COPY"))
