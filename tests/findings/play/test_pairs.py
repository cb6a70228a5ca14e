"""Two ways on: one is the author's, or two settings', and the tally is over all that was chosen."""

import pytest

from explorer.engine import model_store
from explorer.engine.question import Question
from explorer.engine.runs import run_of
from explorer.findings.decoding.presets import PRESETS
from explorer.findings.output.calibration import held_out
from explorer.findings.play import duel, real, said
from explorer.findings.play.board import pair_board
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


def test_the_authors_side_changes() -> None:
    model = model_store.ask(DEFAULT).result()
    assert {real.riddle(model, "ja", number).right for number in range(4)} == {0, 1}


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
