"""The choice of target and foil."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.stream.target_foil_picker import LONGEST, Labels, Option, Slot, TargetFoilPicker

PICKER = TargetFoilPicker(
    slots=(
        Slot("target", "Why", (Option(5, "·a", "31 %"), Option(9, "·b")), 5, "gain"),
        Slot("foil", "and not", (Option(9, "·b"), Option("nothing", "nothing", token=False)), 9, "loss"),
    ),
    labels=Labels("another"),
)


def test_every_slot_has_its_options_and_says_which_is_chosen() -> None:
    slots = PICKER.wire()["slots"]
    assert [slot["chosen"] for slot in slots] == [5, 9]
    assert slots[0]["options"][0] == {"value": 5, "text": "·a", "note": "31 %", "token": True}


@pytest.mark.parametrize("sent", [["target", 9], ["foil", "nothing"]])
def test_a_click_gives_the_side_and_the_value(sent: list[Any]) -> None:
    assert PICKER.pick(sent) == tuple(sent)


@pytest.mark.parametrize("sent", [["target", 7], ["target", "nothing"], ["nobody", 5], [None, None], ["target", True]])
def test_what_was_not_offered_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        PICKER.pick(sent)


def test_what_is_typed_is_given_as_it_is_up_to_a_length() -> None:
    said = "<b>" + "x" * 500
    assert PICKER.typed(["target", said]) == ("target", said[:LONGEST])


@pytest.mark.parametrize("sent", [["target", "  "], ["nobody", "a"], ["target", 5], None])
def test_nothing_typed_is_nothing_asked(sent: Any) -> None:
    with pytest.raises(Dropped):
        PICKER.typed(sent)
