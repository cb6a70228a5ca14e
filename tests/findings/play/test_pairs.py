"""Two ways on: one is the author's, or two settings', and the tally is over all that was chosen."""

import pytest
from hypothesis import given as hypothetical
from hypothesis import strategies as st

from explorer.engine import model_store
from explorer.engine.question import Question
from explorer.engine.runs import run_of
from explorer.findings.decoding.presets import PRESETS
from explorer.findings.output.calibration import held_out
from explorer.findings.play import duel, real, said
from explorer.findings.play.board import pair_board
from explorer.findings.play.cut import alike
from explorer.findings.play.passages import WAY_ON, passages
from explorer.findings.play.riddles import SIDES
from explorer.models.catalogue import DEFAULT
from tests.findings.play.answers import given


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_one_side_is_the_authors_and_the_other_is_not(lang: str) -> None:
    model, text = model_store.ask(DEFAULT).result(), "".join(held_out(lang).split())
    riddle = real.riddle(model, lang, 1)
    assert riddle.right is not None
    held = ["".join(one.split()) in text for one in riddle.texts]
    assert held == [at == riddle.right for at in range(2)]
    assert riddle.authors[riddle.right] == real.PERSON
    assert [real.score(riddle, side) for side in SIDES] == [float(at == riddle.right) for at in range(2)]
    assert real.riddle(model, lang, 1) == riddle


def test_neither_side_nor_length_says_which_is_the_authors() -> None:
    model = model_store.ask(DEFAULT).result()
    riddles = [real.riddle(model, "ja", number) for number in range(4)]
    assert {riddle.right for riddle in riddles} == {0, 1}
    lengths = [[len(text) for text in riddle.texts] for riddle in riddles]
    assert all(abs(one - other) <= 2 and max(one, other) <= WAY_ON["ja"] for one, other in lengths)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_an_author_goes_on_for_longer_than_is_shown(lang: str) -> None:
    found = passages(lang)
    assert len(found) == len(set(found)) >= 15
    assert all(len(way) > WAY_ON[lang] for _before, way in found)


WORDS = st.lists(st.text("abc", min_size=1, max_size=9), min_size=1, max_size=30).map(" ".join)


@hypothetical(WORDS, WORDS, st.integers(20, 80))
def test_two_texts_are_cut_alike_after_whole_words(one: str, other: str, most: int) -> None:
    pair = alike(one, other, most)
    assert pair[::-1] == alike(other, one, most)
    for text, cut in zip((one, other), pair, strict=True):
        assert (text + " ").startswith(cut + " ")
        assert len(cut) <= most
    if min(len(one), len(other)) > most:
        assert abs(len(pair[0]) - len(pair[1])) <= 10


def test_a_duel_is_between_two_presets_whose_names_are_kept_back() -> None:
    run = run_of(Question(DEFAULT, "The cat"), model_store.ask(DEFAULT).result())
    riddle = duel.riddle(run, 0)
    assert len(set(riddle.authors)) == 2
    assert set(riddle.authors) <= {preset.name for preset in PRESETS}
    wired = str(pair_board(riddle, revealed=False, given=given("A", "B")).wire()) + str(riddle.asked())
    assert not any(author in wired for author in riddle.authors)
    assert all(author in str(pair_board(riddle, revealed=True).wire()) for author in riddle.authors)


def test_every_pair_of_presets_meets() -> None:
    n = len(PRESETS) * (len(PRESETS) - 1) // 2
    assert len({frozenset(duel.pair_of(number)) for number in range(n)}) == n


def test_votes_are_counted_and_settings_ranked_by_the_share_of_their_votes() -> None:
    rounds = [
        {"authors": ["Wild", "Usual"], "votes": [1, 3]},
        {"authors": ["Careful", "Wild"], "votes": [4, 0]},
        {"authors": ["Greedy", "Usual"], "votes": [0, 0]},
    ]
    assert duel.votes(["A", "B", "B"]) == (1, 2)
    assert duel.standings(rounds) == [("Careful", 4, 4), ("Usual", 3, 4), ("Wild", 1, 8)]
    assert said.standings([]) == ""
    assert said.standings(duel.standings(rounds)) == "So far, chosen: Careful 4 of 4 · Usual 3 of 4 · Wild 1 of 8."
