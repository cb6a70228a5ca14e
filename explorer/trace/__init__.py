"""What one model did with one prompt, as a value: `trace`, `extend` and `Trace`.

They are looked up when first asked for, so that the edits can be spoken of without torch.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.trace.result import Trace
    from explorer.trace.run import extend, trace

__all__ = ["Trace", "extend", "trace"]

_HOMES = {"Trace": "result", "extend": "run", "trace": "run"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
