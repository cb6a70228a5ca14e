"""The picture that a visitor has placed, and what they ask of it, whichever model their run is of."""

from typing import Any

import streamlit as st

from explorer.pictures.drawing import Shown
from explorer.pictures.picture import Picture
from explorer.session import state

QUESTION, SHAPES, SEED = "picture_question", "picture_shapes", "picture_seed"


def shown(first: Picture) -> Shown:
    """What is on the board; at first `first`."""
    return state.current().picture or first


def shapes(first: Picture) -> Picture:
    """The shapes that were placed last, also while a file's picture lies over them."""
    on_board = shown(first)
    if isinstance(on_board, Picture):
        st.session_state[SHAPES] = on_board
    return st.session_state.get(SHAPES, first)


def show(picture: Shown, *, sees: bool) -> None:
    """Put it on the board. `sees`: the run's own model does, so that its run begins anew; another's goes on."""
    here = state.current()
    kept: dict[str, Any] = {} if sees else {name: getattr(here, name) for name in ("generated", "step", "position")}
    state.change(picture=picture, **kept)


def asked(first: str, *, sees: bool) -> str:
    """What is asked of it: the prompt of a run whose model sees, else what was chosen here, at first `first`."""
    return state.current().prompt if sees else st.session_state.get(QUESTION) or first


def ask(question: str, *, sees: bool) -> None:
    if sees:
        state.change(prompt=question)
    else:
        st.session_state[QUESTION] = question


def next_seed() -> int:
    """Of one more picture by chance."""
    st.session_state[SEED] = st.session_state.get(SEED, 0) + 1
    return st.session_state[SEED]


def follow(model: str, picture: Shown, question: str, view: str = "") -> None:
    """The picture and the question become the run, on the first of the five steps."""
    state.change(model=model, prompt=question, picture=picture, view=view)
    state.go("tokens")
