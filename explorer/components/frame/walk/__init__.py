"""The run as a walk: each step is a computed sentence with a picture, and a link to its page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from explorer.components.untyped import mount, triggered
from explorer.words.sentences import parts


@dataclass(frozen=True)
class Mark:
    """One token in a step's picture."""

    text: str
    share: float | None = None
    """0..1: how deep its shade is, or how long its bar."""
    note: str = ""
    """What stands beside it."""
    strong: bool = False
    """Whether the sentence speaks of it."""


@dataclass(frozen=True)
class Step:
    page: str
    number: str
    name: str
    href: str
    """The page's address with this very run, for those who open it in a tab of its own."""
    said: str
    """The sentence; tokens in it are `chip`s."""
    marks: Sequence[Mark]
    role: str
    """The palette's role that colours it."""

    @property
    def kind(self) -> str:
        """How the marks stand: as bars where probabilities are told, else in a row, shaded."""
        return "bars" if self.page == "decoding" else "row"


def walk(steps: Sequence[Step], *, key: str, label: str, open: str, on_page: Callable[[str], None]) -> None:
    """`open`: what the arrow of a step says; `on_page` gets the page whose step was clicked."""
    data = {"steps": [_plain(step) for step in steps], "label": label, "open": open}
    mount("walk", key=key, data=data, on={"page": lambda: on_page(triggered(key, "page"))})


def _plain(step: Step) -> Mapping[str, Any]:
    return asdict(step) | {"said": parts(step.said), "kind": step.kind}
