"""How something long says how far it is, wherever that is shown."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

Progress = Callable[[str], AbstractContextManager[Callable[[float], None]]]
"""Given what is being done, a context that gives what is to be called with the share that is done."""


@contextmanager
def unseen(_doing: str) -> Iterator[Callable[[float], None]]:
    """Where nobody looks."""
    yield lambda _share: None
