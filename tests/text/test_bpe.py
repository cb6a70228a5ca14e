"""Merge by merge, and always to tiktoken's own tokens."""

import time
from itertools import pairwise

import pytest
import tiktoken

from explorer.errors import Refused
from explorer.text import bpe
from explorer.text.bpe import MAX_BYTES, MergeStep, merge_steps, pre_tokens
from explorer.text.embedded import embedded_encoding
from explorer.text.openai import ENCODINGS, openai_encoding
from tests.text.strings import MODEL, for_any_text

ALL = [*map(openai_encoding, ENCODINGS), embedded_encoding(MODEL)]
GPT2 = openai_encoding("r50k_base")
every_encoding = pytest.mark.parametrize("encoding", ALL, ids=lambda encoding: encoding.name)


def last_ids(encoding: tiktoken.Encoding, word: str) -> list[int]:
    return [encoding.encode_single_token(piece) for piece in merge_steps(encoding, word)[-1].pieces]


@every_encoding
@for_any_text
def test_pre_tokens_joined_are_the_text(encoding: tiktoken.Encoding, text: str) -> None:
    assert "".join(pre_tokens(encoding, text)) == text


@every_encoding
@for_any_text
def test_merging_each_pre_token_ends_at_the_encodings_own_tokens(encoding: tiktoken.Encoding, text: str) -> None:
    words = pre_tokens(encoding, text)
    assert [id for word in words for id in last_ids(encoding, word)] == encoding.encode_ordinary(text)


@every_encoding
@for_any_text
def test_any_word_ends_at_the_encodings_own_tokens_even_unsplit(encoding: tiktoken.Encoding, text: str) -> None:
    word = f"x{text}"  # tiktoken panics at an empty piece
    assert last_ids(encoding, word) == encoding._encode_single_piece(word)


@every_encoding
@for_any_text
def test_each_step_joins_two_neighbours_and_changes_nothing_else(encoding: tiktoken.Encoding, text: str) -> None:
    steps = merge_steps(encoding, text)
    assert [len(piece) for piece in steps[0].pieces] == [1] * len(text.encode())
    for before, after in pairwise(steps):
        assert after.merged is not None
        at = after.merged
        joined = before.pieces[at] + before.pieces[at + 1]
        assert after.pieces == (*before.pieces[:at], joined, *before.pieces[at + 2 :])
        assert after.rank == encoding.encode_single_token(joined)


@every_encoding
@for_any_text
def test_the_lowest_rank_goes_first_and_the_leftmost_of_equals(encoding: tiktoken.Encoding, text: str) -> None:
    ranks = encoding._mergeable_ranks
    steps = merge_steps(encoding, text)
    for before, after in pairwise(steps):
        pairs = [left + right for left, right in pairwise(before.pieces)]
        waiting = [(ranks[pair], at) for at, pair in enumerate(pairs) if pair in ranks]
        assert min(waiting) == (after.rank, after.merged)


def test_equal_pairs_merge_from_the_left() -> None:
    assert [step.merged for step in merge_steps(GPT2, "abab")] == [None, 0, 1]


def test_bytes_may_end_inside_a_character() -> None:
    assert merge_steps(GPT2, "東".encode()[:2])[-1].pieces == (b"\xe6\x9d",)


def test_an_empty_word_is_one_step_without_pieces() -> None:
    assert merge_steps(GPT2, "") == (MergeStep((), None, None),)
    assert pre_tokens(GPT2, "") == []


def test_a_word_that_merges_never_reach_is_looked_up_whole_as_tiktoken_does() -> None:
    ranks = {bytes([byte]): byte for byte in range(256)} | {b"bc": 256, b"abc": 300, b"abcd": 301, b"xyz": 302}
    encoding = tiktoken.Encoding("odd", pat_str=r"\S+|\s+", mergeable_ranks=ranks, special_tokens={})
    assert encoding.encode_ordinary("xyz") == last_ids(encoding, "xyz") == [302]
    assert merge_steps(encoding, "xyz")[-1] == MergeStep((b"xyz",), 0, 302)


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(Refused, match=r"character 2 of the text is U\+D83D"):
        pre_tokens(GPT2, "a\ud83d")
    with pytest.raises(Refused, match=r"character 1 of the text is U\+DE00"):
        merge_steps(GPT2, "\ude00")


def test_a_word_too_long_to_show_is_refused() -> None:
    with pytest.raises(
        Refused, match="a word of 2049 bytes is too long to show merge by merge: take one of at most 2048"
    ):
        merge_steps(GPT2, "a" * (MAX_BYTES + 1))


def test_the_longest_word_takes_well_under_a_second() -> None:
    start = time.process_time()
    assert len(merge_steps(GPT2, "the" * (MAX_BYTES // 3))) > 1000
    assert time.process_time() - start < 1.0


@pytest.mark.parametrize(("merged", "rank"), [(0, None), (None, 5), (2, 5), (-1, 5)])
def test_an_impossible_step_cannot_be_made(merged: int | None, rank: int | None) -> None:
    with pytest.raises(ValueError, match=r"a merge has both a place and a rank|there is no piece"):
        MergeStep((b"a", b"b"), merged, rank)


def test_a_word_of_as_many_bytes_as_can_be_shown_is_shown() -> None:
    assert merge_steps(GPT2, " " * MAX_BYTES)[-1].pieces
    with pytest.raises(Refused, match=f"a word of {MAX_BYTES + 1} bytes"):
        merge_steps(GPT2, "東" + " " * (MAX_BYTES - 2))


@pytest.mark.parametrize("merged", [0, 1])
def test_the_piece_just_made_is_any_of_the_pieces(merged: int) -> None:
    assert MergeStep((b"a", b"b"), merged, 0).merged == merged


def test_a_pattern_that_never_comes_to_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bpe, "SECONDS", 0.05)
    ranks = {bytes([byte]): byte for byte in range(256)}
    endless = tiktoken.Encoding("endless", pat_str="(a|aa)+b", mergeable_ranks=ranks, special_tokens={})
    with pytest.raises(Refused, match="the pattern by which endless splits a text into words takes too long"):
        pre_tokens(endless, "a" * 5000)
