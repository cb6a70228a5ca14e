"""What explorer-chat is taught: the items, the split, the rows."""

from collections import Counter
from pathlib import Path

import numpy as np
from transformers import AutoTokenizer

from explorer.text.embedded import embedded_encoding
from training.chat import ADDED, TEMPLATE, Conversations, conversation
from training.conversations import Item, is_held_out, translations, written_items
from training.export import save_tokenizer

ITEMS = written_items()


def test_every_task_has_items_on_both_sides_of_the_split() -> None:
    tasks = Counter((item.task, is_held_out(item)) for item in ITEMS)
    names = {item.task for item in ITEMS}
    assert len(names) == 10
    assert all(tasks[name, held] >= 5 for name in names for held in (True, False))


def test_no_question_has_two_answers() -> None:
    assert len({(item.task, item.question) for item in ITEMS}) == len(ITEMS)


def test_what_is_held_out_is_not_taught_in_other_words() -> None:
    held = {item.about for item in ITEMS if item.about and is_held_out(item)}
    taught = {item.about for item in ITEMS if item.about and not is_held_out(item)}
    assert held
    assert not held & taught


def test_every_fact_is_taught_in_some_words() -> None:
    for task in ("colours", "capitals", "animals", "opposites"):
        items = [item for item in ITEMS if item.task == task]
        assert {item.answer for item in items} == {item.answer for item in items if not is_held_out(item)}


def test_sums_are_right() -> None:
    sums = [item for item in ITEMS if item.task == "arithmetic"]
    for item in sums:
        left = item.question.removesuffix(" = ?").removesuffix("は？")
        a, sign, b = left.replace("+", " + ").replace("-", " - ").split()
        expected = int(a) + int(b) if sign == "+" else int(a) - int(b)
        assert item.answer.rstrip("。.です") == str(expected)


def test_translations_go_both_ways(corpus: Path) -> None:
    found = translations(corpus, "valid")
    assert Item("translate to Japanese", "Translate into Japanese: I see 0 en_ja_pairs.", "私は0を見る。") in found
    assert Item("translate to English", "英語に訳してください：私は0を見る。", "I see 0 en_ja_pairs.") in found


def test_only_what_the_assistant_says_is_counted(tokenizer: Path) -> None:
    encoding = embedded_encoding(tokenizer)
    items = [*ITEMS, Item("translate to English", "英語に訳してください：犬。", "A dog.")]
    ids, said = Conversations(items, encoding, 256, seed=0).batch(3, rows=2)
    again, _ = Conversations(items, encoding, 256, seed=0).batch(3, rows=2)
    assert (ids == again).all()
    assistant, user, eot = encoding.n_vocab + 2, encoding.n_vocab + 1, encoding.eot_token
    for row, counted in zip(ids, said, strict=True):
        speaking = False
        for token, is_said in zip(row, counted, strict=True):
            assert is_said == speaking
            speaking = (speaking or token == assistant) and token != eot
        assert np.isin([assistant, user, eot], row).all()


def test_the_template_sets_what_training_reads(tokenizer: Path, tmp_path: Path) -> None:
    encoding = embedded_encoding(tokenizer)
    item = Item("greet", "Hello!", "Hi.")
    asked, answer = conversation(item, encoding, "Be brief.")
    save_tokenizer("explorer-chat", tokenizer, tmp_path)
    theirs = AutoTokenizer.from_pretrained(tmp_path)
    assert theirs.chat_template == TEMPLATE
    assert theirs.convert_tokens_to_ids(list(ADDED)) == [encoding.n_vocab + n for n in range(3)]
    turns = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": item.question},
        {"role": "assistant", "content": item.answer},
    ]
    whole = theirs.apply_chat_template(turns, return_dict=False)
    assert whole == [encoding.eot_token, *asked, *answer]
    assert (
        theirs.apply_chat_template(turns[:2], add_generation_prompt=True, return_dict=False) == whole[: 1 + len(asked)]
    )
