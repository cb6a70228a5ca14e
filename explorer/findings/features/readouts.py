"""Which lens reads the stream: the logit lens, or the model's tuned lens where one was trained for it."""

from typing import TYPE_CHECKING

from explorer.analysis.lens_readouts import LensReadout, lens_readouts
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused

if TYPE_CHECKING:
    from explorer.models.tuned_lens import TunedLens

WORDS = 5
"""Words of a cell."""


def tuned(run: Run) -> "TunedLens | Refused":
    """The model's tuned lens, or why it has none."""
    return once(("tuned lens", run.model.name, run.model.fingerprint), lambda: _tuned(run))


def has_tuned_lens(run: Run) -> bool:
    """Whether one was trained for this model and can be read."""
    return not isinstance(tuned(run), Refused)


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


def _tuned(run: Run) -> "TunedLens | Refused":
    try:
        return engine.tuned_lens(run.model.fingerprint)
    except Refused as refused:
        return refused
