"""How surprising every token of a run was, kept from step to step: while a text is played, only its last row is new."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import entropy, log_probs, surprisal
from explorer.engine.cache import once, peek
from explorer.engine.runs import Run

if TYPE_CHECKING:
    from explorer.trace import Trace


@dataclass(frozen=True, eq=False)
class RunSurprisal:
    """Everything in bits, from the model's own probabilities before any setting."""

    surprisal: NDArray[np.float64]
    """(T-1,) of each token but the first, given those before it."""
    entropy: NDArray[np.float64]
    """(T,) what was to be expected after each token."""

    def __post_init__(self) -> None:
        if self.surprisal.shape != (len(self.entropy) - 1,):
            raise ValueError(f"{self.surprisal.shape} surprisals do not go with {self.entropy.shape} entropies")

    def perplexity(self, start: int, end: int) -> float | None:
        """Of the tokens from `start` to before `end`; None where none of them was predicted."""
        bits = self.surprisal[max(0, start - 1) : max(0, end - 1)]
        return float(2 ** bits.mean()) if bits.size else None


def run_surprisal(run: Run) -> RunSurprisal:
    """The run's readings: known already, or those of the text without its last token and one row more."""
    trace = run.trace
    return once(("run surprisal", *trace.identity), lambda: _read(trace))


def _read(trace: "Trace") -> RunSurprisal:
    shorter = peek(("run surprisal", trace.fingerprint, trace.ids[:-1], trace.edits))
    return _longer(shorter, trace) if shorter else _whole(trace)


def _whole(trace: "Trace") -> RunSurprisal:
    return RunSurprisal(surprisal(trace), np.array([entropy(row) for row in trace.logits]))


def _longer(shorter: RunSurprisal, trace: "Trace") -> RunSurprisal:
    cost = -log_probs(trace.logits[-2])[trace.ids[-1]] / np.log(2)
    return RunSurprisal(np.append(shorter.surprisal, cost), np.append(shorter.entropy, entropy(trace.logits[-1])))
