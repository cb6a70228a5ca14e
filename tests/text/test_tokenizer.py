"""Encoding and decoding, against transformers and tiktoken themselves."""

import shutil
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given, settings
from hypothesis import strategies as st
from transformers import AutoTokenizer

from explorer.errors import Refused
from explorer.text.embedded import embedded_tokenizer
from explorer.text.openai import ENCODINGS, openai_tokenizer
from explorer.text.tokenizer import MAX_CHARACTERS, HuggingFaceTokenizer, TiktokenTokenizer, Tokenizer, checked
from tests.text import makers
from tests.text.folders import saved
from tests.text.strings import MODEL, TEXTS, for_any_text

TIKTOKEN = [*map(openai_tokenizer, ENCODINGS), embedded_tokenizer(MODEL)]
EMBEDDED = HuggingFaceTokenizer(MODEL)
TRANSFORMERS = AutoTokenizer.from_pretrained(str(MODEL), local_files_only=True)
BYTE_FAITHFUL = [*TIKTOKEN, EMBEDDED, HuggingFaceTokenizer(makers.byte_level(), "tiny")]
THEIRS = {make.__name__: make() for make in (makers.byte_level, makers.wordpiece, makers.byte_fallback, makers.unigram)}
OURS = {kind: HuggingFaceTokenizer(theirs, kind) for kind, theirs in THEIRS.items()}
KINDS = sorted(OURS)


