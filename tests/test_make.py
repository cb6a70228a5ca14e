"""The task file works wherever the folder lies. What needs a network is shown by `make -n`, not done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TASKS = ("run", "test", "check", "e2e", "bench", "mutants", "train", "screenshots", "messages", "smollm2")
FILES = ("Makefile", "requirements.txt", "requirements-dev.txt", "requirements-smollm2.txt", ".ci/run")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The task file and what it reads, in a folder whose path has a space and Japanese in it."""
    folder = tmp_path / "a b" / "日本"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)
    return folder


def make(folder: Path, *words: str) -> str:
    """What make prints; an error where it fails."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    command = ["make", "--no-print-directory", f"PYTHON={sys.executable}", *words]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def installed(folder: Path) -> Path:
    """As if everything had been installed: a Python, and the two marks."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name in ("bin/python", "installed", "installed-dev"):
        (folder / ".venv" / name).touch()
    return folder


@pytest.mark.parametrize("task", TASKS)
def test_every_task_can_be_planned_on_a_fresh_clone(clone: Path, task: str) -> None:
    assert "-m venv .venv" in make(clone, "-n", task)


@pytest.mark.parametrize("task", TASKS)
def test_no_task_names_the_folder_it_lies_in(clone: Path, task: str) -> None:
    """An absolute path with a space in it would fall into two words."""
    assert str(clone) not in make(clone, "-n", task)


@pytest.mark.parametrize("task", [task for task in TASKS if task != "smollm2"])
def test_nothing_is_installed_a_second_time(clone: Path, task: str) -> None:
    plan = make(installed(clone), "-n", task)
    assert "pip" not in plan
    assert "scripts.install" not in plan


def test_changed_requirements_are_installed_again(clone: Path) -> None:
    later = (installed(clone) / ".venv" / "installed-dev").stat().st_mtime + 10
    os.utime(clone / "requirements.txt", (later, later))
    assert "-m scripts.install" in make(clone, "-n", "run")
    assert "install -r requirements-dev.txt" in make(clone, "-n", "test")


def test_an_environment_is_made_in_such_a_folder_by_a_python_in_such_a_folder(clone: Path) -> None:
    """For real, only without pip, whose copying takes seconds."""
    python = clone / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@" --without-pip\n', encoding="utf-8")
    python.chmod(0o755)
    make(clone, ".venv/bin/python", f"PYTHON={python}")
    done = subprocess.run([".venv/bin/python", "-c", "print(1)"], cwd=clone, capture_output=True, check=False)
    assert done.stdout == b"1\n", done.stderr


def test_the_address_is_printed_and_can_be_chosen(clone: Path) -> None:
    plan = make(installed(clone), "-n", "run", "PORT=9000", "ADDRESS=0.0.0.0")
    assert "http://0.0.0.0:9000" in plan
    assert "streamlit run app.py --server.address 0.0.0.0 --server.port 9000" in plan


def test_without_a_python_of_this_century_the_remedy_is_said(clone: Path) -> None:
    done = subprocess.run(["make", "run", "PYTHON="], cwd=clone, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Python 3.11 or newer is needed: install it, or say make PYTHON=/its/path" in done.stderr


def test_continuous_integration_checks_then_tests_and_stops_at_the_first_failure() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert script[:2] == ["#!/usr/bin/env bash", "set -euo pipefail"]
    assert script[-2:] == ["make check", "make test"]


def test_how_many_faults_are_made_and_where_can_be_chosen(clone: Path) -> None:
    plan = make(installed(clone), "-n", "mutants", "N=5", "SEED=7", "IN=explorer/text explorer/trace")
    assert "scripts.mutants --n 5 --seed 7 explorer/text explorer/trace" in plan


def test_training_without_a_corpus_says_what_is_missing(clone: Path) -> None:
    done = subprocess.run(["make", "train"], cwd=installed(clone), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "say where the texts lie: make train CORPUS=folder" in done.stderr


def test_the_readme_names_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in readme
    assert "make test" in readme
