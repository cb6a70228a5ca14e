"""Where each token lies in the text, above all where tokens split characters."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.text.embedded import embedded_tokenizer
from explorer.text.openai import openai_tokenizer
from explorer.text.token import Token, character_groups, spans_of, token_alone, tokens_of
from explorer.text.tokenizer import HuggingFaceTokenizer, Tokenizer
from tests.text import makers
from tests.text.strings import MODEL, for_any_text

GPT2 = openai_tokenizer("r50k_base")
EVERY_KIND = [
    GPT2,
    openai_tokenizer("o200k_base"),
    embedded_tokenizer(MODEL),
    HuggingFaceTokenizer(makers.byte_level()),
    HuggingFaceTokenizer(makers.byte_fallback()),
    HuggingFaceTokenizer(makers.wordpiece()),
    HuggingFaceTokenizer(makers.unigram()),
]
PIECES = st.lists(st.binary(max_size=4) | st.sampled_from([b"\xe6", b"\x9d", b"\xb1", b"\xf0\x9f", b"\x98\x80", b"a"]))


def check_spans(spans: list[tuple[int, int]], text: str) -> None:
    assert spans == sorted(spans)
    assert [end for _, end in spans] == sorted(end for _, end in spans)
    assert {place for start, end in spans for place in range(start, end)} == set(range(len(text)))


@given(PIECES)
def test_spans_are_monotone_and_cover_the_text_whatever_the_bytes(pieces: list[bytes]) -> None:
    check_spans(spans_of(pieces), b"".join(pieces).decode(errors="replace"))


@given(PIECES)
def test_text_outside_a_span_does_not_depend_on_the_piece(pieces: list[bytes]) -> None:
    text = b"".join(pieces).decode(errors="replace")
    for index, (start, end) in enumerate(spans_of(pieces)):
        before, after = b"".join(pieces[:index]), b"".join(pieces[index + 1 :])
        assert before.decode(errors="replace").startswith(text[:start])
        assert after.decode(errors="replace").endswith(text[end:])


@pytest.mark.parametrize("tokenizer", EVERY_KIND, ids=lambda tokenizer: tokenizer.name)
@settings(deadline=None)
@given(data=st.data())
def test_any_ids_of_any_kind_of_tokenizer_have_spans_in_their_decoded_text(
    tokenizer: Tokenizer, data: st.DataObject
) -> None:
    ids = data.draw(st.lists(st.integers(0, tokenizer.n_vocab + 3), max_size=12))
    tokens = tokens_of(ids, tokenizer)
    assert [token.id for token in tokens] == ids
    assert all(token.text for token in tokens)
    check_spans([token.span for token in tokens], tokenizer.decode(ids))


@pytest.mark.parametrize("tokenizer", EVERY_KIND[:4], ids=lambda tokenizer: tokenizer.name)
@for_any_text
def test_the_bytes_of_the_tokens_are_the_text(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokens_of(tokenizer.encode(text), tokenizer)
    assert b"".join(token.data for token in tokens) == text.encode()
    check_spans([token.span for token in tokens], text)


@pytest.mark.parametrize("tokenizer", EVERY_KIND[:4], ids=lambda tokenizer: tokenizer.name)
@for_any_text
def test_the_bytes_of_a_group_are_the_characters_of_its_span(tokenizer: Tokenizer, text: str) -> None:
    tokens = tokens_of(tokenizer.encode(text), tokenizer)
    for group in character_groups(tokens):
        run = [tokens[index] for index in group]
        assert b"".join(token.data for token in run).decode() == text[run[0].span[0] : run[-1].span[1]]


def test_a_kanji_split_over_two_tokens_is_one_place_for_both() -> None:
    tokens = tokens_of(GPT2.encode("a東b"), GPT2)
    assert [token.span for token in tokens] == [(0, 1), (1, 2), (1, 2), (2, 3)]
    assert [token.text for token in tokens] == ["a", "‹E6 9D›", "‹B1›", "b"]
    assert [token.whole for token in tokens] == [True, False, False, True]
    assert character_groups(tokens) == (range(0, 1), range(1, 3), range(3, 4))


def test_an_emoji_family_is_five_groups_one_a_code_point() -> None:
    tokens = tokens_of(GPT2.encode("👨‍👩‍👧"), GPT2)
    groups = character_groups(tokens)
    assert ["".join(b"".join(tokens[i].data for i in group).decode()) for group in groups] == list("👨‍👩‍👧")
    assert sum(map(len, groups)) == len(tokens) > len(groups)


def test_ids_that_end_inside_a_character_share_one_replacement_character() -> None:
    ids = GPT2.encode("x😀")[:-1]
    tokens = tokens_of(ids, GPT2)
    assert GPT2.decode(ids) == "x\ufffd"
    assert {token.span for token in tokens[1:]} == {(1, 2)}
    assert character_groups(tokens)[-1] == range(1, len(tokens))


def test_a_special_token_shows_its_name_and_is_marked() -> None:
    assert GPT2.eot is not None
    token = tokens_of([31373, GPT2.eot], GPT2)[1]
    assert (token.text, token.special, token.span) == ("<|endoftext|>", True, (5, 18))


def test_an_id_that_no_token_has_shows_its_number_and_takes_no_place() -> None:
    token = tokens_of([31373, 60_000, 995], GPT2)[1]
    assert (token.text, token.data, token.span, token.whole) == ("‹60000›", b"", (5, 5), True)


def test_the_space_that_sentencepiece_puts_before_a_text_has_no_place_in_it() -> None:
    tokenizer = HuggingFaceTokenizer(makers.byte_fallback())
    tokens = tokens_of(tokenizer.encode("the the"), tokenizer)
    assert [(token.text, token.span) for token in tokens] == [("·the", (0, 3)), ("·the", (3, 7))]
    lone = tokens_of(tokenizer.encode("東"), tokenizer)
    assert [(token.text, token.span) for token in lone] == [("·", (0, 0)), ("東", (0, 1))]


def test_no_ids_make_no_tokens_and_no_groups() -> None:
    assert tokens_of([], GPT2) == ()
    assert character_groups(()) == ()


def test_spans_follow_only_a_tokenizer_whose_bytes_are_its_text() -> None:
    class Liar(HuggingFaceTokenizer):
        def decode(self, ids: object) -> str:
            return "another text"

    with pytest.raises(ValueError, match="the bytes of the tokens make 'he', but they decode to 'another text'"):
        tokens_of([256], Liar(makers.byte_level()))


@pytest.mark.parametrize(("id", "span"), [(-1, (0, 1)), (1, (2, 1)), (1, (-1, 1))])
def test_an_impossible_token_cannot_be_made(id: int, span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="ids and spans count up from 0"):
        Token(id, b"x", span)


@pytest.mark.parametrize("broken", [False, True])
def test_a_hundred_thousand_characters_are_covered_to_the_last(broken: bool) -> None:
    letters = random.Random(0).choices("the cat 東京タワー😀\n", k=100_000)
    ids = GPT2.encode("".join(letters))
    ids = ids[::2] if broken else ids
    tokens = tokens_of(ids, GPT2)
    assert b"".join(token.data for token in tokens) == b"".join(GPT2.token_bytes(token) for token in ids)
    assert sum(map(len, character_groups(tokens))) == len(ids)


def test_the_lowest_id_and_a_place_without_characters_make_a_token() -> None:
    assert Token(0, b"", (0, 0)).text == "‹0›"
    assert Token(7, b"", (3, 3)).whole


def test_a_token_alone_is_marked_where_it_is_special() -> None:
    assert GPT2.eot is not None
    assert token_alone(GPT2.eot, GPT2).special
    the = token_alone(262, GPT2)
    assert (the.id, the.data, the.span, the.special) == (262, b" the", (0, 0), False)
