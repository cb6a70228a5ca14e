"""The text being written: the player, every token with its surprise, and what could have stood in its place."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.text.player import player as buttons
from explorer.components.text.surprisal_path import surprisal_path
from explorer.components.tokens.token_strip import strip_of
from explorer.engine.runs import Run
from explorer.findings.ids_of_word import ids_of_word
from explorer.findings.next_token_table import next_token_table
from explorer.session import player
from explorer.views.output import writing
from explorer.views.output.alternatives import Choice, choice_at, said
from explorer.views.output.run_surprisal import run_surprisal
from explorer.views.sentence import sentence
from explorer.words import _

ROWS = 8


def show(run: Run) -> None:
    buttons(
        key="output_player",
        **writing.buttons(run),
        on_command=player.command,
        on_speed=player.choose_speed,
        on_amount=player.choose_amount,
        on_seed=player.choose_seed,
    )
    text, beside = st.columns([5, 3], gap="medium")
    with text:
        _text(run)
    with beside:
        instead(run, choice_at(run, run.selection.position))


def _text(run: Run) -> None:
    read, n_prompt = run_surprisal(run), len(run.generation.prompt_ids)
    strip = strip_of(
        run.tokens,
        label=_("The text so far; the stronger a token's colour, the more it surprised the model"),
        selected=run.selection.position,
        n_prompt=n_prompt,
        shades=writing.shades(read),
        notes=writing.notes(read),
        titles=writing.titles(run, read),
        follow=player.going(),
    )
    mount("output_text", strip, position=player.select)
    texts = [token.text for token in run.tokens]
    surprisal_path(
        read.surprisal.tolist(),
        read.entropy.tolist(),
        texts,
        key="output_path",
        n_prompt=n_prompt,
        selected=run.selection.position,
        labels=writing.path_labels(),
        alt=writing.path_alt(texts, read),
        on_select=player.select,
    )
    sentence(writing.sentence_of(run, read), key="output_sentence", strong=True)


def instead(run: Run, choice: Choice | None) -> None:
    """What could stand at the selected place; a click on a token puts it there."""
    sentence(said(run, choice), key="output_choice")
    if choice is not None:
        label = _("The likeliest tokens at this place")
        table = next_token_table(run, choice.pipeline, k=ROWS, chosen=choice.chosen, label=label, pickable=choice.free)
        mount("output_instead", table, token=lambda token: player.fork(run, choice.step, token))
        if choice.free:
            _own(run, choice)
    if run.selection.position is not None:
        st.button(_("Back to the next token"), key="output_next", on_click=player.select, args=(None,), type="tertiary")


def _own(run: Run, choice: Choice) -> None:
    """A word that is not among the likeliest, typed."""

    def put() -> None:
        typed = st.session_state["output_typed"].strip()
        player.fork(run, choice.step, *ids_of_word(run.model, typed, choice.pipeline["raw"].logits))
        st.session_state["output_typed"] = ""

    st.text_input(
        _("Another word"),
        key="output_typed",
        max_chars=200,
        placeholder=_("another word …"),
        label_visibility="collapsed",
        on_change=put,
    )
