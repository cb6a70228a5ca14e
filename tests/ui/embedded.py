"""Runs of the embedded model, for what needs a real tokenizer."""

from functools import cache
from typing import Any

from explorer.models.catalogue import DEFAULT, find
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.ui.here import Here
from explorer.ui.runs import Run, run_of

PROMPT = "Tom had a red ball."


@cache
def model() -> Model:
    return load(find(DEFAULT))


def embedded_run(prompt: str = PROMPT, **fields: Any) -> Run:
    """`fields` are those of Here, `sampling` a dict of settings."""
    settings = fields.pop("sampling", {})
    return run_of(Here(prompt, **fields).sampled(**settings), model())
