"""Any text read by the model, through windows where it is longer than the context."""

from explorer.analysis.text_surprisal import TextSurprisal, read, windows
from explorer.engine.runs import LONGEST_TEXT, Recent
from explorer.errors import Refused
from explorer.figures.numbers import count
from explorer.findings.output.progress import Progress, unseen
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.words import _

WINDOW = 512
"""Tokens of a window, or as many as the model reads."""

_readings: Recent[TextSurprisal] = Recent(size=8)


def reading_of(model: Model, ids: tuple[int, ...], progress: Progress = unseen) -> TextSurprisal:
    """Remembered; while a long text is read, `progress` says how far it is."""
    known = _readings.get((model.name, ids))
    return known if known is not None else _readings.put((model.name, ids), _read(model, ids, progress))


def _read(model: Model, ids: tuple[int, ...], progress: Progress) -> TextSurprisal:
    from explorer.models.forward import forward

    size = window_of(model)
    if len(ids) <= size:
        return read(lambda part: forward(model.module, part).numpy(), ids, size=size)
    n_windows = len(list(windows(len(ids), size)))
    with progress(_("Reading {n} tokens in {windows} windows…", n=count(len(ids)), windows=n_windows)) as tell:
        return read(lambda part: forward(model.module, part).numpy(), ids, size=size, told=tell)


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
    """Refused where nothing of the text is left, or where the model cannot read it."""
    ids = tuple(model.tokenizer.encode(text))
    if not ids:
        raise Refused(
            "the tokenizer of {model} leaves out every letter of this text: take another text, or another model",
            model=model.name,
        )
    check_known(model, ids)
    return ids
