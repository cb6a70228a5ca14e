"""The text being written: the player, every token with its surprise, and what could have stood in its place."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.text.player import Chosen, Command
from explorer.engine.runs import Run
from explorer.findings.output import text_so_far
from explorer.findings.output.alternatives import choice_at
from explorer.findings.output.perplexities import perplexities
from explorer.findings.output.player_buttons import Playing, buttons
from explorer.findings.output.run_surprisal import run_surprisal
from explorer.session import branch_store, chat_marks, player, state
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.output.instead import instead
from explorer.views.scope import Scope
from explorer.views.sentence import sentence


def show(run: Run, scope: Scope) -> None:
    """While it plays, the view is a fragment, each run of which is a tick."""
    player.touched()
    branch_store.keep(run)
    if player.going():
        fragment(run_every=player.seconds())(_play_on)(scope)
    else:
        with st.container():
            _draw(run, scope)


def _play_on(scope: Scope) -> None:
    """One tick. A touch, or the end, brings the whole page, so that the spine and the link agree with the text."""
    if player.touched() or not player.tick():
        st.rerun()
    run = state.run_or_none()
    if run is not None:
        branch_store.keep(run)
        _draw(run, scope)


def _draw(run: Run, scope: Scope) -> None:
    mount(
        scope.key("output_player"),
        buttons(run, _playing(run)),
        command=_press,
        fields=_choose,
    )
    text, beside = st.columns([5, 3], gap="medium")
    with text:
        _text(run, scope)
    with beside:
        instead(run, choice_at(run, run.selection.position), scope)


def _press(sent: tuple[Command, Chosen]) -> None:
    name, fields = sent
    _choose(fields)
    player.command(name)


def _choose(fields: Chosen) -> None:
    player.choose(fields.amount, fields.speed, fields.seed)


def _playing(run: Run) -> Playing:
    play = player.current()
    return Playing(
        amounts=player.AMOUNTS,
        speeds=tuple(player.SPEEDS),
        amount=player.amount(),
        speed=player.speed(),
        going=(play.began.step, play.until) if play is not None and play.going else None,
        back=play is not None and play.began.generated != run.question.generated,
        ending=player.ending(run),
    )


def _text(run: Run, scope: Scope) -> None:
    read = run_surprisal(run)
    whole = chat_marks.shown()
    strip = text_so_far.strip(run, read, follow=player.going(), whole=whole)
    mount(scope.key("output_text"), strip, position=player.select, fold=lambda _sent: chat_marks.turn())
    say.signs(run)
    mount(scope.key("output_path"), text_so_far.path(run, read, whole=whole), position=player.select)
    mount(scope.key("output_running"), text_so_far.running(run))
    sentence(perplexities(run, read), key=scope.key("output_sentence"), strong=True)
