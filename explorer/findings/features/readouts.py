"""Which lens reads the stream: the logit lens, or the model's tuned lens where one was trained for it."""

from typing import TYPE_CHECKING

from explorer.analysis.lens_readouts import LensReadout, lens_readouts
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.words import _, explain
from explorer.words.sentences import joined

if TYPE_CHECKING:
    from explorer.models.tuned_lens import TunedLens

WORDS = 5
"""Words of a cell."""


def tuned(run: Run) -> "TunedLens | Refused":
    """The model's tuned lens, or why it has none."""
    return once(("tuned lens", run.model.name, run.model.fingerprint), lambda: _tuned(run))


def why_not_tuned(run: Run) -> str:
    """Why the logit lens reads where the tuned one was chosen; empty where there is one."""
    lens = tuned(run)
    return joined(_finished(explain(lens)), _("This is the logit lens.")) if isinstance(lens, Refused) else ""


def readouts_of(run: Run, positions: tuple[int, ...], follow: tuple[int, ...], *, tuned_lens: bool) -> LensReadout:
    """Everything the lens says at some positions; only for a model with an unembedding."""
    if run.model.unembedding is None:
        raise ValueError(f"{run.model.name} has no unembedding to read its stream with")
    key = ("lens readouts", run.model.name, run.trace.identity, positions, follow, tuned_lens)
    return once(key, lambda: _readouts(run, positions, follow, tuned_lens))


def _readouts(run: Run, positions: tuple[int, ...], follow: tuple[int, ...], tuned_lens: bool) -> LensReadout:
    unembedding = run.model.unembedding
    assert unembedding is not None
    translation = tuned(run) if tuned_lens else None
    if isinstance(translation, Refused):
        raise translation
    return lens_readouts(
        run.trace,
        unembedding,
        positions=positions,
        k=min(WORDS, run.model.shape.n_vocab),
        follow=follow,
        translation=translation,
    )


def _finished(said: str) -> str:
    """A refusal is a sentence without its full stop."""
    return said if said.endswith(("。", ".")) else f"{said}."


def _tuned(run: Run) -> "TunedLens | Refused":
    try:
        return engine.tuned_lens(run.model.fingerprint)
    except Refused as refused:
        return refused
