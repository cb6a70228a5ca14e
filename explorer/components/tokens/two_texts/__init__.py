"""Two boxes side by side; what is typed in them is sent while it is being typed."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from explorer.components.untyped import mount, triggered


@dataclass(frozen=True)
class Text:
    name: str
    """What `on_text` calls it."""
    label: str
    placeholder: str
    given: str
    """What the box opens with."""


def two_texts(texts: Sequence[Text], *, key: str, most: int, on_text: Callable[[str, str], None]) -> None:
    """`most`: characters that a box takes. `on_text` gets the name of a box and its text."""
    data = {"texts": [asdict(text) for text in texts], "most": most}
    names = {text.name for text in texts}
    mount("two_texts", key=key, data=data, on={"text": lambda: _told(triggered(key, "text"), names, on_text)})


def _told(sent: Any, names: set[str], on_text: Callable[[str, str], None]) -> None:
    """Both boxes come together: a quick change of the other one must not get lost."""
    for name, text in dict(sent).items():
        if name in names and isinstance(text, str):
            on_text(name, text)
