"""The spine hears its own pages and steps, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.components.frame.spine import Minis, Node, Scrubber, ScrubberLabels, Spine
from explorer.components.payload import Dropped

LABELS = ScrubberLabels("first", "back", "forward", "scrub", "count", "next", "next_title")
MOVING = Scrubber(step=1, steps=3, full=False, labels=LABELS)
SPINE = Spine(
    nodes=(Node("tokens", "①", "Tokens", ""), Node("output", "⑤", "Output", "")),
    minis=Minis(),
    here="tokens",
    label="",
    note="",
    scrubber=MOVING,
)


@pytest.mark.parametrize("page", ["home", "tokens", "output"])
def test_a_node_and_home_can_be_asked_for(page: str) -> None:
    assert SPINE.page(page) == page


@pytest.mark.parametrize("sent", ["context", "", None, 1, ["tokens"], {"page": "tokens"}])
def test_no_other_page_can(sent: Any) -> None:
    with pytest.raises(Dropped):
        SPINE.page(sent)


def test_the_scrubber_moves_from_the_prompt_to_the_last_step_and_no_further() -> None:
    assert [SPINE.step(step) for step in range(4)] == [0, 1, 2, 3]
    for sent in (-1, 4, 1.0, True, "1", None):
        with pytest.raises(Dropped):
            SPINE.step(sent)


def test_a_next_token_is_asked_for_only_where_it_has_a_place() -> None:
    assert SPINE.next(True) is True
    for sent in (False, 1, "next"):
        with pytest.raises(Dropped):
            SPINE.next(sent)
    with pytest.raises(Dropped):
        replace(SPINE, scrubber=replace(MOVING, full=True)).next(True)


def test_without_a_scrubber_nothing_moves() -> None:
    still = replace(SPINE, scrubber=None)
    for event, sent in ((still.step, 0), (still.next, True)):
        with pytest.raises(Dropped):
            event(sent)


def test_without_a_run_the_miniatures_are_empty() -> None:
    assert SPINE.wire()["minis"] == {
        "tokens": {"chips": [], "more": "", "cut": False},
        "context": {"cells": "", "size": 0},
        "features": [],
        "decoding": {"bars": [], "none": ""},
        "output": {"text": "", "share": "", "none": ""},
    }
