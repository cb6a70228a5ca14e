"""The player: every button moves the visitor's place, and what was lost can be had back."""

from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from explorer.components.text.player import Command
from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT
from explorer.session.here import Here
from explorer.session.player import COMMANDS, Play, onward
from tests.findings.embedded import PROMPT, embedded_run

PLACE = Here(PROMPT, generated=(300, 1000, 42, 7), step=2, position=3)


def _app() -> None:
    """A page that is only the player's buttons."""
    import streamlit as st

    from explorer.session import player, state

    run = state.run_or_none()
    for name in player.COMMANDS:
        st.button(name, on_click=player.command, args=(name,))
    st.button("select", on_click=player.select, args=(4,))
    st.button("choose", on_click=player.choose, args=(8, "slow", 7))
    if run is None:
        return
    st.button("fork", on_click=player.fork, args=(run, 1, 55))
    st.button("fork to the same", on_click=player.fork, args=(run, 1, run.generation.generated[1]))
    st.button("fork outside", on_click=player.fork, args=(run, 1, 8192))
    st.button("fork to a word", on_click=player.fork, args=(run, 1, 55, 56))


def pressed(*labels: str, here: Here = PLACE) -> AppTest:
    """The place after these buttons."""
    model_store.ask(DEFAULT).result()
    app = AppTest.from_function(_app)
    app.session_state["here"] = here
    app.run()
    for label in labels:
        next(button for button in app.button if button.label == label).click().run()
        assert not app.exception
    return app


def place(app: AppTest) -> Here:
    return app.session_state["here"]


def test_rewind_goes_to_the_prompt_and_drops_nothing() -> None:
    here = place(pressed("rewind"))
    assert (here.step, here.generated, here.position) == (0, PLACE.generated, None)


def test_back_goes_one_token_back_and_not_before_the_prompt() -> None:
    assert place(pressed("back")).step == 1
    assert place(pressed("back", "back", "back")).step == 0


def test_step_writes_what_settings_and_seed_choose() -> None:
    here = place(pressed("step"))
    chosen = embedded_run(generated=PLACE.generated, step=2).next_id
    assert (here.generated, here.step) == ((300, 1000, chosen), 3)


def test_step_walks_over_a_token_that_is_what_would_be_chosen() -> None:
    chosen = embedded_run(generated=(300,), step=1).next_id
    here = place(pressed("step", here=PLACE.changed(generated=(300, chosen, 42), step=1)))
    assert (here.generated, here.step) == ((300, chosen, 42), 2)


def test_cancel_brings_back_everything_that_play_overwrote() -> None:
    app = pressed("play", "step", "step", "step", "cancel")
    assert place(app) == PLACE
    assert app.session_state["play"] is None


def test_cancel_without_a_press_of_play_does_nothing() -> None:
    assert place(pressed("cancel")) == PLACE


def test_a_fork_puts_a_token_in_place_of_another_and_cancel_takes_it_back() -> None:
    here = place(pressed("fork"))
    assert (here.generated, here.step) == ((300, 55), 2)
    assert place(pressed("fork", "cancel")) == PLACE


def test_a_token_that_stands_there_already_is_gone_to_and_drops_nothing() -> None:
    here = place(pressed("fork to the same"))
    assert (here.generated, here.step) == (PLACE.generated, 2)


def test_a_word_of_several_tokens_is_put_in_whole() -> None:
    here = place(pressed("fork to a word"))
    assert (here.generated, here.step) == ((300, 55, 56), 3)
    assert place(pressed("fork to a word", "cancel")) == PLACE


def test_only_a_token_of_the_vocabulary_can_be_put_in() -> None:
    assert place(pressed("fork outside")) == PLACE


@pytest.mark.parametrize("press", ["pause", "rewind", "back", "step", "select"])
def test_whoever_presses_anything_else_pauses(press: str) -> None:
    app = pressed("play", press)
    assert not app.session_state["play"].going


@pytest.mark.parametrize("press", ["step", "play", "back", "rewind", "cancel", "pause"])
@pytest.mark.parametrize("here", [Here(""), Here("a " * 600), Here("Hello", model="no such model")])
def test_a_button_that_is_pressed_where_the_run_is_refused_does_nothing(press: str, here: Here) -> None:
    app = pressed(press, here=here)
    assert place(app).generated == ()


def test_a_selected_token_is_the_place() -> None:
    assert place(pressed("select")).position == 4


def test_what_is_chosen_is_kept() -> None:
    app = pressed("choose")
    assert place(app).sampling == Sampling(seed=7)
    assert app.session_state["output_speed"] == "slow"
    assert app.session_state["output_amount"] == 8


def test_there_is_a_command_for_every_button() -> None:
    assert set(COMMANDS) == set(get_args(Command))


def test_every_press_is_noticed_once() -> None:
    assert pressed("choose").session_state["output_touched"]


def test_a_press_of_play_is_about_its_run_whatever_else_changes() -> None:
    play = Play(PLACE, until=5)
    assert play.about(PLACE.changed(lang="ja", theme="dark", step=0))
    assert not play.about(PLACE.changed(prompt="another"))
    assert not play.about(PLACE.changed(model="folder:another"))
    assert not play.about(PLACE.changed(chat=False))


def test_onward_never_loses_what_it_would_write_again() -> None:
    run = embedded_run()
    chosen = run.next_id
    kept = onward(embedded_run(generated=(chosen, 5, 6)))
    lost = onward(embedded_run(generated=(chosen + 1, 5, 6)))
    assert (kept.generated, kept.step) == ((chosen, 5, 6), 1)
    assert (lost.generated, lost.step) == ((chosen,), 1)
