"""A word is hidden for both readers, however they cut: its tokens are its characters in both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import Refused
from explorer.findings.bert.readers import Readers
from explorer.findings.bert.words import MOST, TOKENS, Sentence, position_of, sentence_of, text_of_run, word_at
from explorer.session.here import Here
from tests.findings.bert.texts import ENGLISH, JAPANESE, MIXED, cut_otherwise, read, readers
from tests.findings.embedded import run_at


def assert_words_are_their_tokens(both: Readers, sentence: Sentence) -> None:
    sides = ((both.encoder.model, "encoder"), (both.decoder.model, "decoder"))
    for model, side in sides:
        ids, ranges = getattr(sentence, side), [getattr(word, side) for word in sentence.words]
        assert [place for word in ranges for place in word] == list(model.prompt(sentence.text).own)
        for word, places in zip(sentence.words, ranges, strict=True):
            said = model.tokenizer.decode([ids[place] for place in places])
            assert "".join(said.split()) == "".join(word.text.split())


@pytest.mark.parametrize("text", [ENGLISH, JAPANESE, MIXED, "a", "日本語 English 日本語"])
@pytest.mark.parametrize("both", [readers, cut_otherwise], ids=["one tokenizer", "two tokenizers"])
def test_a_words_tokens_are_its_characters_for_both(text: str, both) -> None:
    sentence = sentence_of(both(), text)
    assert sentence.text == text
    assert not sentence.cut
    assert_words_are_their_tokens(both(), sentence)


@given(st.text(alphabet="ab c.東京へ行く\n😀é\u3000", min_size=1, max_size=24))
def test_whatever_is_typed_is_cut_so_or_refused(text: str) -> None:
    try:
        sentence = sentence_of(cut_otherwise(), text)
    except Refused:
        return
    assert sentence.text == text.rstrip()
    assert_words_are_their_tokens(cut_otherwise(), sentence)


def test_words_are_words_and_a_japanese_stem_stands_without_its_ending() -> None:
    assert [word.text for word in read(ENGLISH).words] == [
        *("She", " took", " her", " umbrella", " because", " it", " was", " raining", ".")
    ]
    assert [word.text for word in read("ご飯を食べました。").words][-3:] == ["食", "べました", "。"]
    assert len(read(ENGLISH).words[3].encoder) > 1


def test_of_a_long_text_the_beginning_is_read() -> None:
    for text in ("one " * 200, "unbelievably " * 100):
        sentence = read(text)
        assert sentence.cut
        assert text.startswith(sentence.text)
        assert len(sentence.words) <= MOST
        assert max(len(sentence.encoder), len(sentence.decoder)) <= TOKENS


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(Refused, match="there is no word in this text"):
        read(" \n ")
    with pytest.raises(Refused, match="there is no word in this text"):
        read("x1" * 500)


def test_a_word_is_the_selection_of_every_page_and_back() -> None:
    both = readers()
    for model, side in ((both.encoder.model, "encoder"), (both.decoder.model, "decoder")):
        run = run_at(Here(ENGLISH, model=model.name), model)
        sentence = read(text_of_run(run))
        for i, word in enumerate(sentence.words):
            position = position_of(run, both, sentence, i)
            assert position == getattr(word, side).start
            assert {word_at(run, both, sentence, place) for place in getattr(word, side)} == {i}
        assert word_at(run, both, sentence, None) is None
    assert word_at(run_at(Here("Another.", model=model.name), model), both, read(ENGLISH), 1) is None
