"""Where each word of a text was decided: at which layer the lens begins to say what it says in the end."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.prediction_depth import Depths, Stack, prediction_depths
from explorer.analysis.text_surprisal import TextSurprisal, Window, of_rows, together, windows
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import count
from explorer.findings.output.progress import Progress, unseen
from explorer.findings.output.reading import window_of
from explorer.trace.edits import Edit
from explorer.words import _

if TYPE_CHECKING:
    from explorer.models.model import Model
    from explorer.models.unembedding import Unembedding

Subject = Literal["choice", "came"]
SUBJECTS: tuple[Subject, ...] = ("choice", "came")
"""Whose depth: that of what the model finds likeliest in the end, or of the token that really came."""

STEP = 256
"""Positions of a run between two words about how far it is."""

Tell = Callable[[float], None]

TOLERANCE = 0.01
"""How far any probability of the lens after the last layer may be from the model's own, before nothing is shown."""


@dataclass(frozen=True, eq=False)
class Decided:
    """Of T positions, each about the token after it; after the last one, what would come next."""

    read: TextSurprisal
    """Of T tokens: the text's but the first, and the likeliest next one."""
    choice: NDArray[np.int64]
    """(T,) what the model finds likeliest in the end."""
    depths: Depths
    """(definitions, T, subjects)"""

    def of(self, subject: Subject) -> NDArray[np.int64]:
        """(definitions, T); of the token that came only T - 1, for after the last none has come."""
        return self.depths.layers[:, : None if subject == "choice" else -1, SUBJECTS.index(subject)]


def decided_of_run(run: Run, progress: Progress = unseen) -> Decided:
    """Of a run's own text, from its trace. Refused where the lens is not the model."""
    trace, n = run.trace, len(run.trace)

    def made() -> Decided:
        cut = [range(start, min(start + STEP, n)) for start in range(0, n, STEP)]
        with _said(progress, n, cut) as tell:
            return _checked(_told((_part(run.model, trace, trace.ids, rows) for rows in cut), len(cut), tell))

    return once(("decided", *trace.identity), made)


def decided_of_text(
    model: "Model", ids: tuple[int, ...], edits: tuple[Edit, ...] = (), progress: Progress = unseen
) -> Decided:
    """Of any text, through windows where it is long. Refused where the lens is not the model."""

    def made() -> Decided:
        cut = list(windows(len(ids), window_of(model)))
        with _said(progress, len(ids), cut) as tell:
            return _checked(_told((_windowed(model, ids, window, edits) for window in cut), len(cut), tell))

    return once(("decided text", model.fingerprint, ids, edits), made)


def _windowed(model: "Model", ids: tuple[int, ...], window: Window, edits: tuple[Edit, ...]) -> Decided:
    """Of the tokens that a window predicts; the last one also predicts what would come after the text."""
    part = ids[window.start : window.end]
    rows = range(window.first - 1 - window.start, len(part) - (window.end < len(ids)))
    return _part(model, engine.streams(model.fingerprint, part, edits), part, rows)


def _part(model: "Model", stack: Stack, ids: tuple[int, ...], rows: range) -> Decided:
    """Of some positions of one pass."""
    logits = stack.logits[rows.start : rows.stop]
    choice = logits.argmax(-1)
    came = np.array([*ids[1:], choice[-1]])[rows.start : rows.stop]
    depths = prediction_depths(stack, _lens(model), model.shape.n_layers, rows, np.stack([choice, came], -1))
    return Decided(of_rows(logits, came), choice, depths)


def _lens(model: "Model") -> "Unembedding":
    if model.unembedding is None:
        raise ValueError(f"{model.name} has no unembedding to read its stream with")
    return model.unembedding


def _said(progress: Progress, n: int, cut: Sequence[object]) -> AbstractContextManager[Tell]:
    """What is said while it takes long enough to be seen."""
    if len(cut) == 1:
        return unseen("")
    return progress(_("Reading {n} tokens in {windows} windows…", n=count(n), windows=len(cut)))


def _told(made: Iterable[Decided], n: int, tell: Tell) -> Decided:
    """All parts as one."""
    parts: list[Decided] = []
    for part in made:
        parts.append(part)
        tell(len(parts) / n)
    layers = np.concatenate([part.depths.layers for part in parts], axis=1)
    depths = replace(parts[0].depths, layers=layers, apart=max(part.depths.apart for part in parts))
    return Decided(together([part.read for part in parts]), np.concatenate([part.choice for part in parts]), depths)


def _checked(found: Decided) -> Decided:
    if not found.depths.apart <= TOLERANCE:
        raise Refused(
            "after the last layer the lens reads probabilities that are up to {apart} from the model's own, so that "
            "what it reads earlier says nothing: choose another model",
            apart=f"{found.depths.apart:.2g}",
        )
    return found
