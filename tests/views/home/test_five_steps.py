"""Each step of the walk leads to its page, with this very run."""

from urllib.parse import parse_qsl

import pytest

from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import from_params
from explorer.views.home.five_steps import doors
from explorer.views.registry import STEPS

HERE = Here("Once upon a time", position=2, layer=3, head=1, generated=(5, 6), step=1)


def test_each_door_is_its_pages_address_with_this_very_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "current", lambda: HERE)
    monkeypatch.setattr(state, "default", lambda lang=None: Here("x", lang=lang or "en"))
    assert [door.page for door in doors()] == [step.slug for step in STEPS]
    for door in doors():
        page, _, query = door.href.partition("?")
        assert page == door.page
        assert from_params(dict(parse_qsl(query)), Here("x")) == (HERE, ())
