"""The figure is honest: what a test finds is found, what it does not find is missed."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts import faults, mutants

CODE = "def longest() -> int:\n    return 12\n\n\nSIZE = 3\n"
TEST = "from explorer.code import longest\n\n\ndef test_it() -> None:\n    assert longest() == 12\n"
HARMLESS = '[[harmless]]\nfile = "explorer/bare.py"\nwas = "N = 1"\nnow = "*"\nwhy = "only a test of this list"\n'

PROGRAM = """
import pathlib, sys
from scripts import faults, mutants
faults.ROOT = mutants.ROOT = pathlib.Path(sys.argv.pop(1))
faults.HARMLESS = faults.ROOT / "tests" / "harmless_faults.toml"
mutants.LARGE, mutants.FOLDERS, mutants.SECONDS = (), ["explorer"], 5
mutants.main()
"""


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """One module whose test looks at one of its two constants, and one without a test."""
    files = {
        "explorer/code.py": CODE,
        "explorer/bare.py": "N = 1\n",
        "tests/test_code.py": TEST,
        "tests/harmless_faults.toml": "harmless = []\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(repository: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PROGRAM, str(repository), *words]
    return subprocess.run(command, cwd=faults.ROOT, capture_output=True, text=True, check=False)


def test_each_fault_meets_its_mirrored_test_and_what_is_missed_is_shown(repository: Path) -> None:
    (repository / "tests" / "harmless_faults.toml").write_text(HARMLESS, encoding="utf-8")
    done = run(repository)
    assert done.stdout.startswith("explorer/code.py:5\n    SIZE = 3\n    SIZE = "), done.stderr
    assert done.stdout.endswith("\n3 faults: 1 found, 1 missed, 1 harmless; 50% of those that matter are found\n")
    assert (repository / "explorer" / "code.py").read_text(encoding="utf-8") == CODE


def test_without_a_mirrored_test_nothing_is_found(repository: Path) -> None:
    assert "0 found, 1 missed" in run(repository, "explorer/bare.py").stdout


def test_a_test_that_does_not_end_with_a_fault_has_found_it(repository: Path) -> None:
    test = TEST.replace("assert longest() == 12", "while longest() != 12: pass")
    (repository / "tests" / "test_code.py").write_text(test, encoding="utf-8")
    assert "1 found, 1 missed" in run(repository, "explorer/code.py").stdout


def test_a_test_that_fails_without_a_fault_ends_the_count(repository: Path) -> None:
    (repository / "tests" / "test_code.py").write_text("def test_it(): assert False\n", encoding="utf-8")
    done = run(repository, "explorer/code.py")
    assert done.returncode == 1
    assert "tests/test_code.py fails as it is:" in done.stderr
    assert "assert False" in done.stderr


def test_the_same_seed_draws_the_same_faults_of_the_folders_that_do_not_draw() -> None:
    files = mutants.files_in(mutants.FOLDERS[-1:])
    assert mutants.draw(files, 5, seed=3) == mutants.draw(files, 5, seed=3) != mutants.draw(files, 5, seed=4)
    assert all((faults.ROOT / folder).is_dir() for folder in mutants.FOLDERS)
