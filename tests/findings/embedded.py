"""Runs of the embedded model, for what needs a real tokenizer."""

from functools import cache
from typing import Any

from explorer.engine.runs import Run, ready, run_of
from explorer.models.catalogue import DEFAULT, find
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.session.here import Here

PROMPT = "Tom had a red ball."


@cache
def model() -> Model:
    return load(find(DEFAULT))


def embedded_run(prompt: str = PROMPT, **fields: Any) -> Run:
    """`fields` are those of Here, `sampling` a dict of settings."""
    settings = fields.pop("sampling", {})
    return run_at(Here(prompt, **fields).sampled(**settings), model())


def run_at(here: Here, model: Model) -> Run:
    """The run of a visitor's place."""
    return run_of(here.question, model, here.selection)


def run_ready(here: Here) -> Run | None:
    """As the app asks for it: None while its model is being loaded."""
    return ready(here.question, here.selection)
