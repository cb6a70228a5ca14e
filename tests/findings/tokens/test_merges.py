"""The merge replay: bricks that stand on one another, and end as the encoding's own tokens."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explorer.findings.tokens.merges import AROUND, bytes_of, pairs, replay, split, steps_of, word_at, words_around
from explorer.text.openai import openai_tokenizer
from explorer.words.sentences import parts

R50K = openai_tokenizer("r50k_base")
text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


def bricks(word: str) -> list[tuple[int, int]]:
    merges = replay(steps_of(R50K, word))
    return [(i, i + 1) for i in range(len(word.encode()))] + [(merge.start, merge.end) for merge in merges]


def uncovered(word: str) -> list[tuple[int, int]]:
    """The bricks that lie under no other: what a reader sees at the end."""
    every = bricks(word)
    return sorted(
        (start, end)
        for start, end in every
        if not any((s, e) != (start, end) and s <= start and end <= e for s, e in every)
    )


@given(text)
def test_the_last_bricks_are_the_encodings_own_tokens(written: str) -> None:
    cut = [word.encode()[start:end] for word in split(R50K, written) for start, end in uncovered(word)]
    assert cut == [R50K.token_bytes(id) for id in R50K.encode(written)]


@given(text)
def test_a_brick_lies_deeper_than_whatever_it_is_made_of(written: str) -> None:
    merges = replay(steps_of(R50K, written))
    for i, merge in enumerate(merges):
        inside = [m.level for m in merges[:i] if merge.start <= m.start and m.end <= merge.end]
        assert merge.level > max(inside, default=0)


@given(text)
def test_each_merge_takes_the_lowest_rank_in_sight(written: str) -> None:
    steps = steps_of(R50K, written)
    ranks = pairs(steps, R50K)
    for before, step in pairwise(steps):
        cuts = [0]
        for piece in before.pieces:
            cuts.append(cuts[-1] + len(piece))
        places = ("-".join(map(str, place)) for place in zip(cuts, cuts[1:], cuts[2:], strict=False))
        seen = [ranks[place] for place in places if place in ranks]
        assert step.rank == (min(seen) if seen else step.rank)


def test_a_japanese_character_is_its_three_bytes_before_it_is_a_character() -> None:
    assert [(byte.hex, byte.text) for byte in bytes_of("日a")] == [("E6", ""), ("97", ""), ("A5", ""), ("61", "a")]


@given(st.lists(text, min_size=1, max_size=30), st.integers(0, 700))
def test_a_characters_word_is_found(words: list[str], character: int) -> None:
    place = word_at(words, character)
    whole = "".join(words)
    assert whole[place.start : place.start + len(place.text)] == place.text
    assert words[place.index] == place.text
    assert place.start <= min(character, len(whole) - 1) < place.start + len(place.text)


@given(st.lists(text, min_size=1, max_size=30), st.integers(0, 29))
def test_the_words_around_say_where_they_begin(words: list[str], index: int) -> None:
    place = word_at(words, len("".join(words[: index % len(words)])))
    shown = words_around(words, place)
    assert [word.here for word in shown].count(True) == 1
    assert len(shown) <= 2 * AROUND + 1
    for word in shown:
        assert word_at(words, word.start).start == word.start


def test_each_step_says_what_became_of_what() -> None:
    (*_, last) = replay(steps_of(R50K, "then"))
    assert last.said == parts("\x02t\x03 and \x02hen\x03 become \x02then\x03: rank 8524, the lowest of all neighbours.")
