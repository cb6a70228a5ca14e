"""What holds for the whole of explorer.text."""

import doctest
import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import explorer.text

MODULES = [module.name for module in pkgutil.iter_modules(explorer.text.__path__, "explorer.text.")]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_importing_the_package_brings_in_no_heavy_library() -> None:
    heavy = "{'torch', 'transformers', 'tokenizers', 'streamlit'}"
    code = f"import sys, {', '.join(MODULES)}; print(sorted({heavy} & set(sys.modules)))"
    root = Path(explorer.text.__path__[0]).parents[1]
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert done.stdout.strip() == "[]"
