"""The branches of each run, kept in the session: what was written once is not lost when the text goes another way."""

import streamlit as st

from explorer.decoding.branches import Branches
from explorer.engine.runs import Run
from explorer.pictures.drawing import Shown
from explorer.trace.edits import Edit

RUNS = 8
"""Prompts whose branches a session keeps."""

Key = tuple[str, str, bool, Shown | None, tuple[Edit, ...]]
"""Model, prompt, whether it is said as a message, the picture, and what is changed inside the model."""


def key_of(run: Run) -> Key:
    return run.model.name, run.question.prompt, run.question.chat, run.question.picture, run.question.edits


def branches(run: Run) -> Branches:
    return _store().get(key_of(run), Branches())


def keep(run: Run) -> None:
    """Remember what is written now."""
    put(run, branches(run).grown(run.generation.generated))


def put(run: Run, grown: Branches) -> None:
    store = _store()
    store.pop(key_of(run), None)
    store[key_of(run)] = grown
    while len(store) > RUNS:
        store.pop(next(iter(store)))


def _store() -> dict[Key, Branches]:
    return st.session_state.setdefault("branches", {})
