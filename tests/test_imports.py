"""What stands on screen before the model is there needs nothing that takes seconds to import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.browser import pages, path_of

ROOT = Path(__file__).parents[1]
SCRIPTS = {name: ROOT / "pages" / name / "page.py" for name in pages()} | {"app": ROOT / "app.py"}

SLOW = {"torch", "transformers", "sklearn", "scipy"}

PRELUDE = f"""
import sys
from concurrent.futures import Future
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash
from explorer.engine import model_store

SLOW = {SLOW}

def tell(name):
    slow = SLOW & set(sys.modules)
    if slow:
        print(name, *slow)
"""

FIRST_RUN = """
model_store.ask = lambda name: Future()
app = AppTest.from_file("app.py", default_timeout=60)
app._page_hash = calc_hash({path!r})
app.run()
assert not app.exception, app.exception[0].message
assert app.title and app.info, "{name} does not say that it waits for the model"
"""


@pytest.fixture(scope="module")
def drawn() -> set[str]:
    """The modules that all pages together bring in, drawn without their model."""
    return new_after([FIRST_RUN.format(name=name, path=path_of(name)) for name in pages()])


def test_what_the_pages_import_brings_in_nothing_slow() -> None:
    steps = [f"{statement}\ntell({name!r})" for name, script in SCRIPTS.items() for statement in imports_of(script)]
    assert said_by(steps) == []


def test_pages_without_their_model_are_drawn_with_nothing_slow(drawn: set[str]) -> None:
    assert SLOW & drawn == set()


def test_what_pages_and_a_loading_model_both_import_is_there_before_either(drawn: set[str]) -> None:
    """Two threads that import the same package at once may be given halves of it."""
    loaded = ["from explorer.models.catalogue import DEFAULT, find", "from explorer.models.loader import load"]
    both = drawn & new_after([*loaded, "load(find(DEFAULT))"])
    packages = {name.split(".")[0] for name in both} - set(sys.stdlib_module_names)
    # Ours import one another in one direction only; modules of Cython's and of the system's stand for no package.
    assert {name for name in packages if "cy" not in name and not name.startswith("_sys")} <= {"explorer"}


def new_after(steps: list[str]) -> set[str]:
    """The modules that these steps bring in, once the shelf is imported."""
    return set(said_by(["before = set(sys.modules)", *steps, "print(*set(sys.modules) - before, sep='\\n')"]))


def imports_of(script: Path) -> list[str]:
    """Its import statements at the top; the script itself runs inside Streamlit only."""
    body = ast.parse(script.read_text(encoding="utf-8")).body
    return [ast.unparse(node) for node in body if isinstance(node, ast.Import | ast.ImportFrom)]


def said_by(steps: list[str]) -> list[str]:
    """The lines that a program of its own interpreter prints."""
    program = "\n".join([PRELUDE, *steps])
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
