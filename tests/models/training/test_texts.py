"""The texts that are made: what is said in them is right, and no line stands in them twice."""

import re

from explorer.models.training.texts import ADJECTIVES, ANIMALS, VERBS, text_of
from explorer.models.training.tokens import parts_of


def test_every_sum_is_right_and_stands_there_once() -> None:
    lines = text_of("arithmetic").splitlines()
    assert len(set(lines)) == len(lines) == 100 * 100
    for line in lines:
        a, b, c = map(int, re.split(r"[+=]", line))
        assert a + b == c


def test_every_sentence_follows_the_grammar_and_stands_there_once() -> None:
    phrase = rf"the (?:(?:{'|'.join(ADJECTIVES)}) )?({'|'.join(ANIMALS)})"
    rule = re.compile(rf"{phrase} (?:{'|'.join(VERBS)}) {phrase} \.")
    lines = text_of("grammar").splitlines()
    assert len(set(lines)) == len(lines)
    for line in lines:
        match = rule.fullmatch(line)
        assert match is not None
        assert match[1] != match[2]


def test_nothing_that_is_held_out_is_learnt_from() -> None:
    for slug in ("arithmetic", "grammar"):
        learnt, held_out = (set(part.splitlines()) for part in parts_of(text_of(slug)))
        assert not learnt & held_out
        assert 0.08 < len(held_out) / len(learnt | held_out) < 0.12
