"""The branches of each run, kept in the session: what was written once is not lost when the text goes another way."""

import numpy as np
import streamlit as st

from explorer.analysis.surprisal import log_probs
from explorer.decoding.branches import Branches, Path
from explorer.engine.cache import once
from explorer.engine.growing import GrowingText
from explorer.engine.runs import Run
from explorer.models.model import Model
from explorer.trace.edits import Edit

RUNS = 8
"""Prompts whose branches a session keeps."""

Key = tuple[str, str, bool, tuple[Edit, ...]]
"""Model, prompt, whether the prompt is said as a message, and what is changed inside the model."""


def key_of(run: Run) -> Key:
    return run.model.name, run.question.prompt, run.question.chat, run.question.edits


def branches(run: Run) -> Branches:
    return _forest().get(key_of(run), Branches())


def keep(run: Run) -> None:
    """Remember what is written now."""
    put(run, branches(run).grown(run.generation.generated))


def put(run: Run, grown: Branches) -> None:
    forest = _forest()
    forest.pop(key_of(run), None)
    forest[key_of(run)] = grown
    while len(forest) > RUNS:
        forest.pop(next(iter(forest)))


def scores(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...] = ()) -> tuple[float, ...]:
    """Of each token of a continuation, the natural logarithm of what the model gave it: one pass, remembered."""
    return once(("scores", model.fingerprint, prompt, path, edits), lambda: _measured(model, prompt, path, edits))


def _measured(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...]) -> tuple[float, ...]:
    if not path:
        return ()
    rows = GrowingText(model, edits=edits).rows((*prompt, *path)[:-1], len(path))
    return tuple(float(log_probs(row)[token]) for row, token in zip(rows, path, strict=True))


def joint(model: Model, prompt: Path, path: Path, edits: tuple[Edit, ...] = ()) -> float:
    """The natural logarithm of the probability of a whole continuation."""
    return float(np.sum(scores(model, prompt, path, edits)))


def _forest() -> dict[Key, Branches]:
    return st.session_state.setdefault("branches", {})
