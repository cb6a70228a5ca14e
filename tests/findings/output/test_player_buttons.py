"""The player's buttons can be pressed where they would do something, and send nothing but what they show."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.components.payload import Dropped
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


@pytest.mark.parametrize(
    ("event", "sent"), [("command", "pause"), ("amount", 8), ("speed", "slow"), ("seed", 2**32 - 1)]
)
def test_what_it_shows_can_be_sent(event: str, sent: Any) -> None:
    assert getattr(buttons(embedded_run(), RESTS), event)(sent) == sent


@pytest.mark.parametrize(
    ("event", "sent"),
    [
        ("command", "nonsense"), ("command", ["play"]), ("amount", 9), ("amount", 10**9), ("amount", True),
        ("speed", "light"), ("seed", -1), ("seed", 2**32), ("seed", 1e12), ("seed", "7"),
    ],
)  # fmt: skip
def test_nothing_else_can(event: str, sent: Any) -> None:
    with pytest.raises(Dropped):
        getattr(buttons(embedded_run(), RESTS), event)(sent)
