from types import SimpleNamespace
from typing import Any

import pytest

from explorer.components.stream import target_foil_picker as component
from explorer.components.stream.target_foil_picker import LONGEST, Option, Slot, target_foil_picker

SLOTS = [
    Slot("token", "Why", [Option(5, "·a", "31 %"), Option(9, "·b")], 5, "gain"),
    Slot("against", "and not", [Option(9, "·b"), Option("nothing", "nothing", token=False)], 9, "loss"),
]


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What reaches the browser, and a way to say what the browser sends."""
    seen = SimpleNamespace(data={}, on={}, sent=None, picked=[], typed=[])
    monkeypatch.setattr(component, "mount", lambda _name, *, key, data, on: seen.__dict__.update(data=data, on=on))
    monkeypatch.setattr(component, "triggered", lambda _key, _trigger: seen.sent)
    target_foil_picker(
        SLOTS,
        key="contest",
        labels={},
        on_pick=lambda *sent: seen.picked.append(sent),
        on_type=lambda *sent: seen.typed.append(sent),
    )
    return seen


def test_every_slot_has_its_options_and_says_which_is_chosen(mounted: SimpleNamespace) -> None:
    assert [slot["chosen"] for slot in mounted.data["slots"]] == [5, 9]
    assert mounted.data["slots"][0]["options"][0] == {"value": 5, "text": "·a", "note": "31 %", "token": True}


@pytest.mark.parametrize("sent", [("token", 9), ("against", "nothing")])
def test_a_click_gives_the_slot_and_the_value(mounted: SimpleNamespace, sent: tuple[str, Any]) -> None:
    mounted.sent = list(sent)
    mounted.on["pick"]()
    assert mounted.picked == [sent]


@pytest.mark.parametrize("sent", [("token", 7), ("token", "nothing"), ("nobody", 5), (None, None)])
def test_what_was_not_offered_is_nobodys_click(mounted: SimpleNamespace, sent: tuple[Any, Any]) -> None:
    mounted.sent = list(sent)
    mounted.on["pick"]()
    assert mounted.picked == []


def test_what_is_typed_is_given_as_it_is_up_to_a_length(mounted: SimpleNamespace) -> None:
    mounted.sent = ["token", "<b>" + "x" * 500]
    mounted.on["typed"]()
    assert mounted.typed == [("token", ("<b>" + "x" * 500)[:LONGEST])]


@pytest.mark.parametrize("sent", [("token", "  "), ("nobody", "a"), ("token", 5)])
def test_nothing_typed_is_nothing_asked(mounted: SimpleNamespace, sent: tuple[Any, Any]) -> None:
    mounted.sent = list(sent)
    mounted.on["typed"]()
    assert mounted.typed == []
