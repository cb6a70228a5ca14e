"""The marking against the one that explorer-chat was trained by."""

from pathlib import Path

import numpy as np

from explorer.findings.gpt3.loss_marks import bears_loss, conversation, marked_strip, marks_of, what_bears
from explorer.text.embedded import embedded_encoding
from tests.findings.gpt3.pairs import chat
from tests.findings.kin import TOKENIZER
from training.chat import Conversations
from training.chat import conversation as taught
from training.conversations import SYSTEM, Item, written_items

ENCODING = embedded_encoding(Path(TOKENIZER))
ASSISTANT = ENCODING.n_vocab + 2
ITEM = Item("colours", "What colour is a banana?", "Yellow.")


def test_an_item_is_marked_as_training_marks_it() -> None:
    for system in (None, *SYSTEM):
        asked, answer = taught(ITEM, ENCODING, system)
        marks = bears_loss([ENCODING.eot_token, *asked, *answer], begins=ASSISTANT, ends=ENCODING.eot_token)
        assert list(marks) == [False] * (1 + len(asked)) + [True] * len(answer)


def test_a_whole_row_of_training_is_marked_as_training_marks_it() -> None:
    items = [*written_items()[:300], Item("translate to Japanese", "Translate into Japanese: I like dogs.", "犬")]
    ids, said = Conversations(items, ENCODING, 512, seed=0).batch(0, 4)
    for row, marks in zip(ids.tolist(), said, strict=True):
        np.testing.assert_array_equal(bears_loss(row, begins=ASSISTANT, ends=ENCODING.eot_token), marks)
    assert said.any()


def test_the_models_own_conversation_ends_and_is_marked_like_a_taught_one() -> None:
    ids = conversation(chat(), ITEM.question)
    asked, answer = taught(ITEM, ENCODING)
    assert list(ids) == [ENCODING.eot_token, *asked, *answer]
    marks = marks_of(chat(), ids)
    assert list(marks) == [False] * (1 + len(asked)) + [True] * len(answer)
    strip = marked_strip(chat(), ids)
    notes = [token.note for group in strip.groups for token in group.tokens]
    assert notes == ["loss" if mark else "–" for mark in marks]
    assert f"Of these {len(ids)} tokens {len(answer)} bear loss" in what_bears(chat(), ids)
