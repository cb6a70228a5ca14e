"""Guess the next token of the run's text: alone, or a whole room at once."""

from collections.abc import Sequence

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.play import guess, said
from explorer.findings.play.board import word_board
from explorer.findings.play.riddles import WordRiddle
from explorer.rooms.looking import Given
from explorer.session import player
from explorer.views import say
from explorer.views.door import door
from explorer.views.play import alone, lobby, room
from explorer.views.play.ways import voting
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    if player.ending(run) is not None:
        say.info(_("This text has come to its end: type another one above."))
        return
    top, row = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with row:
        vote = voting(scope)
    riddle = guess.riddle(run, vote=vote)
    with top:
        led = lobby.led(scope)
        if led is None:
            _alone(run, riddle, scope)
        else:
            room.play_in(led, _played(run, riddle, scope), scope)
    with row:
        if vote and riddle.offered is None:
            say.caption(_("No whole words to choose from are likely here: type the answer."), width="content")
        if led is None:
            lobby.offer(scope)
    lobby.say_refused()
    say.caption(
        _(
            "A guess scores the probability that the model gives it: of a word of several tokens, the product of "
            "theirs. Capital letters and a space before it make no difference."
        )
    )
    door("decoding", _("How a token is chosen from these"), key=scope.key("play_on"))


def _alone(run: Run, riddle: WordRiddle, scope: Scope) -> None:
    kept = alone.answered(riddle)
    mine = kept.answer if kept else None
    spoken = said.guessed(riddle, kept.answer, kept.score) if kept else said.open_guess(riddle, run.model.shape.n_vocab)
    sentence(spoken, key=scope.key("play_said"), strong=True)
    board = word_board(riddle, revealed=kept is not None, share=lambda text: guess.share(run, text), mine=mine)
    mount(scope.key("play_board"), board)
    if kept is None:
        alone.ask(riddle, lambda text: _scored(run, riddle, text), scope)
    else:
        _next(scope)


def _scored(run: Run, riddle: WordRiddle, text: str) -> alone.Played:
    return alone.Played("guess", text, guess.share(run, text), riddle.bars[0].share)


def _next(scope: Scope) -> None:
    history = alone.history("guess")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(_("Write on, and guess again"), key=scope.key("play_next"), type="primary", on_click=player.step)
        say.caption(said.score_line([one.score for one in history], [one.model for one in history]), width="content")


def _played(run: Run, riddle: WordRiddle, scope: Scope) -> room.Played:
    def draw(given: Sequence[Given], over: bool) -> None:
        spoken = said.room_guessed(riddle, given) if over else said.open_guess(riddle, run.model.shape.n_vocab)
        sentence(spoken, key=scope.key("room_said"), strong=True)
        board = word_board(riddle, revealed=over, share=lambda text: guess.share(run, text), given=given)
        mount(scope.key("room_board"), board)

    return room.Played(
        riddle,
        draw,
        score=lambda texts: guess.shares(run, texts),
        shown=lambda _given: riddle.shown(),
        onward=player.step,
        next_label=_("Write on, and ask again"),
    )
