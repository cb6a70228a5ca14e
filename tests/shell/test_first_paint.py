"""What is shown while the model loads is what the model then says."""

import base64
import json
from typing import Any

import numpy as np
import pytest

from explorer.components.payload import wired
from explorer.session.here import LANGUAGES, Here
from explorer.shell.first_paint import FILE, record, recorded
from explorer.words.examples import examples


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_recorded_miniatures_are_those_of_the_live_run(lang: str) -> None:
    prompt = examples(lang)[0].prompt
    kept = recorded(Here(prompt, lang=lang))
    assert kept is not None
    _same(wired(kept), record()[prompt])


def test_what_was_recorded_is_shown_as_it_was_recorded() -> None:
    for prompt, minis in json.loads(FILE.read_text(encoding="utf-8")).items():
        lang = next(lang for lang in LANGUAGES if examples(lang)[0].prompt == prompt)
        assert wired(recorded(Here(prompt, lang=lang))) == minis


def test_only_a_default_place_is_recorded() -> None:
    prompt = examples("en")[0].prompt
    assert recorded(Here(prompt, lang="en", theme="dark"))
    assert recorded(Here(prompt, lang="en", head=1)) is None
    assert recorded(Here("something else", lang="en")) is None


def _same(kept: Any, live: Any) -> None:
    """Equal, but for the last digits that another machine's arithmetic may change."""
    if isinstance(live, dict):
        assert kept.keys() == live.keys()
        for key in live:
            _same(*(_cells(side[key]) if key == "cells" else side[key] for side in (kept, live)))
    elif isinstance(live, list):
        assert len(kept) == len(live)
        for pair in zip(kept, live, strict=True):
            _same(*pair)
    elif isinstance(live, float | np.ndarray):
        np.testing.assert_allclose(kept, live, atol=1 if isinstance(live, np.ndarray) else 1e-4)
    else:
        assert kept == live


def _cells(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), np.uint8).astype(int)
