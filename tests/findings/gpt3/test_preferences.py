"""Picks, and what is said of what came of them."""

import numpy as np

from explorer import words
from explorer.engine.preferences import Margins, Pair, Preferred
from explorer.findings.gpt3 import preferences
from explorer.findings.gpt3.preferences import answers, probabilities, prompts, shorter, what_moved, wish_of
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.settings import Settings

PAIRS = (Pair("a", "long answer", "short"), Pair("b", "x", "yy"), Pair("c", "p", "q"))
WISH = wish_of("explorer-chat", PAIRS, {0: 1, 1: 0}, 0.1, Settings())
ADAPTER = Adapter(1, 2.0, "explorer-chat", "", {"p": (np.ones((1, 1), np.float32), np.ones((1, 1), np.float32))})
FOUND = Preferred(WISH, ADAPTER, Margins((2.0, -1.0), (0.5,), (0.7,), 1.0), "steps", 10, (("a", "before", ""),))


def test_the_picked_answer_stands_first_and_the_rest_is_only_asked_about() -> None:
    assert WISH.picked == (Pair("a", "short", "long answer"), PAIRS[1])
    assert WISH.others == (PAIRS[2],)


def test_the_shorter_answer() -> None:
    assert [shorter(pair) for pair in PAIRS] == [1, 0, 0]


def test_prompts_in_the_readers_language_come_first() -> None:
    english = prompts()
    words.speak("ja")
    japanese = prompts()
    words.speak("en")
    assert len(set(english)) == len(set(japanese)) == len(english)
    assert set(english[-2:]) <= set(japanese[:-2])


def test_before_anything_is_learnt_every_pair_stands_at_a_half() -> None:
    assert {row.cells[-1].share for row in probabilities(WISH, None).rows} == {0.5}


def test_probabilities_follow_the_margins() -> None:
    rows = probabilities(WISH, FOUND.margins).rows
    assert [row.cells[-1].text for row in rows] == ["88 %", "27 %", "62 %"]
    assert [row.cells[-1].note for row in rows] == ["margin +2.00", "margin −1.00", "margin +0.50"]


def test_what_moved_is_told_of_both_kinds_of_pairs() -> None:
    said = what_moved(FOUND)
    assert "in 1 of 2 pairs, with 57 % on average" in said
    assert "In the 1 pairs that it did not learn from" in said
    assert "moved by 12 percentage points" in said


def test_an_empty_answer_is_said_to_be_empty() -> None:
    assert answers(FOUND).rows[0].cells[1].text == "∅"


def test_what_rlhf_does_differently_is_told_with_its_sources() -> None:
    said = preferences.in_words()
    assert "Ouyang et al. 2022" in said
    assert "Rafailov et al. 2023" in said
