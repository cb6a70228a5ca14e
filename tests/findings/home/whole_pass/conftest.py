import pytest

from explorer.engine.runs import Run
from explorer.findings.home.whole_pass import SHOWN
from tests.findings.embedded import embedded_run

TEXTS = ("a", "東", "Tom had a red ball. Anna had a blue ball. Tom threw the red ball.")


@pytest.fixture(params=TEXTS)
def run(request: pytest.FixtureRequest) -> Run:
    """Of one token, of fragments, and of more tokens than a screen has room for."""
    return embedded_run(request.param)


@pytest.fixture
def shown(run: Run) -> list[int]:
    """The tokens on screen."""
    return list(range(len(run.tokens)))[-SHOWN:]
