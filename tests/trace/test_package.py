import subprocess
import sys

import pytest

import explorer.trace


def test_importing_the_package_loads_no_torch() -> None:
    code = "import sys, explorer.trace; sys.exit(bool({'torch', 'transformers'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", explorer.trace.__all__)
def test_what_the_package_promises_is_there(name: str) -> None:
    assert getattr(explorer.trace, name).__name__ == name


def test_what_it_does_not_promise_is_not() -> None:
    name = "nothing"
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        getattr(explorer.trace, name)
