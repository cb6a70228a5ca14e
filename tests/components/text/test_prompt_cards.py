"""A card that is there can be clicked."""

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.prompt_cards import Card, PromptCards

CARDS = PromptCards(cards=(Card("a", "x", "en"), Card("b", "y", "ja")), label="try", now="a")


def test_a_card_that_is_there_can_be_clicked_and_no_other() -> None:
    assert [CARDS.card(sent) for sent in range(2)] == [0, 1]
    for sent in (2, -1, "a", None, True):
        with pytest.raises(Dropped):
            CARDS.card(sent)
