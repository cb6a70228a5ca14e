"""What is typed in the browser reaches Python as text, and nothing else does."""

from typing import Any

import pytest

from explorer.components.payload import Dropped
from explorer.components.tokens.two_texts import Text, TwoTexts
from explorer.components.tokens.vocabulary_list import VocabularyList
from explorer.findings.tokens.typing import MOST, PLAIN, Typed, token_lab
from explorer.findings.tokens.vocabulary import vocabulary_list
from explorer.text.openai import openai_tokenizer
from explorer.text.token import Token
from explorer.text.vocabulary import Query
from tests.findings.embedded import embedded_run

R50K = openai_tokenizer("r50k_base")


def lab(text: str, tokens: list[Token]):
    return token_lab(Typed(text, PLAIN), tuple(tokens), {R50K.name: R50K}, R50K.name)


def test_a_character_of_several_tokens_is_one_group() -> None:
    tokens = [Token(1, b"a", (0, 1)), Token(2, "東".encode()[:2], (1, 2)), Token(3, "東".encode()[2:], (1, 2))]
    payload = lab("a東", tokens)
    assert [(group.text, len(group.tokens)) for group in payload.groups] == [("", 1), ("東", 2)]
    assert payload.text("b") == "b"


def test_more_tokens_than_a_screen_has_room_for_are_not_sent() -> None:
    assert len(lab("", [Token(1, b"a", (i, i + 1)) for i in range(MOST + 5)]).groups) == MOST


def test_only_an_encoding_that_is_offered_can_be_chosen() -> None:
    payload = lab("a", [])
    assert payload.encoding(["r50k_base", "a 東"]) == ("r50k_base", "a 東")
    for sent in ("r50k_base", ["nothing", "a"], ["r50k_base", 3], ["r50k_base"]):
        with pytest.raises(Dropped):
            payload.encoding(sent)


def test_only_the_two_boxes_are_heard_and_no_more_than_fits_them() -> None:
    boxes = TwoTexts(texts=(Text("en", "English", "", ""),), most=2)
    assert boxes.text({"en": "hi!", "fr": "salut", "ja": 3}) == {"en": "hi"}
    with pytest.raises(Dropped):
        boxes.text("en")


@pytest.mark.parametrize(("sent", "taken"), [(7, True), (-1, False), ("7", False), (None, False), (True, False)])
def test_a_row_is_a_whole_number_in_the_list(sent: Any, taken: bool) -> None:
    run = embedded_run()
    payload: VocabularyList = vocabulary_list(run, run.model.tokenizer, Query(), tuple(range(20)), 0, 3)
    for event in (payload.scrolled, payload.opened):
        if taken:
            assert event(sent) == sent
        else:
            with pytest.raises(Dropped):
                event(sent)
    with pytest.raises(Dropped):
        payload.scrolled(20)
    assert payload.opened(8191) == 8191
    with pytest.raises(Dropped):
        payload.opened(8192)
