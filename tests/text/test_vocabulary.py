"""The vocabulary's index, against Unicode's own names and tiktoken's own tokens."""

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.text.openai import openai_tokenizer
from explorer.text.vocabulary import SCRIPTS, Query, Vocabulary, find, needle_of, script_of, vocabulary_of

CL100K = openai_tokenizer("cl100k_base")
VOCABULARY = vocabulary_of(CL100K)
NAMES = {"Latin": "LATIN", "Han": "CJK", "Hangul": "HANGUL", "Cyrillic": "CYRILLIC", "Greek": "GREEK", "Thai": "THAI"}


def test_it_holds_every_id_with_tiktokens_own_bytes() -> None:
    assert len(VOCABULARY.data) == CL100K.n_vocab
    for rank in (0, 262, 50_000, 100_255):
        assert VOCABULARY.data[rank] == CL100K.encoding.decode_single_token_bytes(rank)


def test_special_tokens_and_ids_without_a_token_are_told_apart() -> None:
    kinds = {name: set(np.flatnonzero(VOCABULARY.scripts == SCRIPTS.index(name))) for name in ("special", "none")}
    assert kinds["special"] == set(CL100K.encoding._special_tokens.values())
    assert kinds["none"] == {id for id in range(CL100K.n_vocab) if not CL100K.token_bytes(id)}


@pytest.mark.parametrize("script", NAMES)
def test_the_first_letter_says_the_script_as_unicodes_names_do(script: str) -> None:
    for id in find(VOCABULARY, Query(scripts=frozenset({script})))[:500]:
        letters = [c for c in VOCABULARY.data[id].decode() if unicodedata.category(c)[0] in "LM"]
        assert any(unicodedata.name(letter).startswith((NAMES[script], "FULLWIDTH")) for letter in letters)


@given(st.binary(max_size=8))
def test_a_fragment_is_what_does_not_decode(data: bytes) -> None:
    try:
        data.decode()
        whole = True
    except UnicodeDecodeError:
        whole = False
    assert (script_of(data) == "fragment") == (not whole)


@given(st.sampled_from(["the", "東", " ", "\\xE6\\x9D", "<|"]), st.integers(1, 6), st.integers(0, 20))
def test_what_is_found_fits_and_nothing_else_does(text: str, shortest: int, more: int) -> None:
    query = Query(text, shortest=shortest, longest=shortest + more)
    needle = needle_of(text)
    expected = [
        id
        for id, data in enumerate(VOCABULARY.data)
        if needle in data and shortest <= len(data.decode(errors="replace")) <= shortest + more
    ]
    assert find(VOCABULARY, query).tolist() == expected


def test_an_id_is_found_by_its_number() -> None:
    assert find(VOCABULARY, Query("#262")).tolist() == [262]
    assert find(VOCABULARY, Query("#99999999")).tolist() == []
    last = len(VOCABULARY.data) - 1
    assert find(VOCABULARY, Query(f"#{last}")).tolist() == [last]
    assert find(VOCABULARY, Query(f"#{last + 1}")).tolist() == []
    assert find(VOCABULARY, Query("#0")).tolist() == [0]


def test_the_longest_stand_first_where_that_is_asked_for() -> None:
    lengths = VOCABULARY.lengths[find(VOCABULARY, Query(by_length=True))]
    assert (np.diff(lengths) <= 0).all()


def test_the_last_id_is_found_by_its_number_and_the_next_is_not() -> None:
    last = len(VOCABULARY.data) - 1
    assert find(VOCABULARY, Query("#0")).tolist() == [0]
    assert find(VOCABULARY, Query(f"#{last}")).tolist() == [last]
    assert find(VOCABULARY, Query(f"#{last + 1}")).tolist() == []


@pytest.mark.parametrize(("scripts", "lengths"), [(1, 2), (2, 1), (1, 1), (3, 3)])
def test_an_index_has_one_of_everything_a_token(scripts: int, lengths: int) -> None:
    with pytest.raises(ValueError, match=f"2 tokens, {scripts} scripts, {lengths} lengths"):
        Vocabulary((b"a", b"b"), np.zeros(scripts, np.uint8), np.zeros(lengths, np.int32))


def test_a_query_of_nothing_leaves_out_what_has_no_characters_alone() -> None:
    none = [id for id, data in enumerate(VOCABULARY.data) if not data]
    assert np.setdiff1d(np.arange(len(VOCABULARY.data)), find(VOCABULARY, Query())).tolist() == none


def test_of_equally_long_ones_the_lowest_id_stands_first() -> None:
    found = find(VOCABULARY, Query("ing", by_length=True))
    keys = [(-VOCABULARY.lengths[id], id) for id in found]
    assert keys == sorted(keys)


def test_a_replacement_character_that_is_meant_is_no_fragment() -> None:
    assert script_of("\ufffd".encode()) == "signs"
    assert script_of(b"\xff") == "fragment"
    assert script_of(b"") == "none"
