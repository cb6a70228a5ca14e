"""What is on the screen and on the phones: the numbers are right, and no text is that nobody has let through."""

from dataclasses import replace

import pytest
from hypothesis import given as hypothetical
from hypothesis import strategies as st

from explorer.findings.address import base_of, is_local
from explorer.findings.play import said
from explorer.findings.play.board import word_board
from explorer.findings.play.door import door
from explorer.findings.play.phone import phone
from explorer.findings.play.riddles import Bar, PairRiddle, WordRiddle, number_of
from explorer.findings.play.tally import grouped, kept_back, n_waiting, piles, showable
from explorer.rooms.looking import Noted, Sight
from tests.findings.play.answers import given, sight

BARS = (Bar("·play", "play", 0.3), Bar("·run", "run", 0.1), Bar("·go", "go", 0.05))
GUESS = WordRiddle("guess", "explorer-gpt", "She loved to", "", BARS)
GAP = WordRiddle("gaps", "explorer-bert", "She ", " fast.", BARS, right="run")
VOTE = WordRiddle("guess", "explorer-gpt", "She loved to", "", BARS, ("go", "play", "run"))
PAIR = PairRiddle("real", "It was", ("dark", "light"), ("written by a person", "written by explorer-gpt"), 0)
SECRETS = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF), min_size=3, max_size=8)
"""Texts that stand nowhere by chance."""


def nothing(_text: str) -> None:
    """No probability."""


@hypothetical(st.lists(SECRETS, min_size=1, max_size=6, unique=True), st.booleans(), st.sampled_from((GUESS, GAP)))
def test_a_text_that_nobody_let_through_is_in_no_payload(texts: list[str], over: bool, riddle: WordRiddle) -> None:
    answers = given("play", *texts, through=texts[:1], scores={"play": 0.3} if over else None)
    shown = riddle.shown() if over else None
    payloads = [word_board(riddle, revealed=over, share=nothing, given=answers).wire()]
    payloads += [phone(sight(riddle.asked(), answers, shown), number).wire() for number in range(1, len(answers) + 2)]
    payloads += [door(sight(riddle.asked(), answers, shown), "http://host/").wire()]
    sentences = [said.room_guessed(riddle, answers), said.room_filled(riddle, answers)]
    everything = str(payloads) + str(sentences) + str(riddle.asked()) + str(riddle.shown())
    assert not any(secret in everything for secret in texts[1:])
    assert (texts[0] in str(payloads[0])) == over


def test_what_the_model_says_itself_needs_no_letting_through() -> None:
    groups = grouped(given("Play", "play", "rude", "run"))
    assert [(group.text, group.n) for group in showable(groups, ["play", "run"])] == [("Play", 2), ("run", 1)]
    assert [group.text for group in kept_back(groups, ["play", "run"])] == ["rude"]


def test_the_room_stands_beside_the_models_bars_and_what_it_let_through_beneath() -> None:
    answers = given("play", "Play", "run", "swim", "rude", through=["swim"])
    board = word_board(GUESS, revealed=True, share=lambda text: 0.02, given=answers)
    assert [(row.text, row.share, row.n) for row in board.rows] == [
        ("·play", 0.3, 2),
        ("·run", 0.1, 1),
        ("·go", 0.05, 0),
    ]
    assert [(row.text, row.share, row.n) for row in board.others] == [("swim", 0.02, 1)]
    assert board.rest.startswith("1 other answer")


def test_answers_that_were_let_through_and_have_no_room_are_counted() -> None:
    texts = [f"word {n}" for n in range(9)]
    board = word_board(GUESS, revealed=True, share=nothing, given=given(*texts, "rude", through=texts))
    assert len(board.others) == 6
    assert board.rest.startswith("3 more answers were let through, and have no room here. 1 other answer is kept back")


def test_the_desk_lists_what_waits_and_nothing_else() -> None:
    answers = given("rude", "Rude", "swim", "play", through=["play"])
    (pile,) = piles(sight(GUESS.asked(), answers))
    assert [(group.text, group.n) for group in pile.answers] == [("rude", 2), ("swim", 1)]
    assert n_waiting(sight(GUESS.asked(), answers)) == 2
    assert piles(sight(GUESS.asked(), given("play", through=["play"]))) == ()
    noted = (Noted(2, 1, 1, True, "A", False), Noted(0, 1, 1, True, "B", True), Noted(2, 2, 1, True, "", False))
    worked = Sight("KQRXZ", 2, 0, {}, None, (), {}, "one-branch", noted)
    assert [(pile.task, [note.text for note in pile.notes]) for pile in piles(worked)] == [(2, ["A"])]