@pytest.mark.parametrize("tokenizer", BYTE_FAITHFUL, ids=lambda tokenizer: tokenizer.name)
@for_any_text
def test_decoding_gives_back_what_was_encoded(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.decode(tokenizer.encode(text)) == text


@pytest.mark.parametrize("tokenizer", TIKTOKEN, ids=lambda tokenizer: tokenizer.name)
@settings(deadline=None)
@given(data=st.data())
def test_tiktoken_decodes_any_ids_as_it_does_itself(tokenizer: TiktokenTokenizer, data: st.DataObject) -> None:
    held = st.integers(0, tokenizer.n_vocab - 1).filter(tokenizer.token_bytes)
    ids = data.draw(st.lists(held, max_size=12))
    assert tokenizer.decode(ids) == tokenizer.encoding.decode(ids)


@pytest.mark.parametrize("tokenizer", TIKTOKEN, ids=lambda tokenizer: tokenizer.name)
def test_tiktoken_knows_its_end_of_text(tokenizer: TiktokenTokenizer) -> None:
    assert tokenizer.eot == tokenizer.encoding.eot_token
    assert tokenizer.is_special(tokenizer.encoding.eot_token)
    assert not tokenizer.is_special(0)
    assert tokenizer.token_bytes(tokenizer.encoding.eot_token) == b"<|endoftext|>"


@pytest.mark.parametrize("tokenizer", BYTE_FAITHFUL, ids=lambda tokenizer: tokenizer.name)
def test_a_special_token_typed_is_only_text(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode("a<|endoftext|>b")
    assert not any(map(tokenizer.is_special, ids))
    assert len(ids) > 3


@pytest.mark.parametrize("tokenizer", BYTE_FAITHFUL, ids=lambda tokenizer: tokenizer.name)
@pytest.mark.parametrize("id", [-1, 300_000, 1 << 40])
def test_an_id_that_no_token_has_is_no_bytes(tokenizer: Tokenizer, id: int) -> None:
    assert tokenizer.token_bytes(id) == b""
    assert tokenizer.decode([id]) == ""


@for_any_text
def test_the_same_folder_through_both_libraries_gives_the_same_ids(text: str) -> None:
    assert EMBEDDED.encode(text) == embedded_tokenizer(MODEL).encode(text)


def test_the_same_folder_through_both_libraries_gives_the_same_vocabulary() -> None:
    ours = embedded_tokenizer(MODEL)
    assert (EMBEDDED.n_vocab, EMBEDDED.eot, EMBEDDED.name) == (ours.n_vocab, ours.eot, ours.name)
    everything = range(ours.n_vocab)
    assert [EMBEDDED.token_bytes(id) for id in everything] == [ours.token_bytes(id) for id in everything]
    assert [EMBEDDED.is_special(id) for id in everything] == [ours.is_special(id) for id in everything]


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None)
@given(text=TEXTS | st.text("the a東,walkings"))
def test_encoding_equals_transformers_without_its_special_tokens(kind: str, text: str) -> None:
    expected = THEIRS[kind].encode(text, add_special_tokens=False, split_special_tokens=True)
    assert OURS[kind].encode(text) == expected


@pytest.mark.parametrize("kind", ["byte_level", "byte_fallback", "unigram"])
@settings(deadline=None)
@given(text=st.text("the a東 "))
def test_decoding_equals_transformers(kind: str, text: str) -> None:
    ids = OURS[kind].encode(text)
    assert OURS[kind].decode(ids) == THEIRS[kind].decode(ids)


@settings(deadline=None)
@given(st.lists(st.integers(0, EMBEDDED.n_vocab - 1), max_size=12))
def test_broken_bytes_decode_as_transformers_decodes_them(ids: list[int]) -> None:
    assert EMBEDDED.decode(ids) == TRANSFORMERS.decode(ids)


@settings(deadline=None)
@given(st.text("the a東 😀"))
def test_byte_fallback_gives_back_every_text(text: str) -> None:
    assert OURS["byte_fallback"].decode(OURS["byte_fallback"].encode(text)) == text


def test_a_character_without_a_token_becomes_its_bytes() -> None:
    tokenizer = OURS["byte_fallback"]
    assert [tokenizer.token_bytes(id) for id in tokenizer.encode("é")] == [b" ", b"\xc3", b"\xa9"]


def test_wordpiece_tells_beginnings_of_words_from_what_goes_on() -> None:
    tokenizer = OURS["wordpiece"]
    ids = tokenizer.encode("The  walking, 日")
    assert [tokenizer.token_bytes(id) for id in ids] == [b" the", b" walk", b"ing", b" ,", " 日".encode()]
    assert tokenizer.decode(ids) == "the walking , 日"


def test_a_word_that_wordpiece_lacks_is_its_unknown_token() -> None:
    tokenizer = OURS["wordpiece"]
    assert [tokenizer.token_bytes(id) for id in tokenizer.encode("zzz")] == [b"[UNK]"]


@pytest.mark.parametrize(("kind", "typed"), [("wordpiece", "[MASK]"), ("byte_fallback", "<s>"), ("unigram", "< /s>")])
def test_special_tokens_of_every_kind_typed_are_only_text(kind: str, typed: str) -> None:
    ids = OURS[kind].encode(f"a{typed}")
    assert not [id for id in ids if OURS[kind].token_bytes(id).decode() in ("[MASK]", "<s>", "</s>")]


def test_a_special_token_that_cannot_be_spelled_is_refused() -> None:
    with pytest.raises(Refused, match="unigram cannot read </s> as plain text: put a space inside it, or leave it out"):
        OURS["unigram"].encode("the</s>")


def test_an_added_token_that_looks_like_stand_in_letters_stands_for_itself() -> None:
    tokenizer = OURS["byte_level"]
    assert [tokenizer.token_bytes(id) for id in tokenizer.encode("æĿ")] == ["æĿ".encode()]


@pytest.mark.parametrize(
    ("kind", "framed"),
    [
        ("byte_level", "<|endoftext|>the"),
        ("wordpiece", "[CLS] the[SEP]"),
        ("byte_fallback", "the"),
    ],
)
def test_a_text_is_framed_as_its_model_expects(kind: str, framed: str) -> None:
    tokenizer = OURS[kind]
    ids = tokenizer.framed(tokenizer.encode("the"))
    assert tokenizer.decode(ids) == framed
    assert ids == THEIRS[kind].encode("the")


@pytest.mark.parametrize(("kind", "eot"), [("byte_level", b"<|endoftext|>"), ("byte_fallback", b"</s>")])
def test_the_end_of_text_is_the_tokenizers_own(kind: str, eot: bytes) -> None:
    id = OURS[kind].eot
    assert id is not None
    assert OURS[kind].token_bytes(id) == eot


def test_a_tokenizer_without_an_end_of_text_has_none() -> None:
    assert OURS["wordpiece"].eot is None
    bare = tiktoken.Encoding("bare", pat_str=".", mergeable_ranks={b"a": 0}, special_tokens={})
    assert TiktokenTokenizer(bare).eot is None


def test_later_changes_to_the_given_tokenizer_do_not_reach_ours() -> None:
    given_one = makers.byte_level()
    ours = HuggingFaceTokenizer(given_one)
    given_one.backend_tokenizer.enable_truncation(1)
    given_one.encode("x", add_special_tokens=True)
    assert len(ours.encode("abc<|endoftext|>")) == 16


def test_truncation_and_padding_written_in_a_folder_are_not_applied(tmp_path: Path) -> None:
    made = makers.byte_level()
    made.backend_tokenizer.enable_truncation(2)
    made.backend_tokenizer.enable_padding(length=9, pad_id=0)
    made.save_pretrained(str(tmp_path / "tiny"))
    ours = HuggingFaceTokenizer(tmp_path / "tiny")
    assert ours.decode(ours.encode("abcd")) == "abcd"
    assert ours.name == "tiny"


@pytest.mark.parametrize("written", [None, "{}", '{"model": 3}'])
def test_a_folder_without_a_sound_tokenizer_is_refused_by_name(tmp_path: Path, written: str | None) -> None:
    if written is not None:
        (tmp_path / "tokenizer.json").write_text(written)
        shutil.copy(MODEL / "tokenizer_config.json", tmp_path)
    with pytest.raises(Refused, match=f"the tokenizer in {tmp_path.name} cannot be read: it needs a sound"):
        HuggingFaceTokenizer(tmp_path)


def test_an_unreadable_kind_of_tokenizer_is_refused() -> None:
    with pytest.raises(Refused, match="the tokenizer of words is of a kind"):
        HuggingFaceTokenizer(makers.word_level(), "words")


@pytest.mark.parametrize("tokenizer", [*BYTE_FAITHFUL, OURS["wordpiece"]], ids=lambda tokenizer: tokenizer.name)
def test_a_lone_surrogate_is_refused_with_its_place(tokenizer: Tokenizer) -> None:
    with pytest.raises(Refused, match=r"character 3 of the text is U\+D83D, one half of a pair \(a lone surrogate\)"):
        tokenizer.encode("ab\ud83d")


def test_a_pair_of_surrogates_is_still_no_character() -> None:
    with pytest.raises(Refused, match=r"character 1 of the text is U\+D83D"):
        checked("\ud83d\ude00")


@pytest.mark.parametrize("tokenizer", TIKTOKEN, ids=lambda tokenizer: tokenizer.name)
def test_the_longest_text_is_read_even_if_it_is_one_run_of_spaces(tokenizer: Tokenizer) -> None:
    assert tokenizer.decode(tokenizer.encode(" " * MAX_CHARACTERS)) == " " * MAX_CHARACTERS


def test_a_text_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(Refused, match="the text has 200001 characters, but at most 200000 can be cut into tokens"):
        checked("a" * (MAX_CHARACTERS + 1))


@pytest.mark.parametrize("single", ["[CLS] $A [SEP]", "$A [SEP]", "[CLS] $A", "[CLS] [SEP] $A [SEP] [CLS]", "$A"])
def test_what_begins_and_ends_a_text_is_told_apart_where_the_first_letters_are_unknown(single: str) -> None:
    """A vocabulary without letters: of "a" nothing is left, so that another text has to show where it would stand."""
    made = makers.numerals(single)
    ours = HuggingFaceTokenizer(made, "numerals")
    assert ours.encode("a") == []
    for text in ("", "12", "a1"):
        assert ours.framed(ours.encode(text)) == made(text)["input_ids"]
    assert ours.begun(ours.encode("1")) == made("1")["input_ids"][: 1 + single.split().index("$A")]


@pytest.mark.parametrize("kind", ["byte_level", "byte_fallback", "unigram"])
@settings(deadline=None)
@given(text=st.text("the a東 \n"), specials=st.booleans())
def test_each_token_has_the_place_of_its_characters(kind: str, text: str, specials: bool) -> None:
    placed = OURS[kind].places(text, specials=specials)
    assert [one.id for one in placed] == OURS[kind].encode(text)
    assert all(0 <= one.start <= one.end <= len(text) for one in placed)
    assert [one.start for one in placed] == sorted(one.start for one in placed)
    assert {place for one in placed for place in range(one.start, one.end)} == set(range(len(text)))


@pytest.mark.parametrize("tokenizer", [*BYTE_FAITHFUL, OURS["wordpiece"]], ids=lambda tokenizer: tokenizer.name)
def test_the_last_id_has_bytes_and_the_next_has_none(tokenizer: Tokenizer) -> None:
    assert tokenizer.token_bytes(tokenizer.n_vocab - 1)
    assert tokenizer.token_bytes(0)
    assert tokenizer.token_bytes(tokenizer.n_vocab) == tokenizer.token_bytes(-1) == b""
    assert not tokenizer.is_special(tokenizer.n_vocab)


def test_however_a_vocabulary_is_stirred_the_space_before_a_text_is_taken_away(tmp_path: Path) -> None:
    """It has a token of two spaces, and each copy gives its tokens in another order."""
    folder = saved(tmp_path, "llama 2")
    for _ in range(20):
        tokenizer = HuggingFaceTokenizer(folder)
        assert tokenizer.decode(tokenizer.encode("the  us")) == "the  us"
