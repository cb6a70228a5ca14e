"""A word of a held-out sentence is hidden: you and explorer-bert say which."""

from collections.abc import Sequence

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.output.calibration import source
from explorer.findings.play import gaps, said
from explorer.findings.play.board import word_board
from explorer.findings.play.riddles import WordRiddle
from explorer.rooms.looking import Given
from explorer.views import say
from explorer.views.door import door
from explorer.views.play import alone, lobby, room, ways
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, language

GAME = "gaps"


def show(run: Run, scope: Scope) -> None:
    model = loaded(gaps.READER)
    top, row = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with row:
        vote = ways.voting(scope)
    riddle = gaps.riddle(model, language(), ways.number(GAME), vote=vote)
    with top:
        led = lobby.led(scope)
        if led is None:
            _alone(riddle, scope)
        else:
            room.play_in(led, _played(riddle, scope), scope)
    if led is None:
        with row:
            lobby.offer(scope)
    lobby.say_refused()
    say.caption(source(model))
    door("bert", _("How both sides of a gap are read"), key=scope.key("play_on"), view="two-readers")


def _alone(riddle: WordRiddle, scope: Scope) -> None:
    kept = alone.answered(riddle)
    spoken = said.filled(riddle, kept.answer) if kept else said.open_gap(riddle)
    sentence(spoken, key=scope.key("play_said"), strong=True)
    mine = kept.answer if kept else None
    mount(scope.key("play_board"), word_board(riddle, revealed=kept is not None, share=_nothing, mine=mine))
    if kept is None:
        alone.ask(riddle, lambda text: _scored(riddle, text), scope)
    else:
        alone.onward(GAME, scope)


def _nothing(_text: str) -> None:
    """What is none of the model's first has no number here: it may be several tokens, and the gap is one."""


def _scored(riddle: WordRiddle, text: str) -> alone.Played:
    return alone.Played(GAME, text, gaps.score(riddle, text), gaps.score(riddle, riddle.bars[0].word))


def _played(riddle: WordRiddle, scope: Scope) -> room.Played:
    def draw(given: Sequence[Given], over: bool) -> None:
        spoken = said.room_filled(riddle, given) if over else said.open_gap(riddle)
        sentence(spoken, key=scope.key("room_said"), strong=True)
        mount(scope.key("room_board"), word_board(riddle, revealed=over, share=_nothing, given=given))

    return room.Played(
        riddle,
        draw,
        score=lambda texts: {text: gaps.score(riddle, text) for text in texts},
        shown=lambda _given: riddle.shown(),
        onward=lambda: ways.onward(GAME),
        next_label=_("Next sentence"),
    )