def test_of_four_choices_nothing_is_said_of_what_the_model_finds_likeliest_of_all() -> None:
    answers = given("play", "go", scores={"play": 0.3, "go": 0.05})
    sentences = [said.guessed(VOTE, text, 0.1) for text in ("play", "go")] + [said.room_guessed(VOTE, answers)]
    assert all("likeliest of these 3" in sentence for sentence in sentences)
    assert "these 3" in said.open_guess(VOTE, 50_000)
    assert "likeliest of these 3" in said.open_gap(replace(VOTE, right="run"))
    over = phone(sight(VOTE.asked(), answers, VOTE.shown()), 2)
    assert over.result[1] == "The likeliest of these 3 was “·play” with 30\u00a0%."
    assert "offered" in word_board(VOTE, revealed=True, share=nothing).labels.bars
    open_sentences = [said.guessed(GUESS, "play", 0.3), said.room_guessed(GUESS, answers)]
    assert not any("of these" in sentence for sentence in open_sentences)


def test_before_it_is_revealed_the_bars_name_nothing() -> None:
    board = word_board(GUESS, revealed=False, share=nothing, given=given("play"))
    assert [(row.text, row.share, row.n) for row in board.rows] == [("", bar.share, 0) for bar in BARS]
    assert not any(bar.word in str(board.wire()) for bar in BARS)
    offered = word_board(VOTE, revealed=False, share=nothing, given=given("play"))
    assert [(row.text, row.share, row.n) for row in offered.rows] == [(word, 1.0, 0) for word in ("go", "play", "run")]


def test_alone_the_own_answer_is_marked_wherever_it_stands() -> None:
    among = word_board(GUESS, revealed=True, share=nothing, mine="RUN")
    assert [row.mine for row in among.rows] == [False, True, False]
    assert among.others == ()
    beside = word_board(GUESS, revealed=True, share=lambda text: 0.01, mine="swim")
    assert [(row.text, row.share_text, row.mine) for row in beside.others] == [("swim", "1.0 %", True)]


def test_a_gap_shows_its_word_and_who_was_right() -> None:
    board = word_board(GAP, revealed=True, share=nothing, given=given("run", "play"))
    assert board.gap == "run"
    assert [row.right for row in board.rows] == [False, True, False]
    assert "1 of 2 answers are right; explorer-bert said" in said.room_filled(GAP, given("run", "play"))


@pytest.mark.parametrize("riddle", [GUESS, GAP, VOTE, PAIR])
def test_a_phone_asks_takes_and_tells(riddle: WordRiddle | PairRiddle) -> None:
    asked, answer = riddle.asked(), "A" if riddle is PAIR else "play"
    assert phone(sight({}, round=0), 1).kind == "none"
    fresh = phone(sight(asked), 1)
    assert (fresh.kind, fresh.answered, fresh.result) == ("type" if riddle in (GUESS, GAP) else "choose", False, ())
    sent = phone(sight(asked, given(answer)), 1)
    assert sent.answered
    assert sent.note == "Sent. Look at the screen."
    over = phone(sight(asked, given(answer, scores={answer: 0.25}), riddle.shown()), 1)
    assert len(over.result) == (2 if riddle is PAIR else 3)
    assert over.result[-1] == "25 points so far: place 1 of 1."
    late = phone(sight(asked, given(answer, scores={}), riddle.shown()), 2)
    assert (late.kind, late.result) == ("none", ())


def test_a_score_is_told_as_the_models_probability() -> None:
    over = sight(GUESS.asked(), given("swim", scores={"swim": 0.0123}), GUESS.shown())
    assert phone(over, 1).result[:2] == (
        "explorer-gpt gave your answer 1.2\u00a0%.",
        "Its first was “·play” with 30\u00a0%.",
    )


def test_each_riddle_has_a_number_of_its_own() -> None:
    assert len({number_of(riddle) for riddle in (GUESS, GAP, VOTE, PAIR)}) == 4
    assert number_of(GUESS) == number_of(WordRiddle("guess", "explorer-gpt", "She loved to", "", BARS))
    # Another run with the same end, and the same texts by other settings.
    assert number_of(GUESS) != number_of(replace(GUESS, run=7))
    assert number_of(PAIR) != number_of(replace(PAIR, authors=PAIR.authors[::-1]))


def test_a_door_leads_to_the_app_wherever_it_lies() -> None:
    shown = door(sight(GUESS.asked(), given("a", "b")), "http://host:8501/app/")
    assert shown.link == "http://host:8501/app/?room=KQRXZ"
    assert (shown.desk, door(sight({}), "http://host/", 2).desk) == ("", "http://host/?room=KQRXZ&desk=1&lang=en")
    assert (shown.address, shown.players, shown.answered, shown.share) == (
        "host:8501/app",
        "5 players",
        "2 answers",
        0.4,
    )
    assert base_of("http://localhost:8501/play", "play") == "http://localhost:8501/"
    assert is_local("http://localhost:8501/")
    assert not is_local("http://192.168.1.5:8501/")
