"""Any text read by the model, through windows where it is longer than the context."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.text_surprisal import TextSurprisal, read, windows
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import LONGEST_TEXT
from explorer.errors import Refused
from explorer.figures.numbers import count
from explorer.findings.output.progress import Progress, unseen
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.trace.edits import Edit
from explorer.words import _

WINDOW = 512
"""Tokens of a window, or as many as the model reads."""


def reading_of(
    model: Model, ids: tuple[int, ...], edits: tuple[Edit, ...] = (), progress: Progress = unseen
) -> TextSurprisal:
    """Remembered; while a long text is read, `progress` says how far it is."""
    key = ("text surprisal", model.fingerprint, ids, edits)
    return once(key, lambda: _read(model, ids, edits, progress))


def _read(model: Model, ids: tuple[int, ...], edits: tuple[Edit, ...], progress: Progress) -> TextSurprisal:
    def logits(part: Sequence[int]) -> NDArray[np.float32]:
        return engine.logits(model.fingerprint, tuple(part), edits)

    size = window_of(model)
    if len(ids) <= size:
        return read(logits, ids, size=size)
    n_windows = len(list(windows(len(ids), size)))
    with progress(_("Reading {n} tokens in {windows} windows…", n=count(len(ids)), windows=n_windows)) as tell:
        return read(logits, ids, size=size, told=tell)


def window_of(model: Model) -> int:
    return max(2, min(WINDOW, model.shape.n_ctx))


def ids_of_text(model: Model, text: str) -> tuple[int, ...]:
    """Of a text that a visitor put in. Refused where it is too long, too, or as `ids_of` refuses."""
    if len(text) > LONGEST_TEXT:
        raise Refused(
            "the text has {n} characters, and at most {most} are read here: shorten it", n=len(text), most=LONGEST_TEXT
        )
    return ids_of(model, text)


def ids_of(model: Model, text: str) -> tuple[int, ...]:
    """As the model reads a text; refused where nothing of it is left, or where the model cannot read it."""
    prompt = model.prompt(text)
    if not prompt.own:
        raise Refused(
            "the tokenizer of {model} leaves out every letter of this text: take another text, or another model",
            model=model.name,
        )
    check_known(model, prompt.ids)
    return prompt.ids
