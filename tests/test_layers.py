"""Imports point one way, and what a visitor meets first is there before torch is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*/page.py"))
NOT_FOR_PAGES = ("explorer.models.", "explorer.trace.", "torch.", "transformers.", "pages.", "app.")
HEAVY = ("torch", "transformers", "sklearn", "scipy")
TAKES_TORCH = ("explorer.models", "explorer.trace")
"""The parts that may import torch when they are imported; `explorer.models.catalogue` may not."""


def test_the_contracts_of_pyproject_hold() -> None:
    # In a process of its own: it silences every logger that there is.
    program = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True, no_logo=True))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_page_asks_ui_and_knows_neither_models_nor_other_pages(page: Path) -> None:
    reached = [name for name in imported(page) if f"{name}.".startswith(NOT_FOR_PAGES)]
    assert reached == []


def test_everything_but_models_and_traces_is_imported_without_torch() -> None:
    light = [name for name in modules() if not name.startswith(TAKES_TORCH)] + ["explorer.models.catalogue"]
    program = f"import sys, {', '.join(light)}\nprint(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def imported(file: Path) -> Iterator[str]:
    """The full names that a file imports, whatever the form."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def modules() -> list[str]:
    """Every module of the package by its dotted name."""
    files = sorted((ROOT / "explorer").rglob("*.py"))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]
