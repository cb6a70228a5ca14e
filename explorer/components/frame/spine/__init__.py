"""The strip of five steps at the top of every page, with the scrubber beneath it."""

from collections.abc import Callable, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered


def spine(
    nodes: Sequence[dict[str, Any]],
    *,
    page: str,
    label: str,
    note: str,
    scrubber: dict[str, Any] | None,
    on_page: Callable[[str], None],
    on_step: Callable[[int], None],
    on_next: Callable[[], None],
) -> None:
    """`nodes`: five of {page, number, name, title, alt, mini}; `page` is where the visitor is; see `ui/spine.py`."""
    key = "spine"
    data = {"nodes": list(nodes), "page": page, "label": label, "note": note, "scrubber": scrubber}
    on = {
        "page": lambda: on_page(triggered(key, "page")),
        "step": lambda: on_step(triggered(key, "step")),
        "next": on_next,
    }
    mount("spine", key=key, data=data, on=on)
