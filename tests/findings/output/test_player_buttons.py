"""The player's buttons can be pressed where they would do something, and send nothing but what they show."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.player import Chosen
from explorer.findings.output.player_buttons import Playing, buttons
from tests.findings.embedded import embedded_run

RESTS = Playing((8, 64), ("slow", "fast"), 64, "fast", going=None, back=False, ending=None)


def test_at_the_prompt_the_only_way_is_on() -> None:
    can = buttons(embedded_run(), RESTS).can
    assert (can.rewind, can.back, can.play, can.step, can.cancel) == (False, False, True, True, False)


def test_where_the_text_has_ended_the_only_way_is_back() -> None:
    shown = buttons(embedded_run(generated=(300,), step=1), replace(RESTS, ending="end", back=True))
    assert (shown.can.rewind, shown.can.play, shown.can.step, shown.can.cancel) == (True, False, False, True)
    assert shown.status == "The model has ended its text here"


def test_while_it_plays_it_says_how_far_it_is() -> None:
    shown = buttons(embedded_run(generated=(300, 42), step=2), replace(RESTS, going=(1, 5)))
    assert (shown.playing, shown.status, shown.progress) == (True, "Writing token 1 of 4", 0.25)


def test_what_it_shows_can_be_sent_and_a_press_brings_the_fields_along() -> None:
    player, fields = buttons(embedded_run(), RESTS), [8, "slow", 2**32 - 1]
    assert player.fields(fields) == Chosen(8, "slow", 2**32 - 1)
    assert player.command(["pause", fields]) == ("pause", Chosen(8, "slow", 2**32 - 1))


@pytest.mark.parametrize(
    "sent",
    [
        [9, "slow", 0], [10**9, "slow", 0], [True, "slow", 0], [8, "light", 0], [8, "slow", -1], [8, "slow", 2**32],
        [8, "slow", 1e12], [8, "slow", "7"], [8, "slow"], "slow", None,
    ],
)  # fmt: skip
def test_nothing_else_can(sent: Any) -> None:
    player = buttons(embedded_run(), RESTS)
    for event, told in ((player.fields, sent), (player.command, ["play", sent])):
        with pytest.raises(Dropped):
            event(told)


@pytest.mark.parametrize("sent", ["play", ["play"], ["nonsense", [8, "slow", 0]], [["play"], [8, "slow", 0]]])
def test_no_other_button_can_be_pressed(sent: Any) -> None:
    with pytest.raises(Dropped):
        buttons(embedded_run(), RESTS).command(sent)
