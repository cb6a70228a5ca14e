"""The trip of one knob: which modules of explorer/ are entered from the view of the sampler to its bars, and how often.

python -m bench.trip

A module is entered where a function of it is called from another module. Counted from the call of the sampler's `show`
to the mounting of the bars, when the temperature's knob has moved on an open page.
"""

import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import explorer
from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT

ROOT = Path(explorer.__file__).parent
START = "views/decoding/sampler", "show"
END = "components/mount", "mount"


class Trip:
    """What `threading.setprofile` is given: it notes every entry between START and END."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, str]] = []
        """(module, function)"""
        self._state = "before"

    def __call__(self, frame: FrameType, event: str, _argument: Any) -> None:
        module = module_of(frame)
        if event != "call" or module is None or self._state == "over":
            return
        place = module, frame.f_code.co_name
        if place == START:
            self._state = "under way"
        if self._state == "under way" and module != caller_of(frame):
            self.entries.append(place)
            self._state = "over" if place == END else "under way"


def module_of(frame: FrameType) -> str | None:
    """ "views/decoding/sampler"; None for what is not the app's."""
    file = Path(frame.f_code.co_filename)
    return file.relative_to(ROOT).with_suffix("").as_posix() if file.is_relative_to(ROOT) else None


def caller_of(frame: FrameType) -> str | None:
    """The module of the app that stands next above."""
    return next((module for above in _above(frame) if (module := module_of(above)) is not None), None)


def _above(frame: FrameType) -> Iterator[FrameType]:
    while frame.f_back is not None:
        frame = frame.f_back
        yield frame


def main() -> None:
    model_store.ask(DEFAULT).result()
    app = AppTest.from_file(str(ROOT.parent / "app.py"), default_timeout=60)
    for name, value in {"temperature": "0.7", "top_p": "0.9", "lang": "en"}.items():
        app.query_params[name] = value
    app._page_hash = calc_hash("decoding")
    app.run()
    app.session_state["here"] = app.session_state["here"].sampled(temperature=0.75)
    trip = Trip()
    threading.setprofile(trip)
    app.run()
    threading.setprofile(None)
    print(f"{len({module for module, _function in trip.entries})} modules")
    print(f"{len(set(trip.entries))} functions of them entered from another module")
    print(f"{len(trip.entries)} changes of module")


if __name__ == "__main__":
    main()
