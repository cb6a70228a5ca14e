"""What the component of two readers, and the bars over words, may send."""

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.two_readers import LONGEST, Card, Labels, Piece, TwoReaders
from explorer.components.text.word_bars import Series, WordBars

LABELS = Labels("", "", "", "", "", "", "")
PIECES = (Piece("a", False, False), Piece("b", True, False))
SHOWN = TwoReaders(
    pieces=PIECES,
    at=1,
    spaced=True,
    right="",
    edited=False,
    several=False,
    cards=(Card("x", "", (True, False), (), "", False),),
    labels=LABELS,
)


def test_a_word_that_is_there_can_be_chosen_and_a_text_of_some_length_put_behind_it() -> None:
    assert [SHOWN.word(sent) for sent in range(2)] == [0, 1]
    assert SHOWN.follow("x" * 1000) == "x" * LONGEST
    assert SHOWN.more(True)
    assert SHOWN.undo(True)
    for event, sent in ((SHOWN.word, 2), (SHOWN.word, True), (SHOWN.follow, 3), (SHOWN.more, 1), (SHOWN.undo, "yes")):
        with pytest.raises(Dropped):
            event(sent)


def test_the_word_that_is_asked_about_is_hidden() -> None:
    with pytest.raises(ValueError, match="word 0 is not hidden"):
        TwoReaders(**{**vars(SHOWN), "at": 0})


def test_bars_stand_over_words_that_are_there() -> None:
    bars = WordBars(
        words=("a", "b"),
        series=(Series("x", "attention", (1.0, None)),),
        titles=("", ""),
        selected=0,
        unit="",
        label="",
    )
    assert bars.word(1) == 1
    with pytest.raises(Dropped):
        bars.word(2)
    with pytest.raises(ValueError, match="needs a title and a value"):
        WordBars(**{**vars(bars), "titles": ("",)})
    with pytest.raises(ValueError, match="no colour"):
        Series("x", "red", ())
