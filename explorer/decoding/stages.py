"""The stages of the sampling pipeline, a row each: everything that is arithmetic about one of them is said here.

What a stage is called, and what is said of it, stands in `words/stages.py`, a row each as well.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from explorer.decoding import comparisons, filters
from explorer.decoding.filters import Floats
from explorer.decoding.stage import Stage

Work = Callable[[Floats, Sequence[int], float], Floats]
"""((V,) logits, the context's ids, the setting) -> (V,) logits."""
Compare = Callable[[Stage, Stage, int, float], tuple[float, float]]


@dataclass(frozen=True)
class Knob:
    """The range of one setting's knob; a link may go beyond it."""

    low: float
    high: float
    step: float
    kind: type = float

    def read(self, value: float) -> float:
        """0.30000000000000004 -> 0.3, and nothing beyond the range."""
        return self.kind(round(min(max(value, self.low), self.high), 6))


@dataclass(frozen=True)
class StageSpec:
    """One stage."""

    name: str
    """The field of `Sampling` that it obeys, under the name that transformers' GenerationConfig gives it."""
    neutral: float
    """The setting that does nothing."""
    usual: float
    """What it is set to when it is switched on while its setting does nothing."""
    knob: Knob
    work: Work
    compare: Compare | None = None
    """Of a stage that removes tokens: what it looks at. None for one that only changes logits."""
    only_greedy: bool = False
    """Whether it removes tokens at setting 0 alone."""


SPECS = (
    StageSpec("repetition_penalty", 1.0, 1.2, Knob(1, 2, 0.05), filters.penalise),
    StageSpec(
        "frequency_penalty", 0.0, 0.5, Knob(0, 2, 0.05),
        lambda logits, context, each: filters.subtract(logits, context, frequency=each),
    ),
    StageSpec(
        "presence_penalty", 0.0, 0.5, Knob(0, 2, 0.05),
        lambda logits, context, once: filters.subtract(logits, context, presence=once),
    ),
    StageSpec(
        "temperature", 1.0, 0.7, Knob(0, 2, 0.05),
        lambda logits, _, temperature: filters.scale(logits, temperature),
        comparisons.place, only_greedy=True,
    ),
    StageSpec(
        "top_k", 0, 40, Knob(0, 200, 1, int),
        lambda logits, _, k: filters.keep_top_k(logits, int(k)),
        comparisons.rank_and_k,
    ),
    StageSpec(
        "top_p", 1.0, 0.9, Knob(0, 1, 0.01),
        lambda logits, _, top_p: filters.keep_top_p(logits, top_p),
        comparisons.mass_before,
    ),
    StageSpec(
        "min_p", 0.0, 0.05, Knob(0, 1, 0.01),
        lambda logits, _, min_p: filters.keep_min_p(logits, min_p),
        comparisons.prob_and_least,
    ),
    StageSpec(
        "typical_p", 1.0, 0.9, Knob(0.01, 1, 0.01),
        lambda logits, _, typical_p: filters.keep_typical(logits, typical_p),
        comparisons.deviation,
    ),
)  # fmt: skip
"""In transformers' order. The two penalties that transformers lacks stand where vLLM applies them."""

SEED = Knob(0, 2**32 - 1, 1, int)
"""The knob of the choice after the last stage: which random numbers are drawn."""

BY_NAME = {spec.name: spec for spec in SPECS}
ORDER = tuple(BY_NAME)
NEUTRAL = {spec.name: spec.neutral for spec in SPECS}
KNOBS = {spec.name: spec.knob for spec in SPECS} | {"seed": SEED}

_PENALTIES = ORDER[:3]
ORDERS = {
    "transformers": ORDER,
    "llama.cpp": (*_PENALTIES, "top_k", "typical_p", "top_p", "min_p", "temperature"),
    "vLLM": (*_PENALTIES, "temperature", "min_p", "top_k", "top_p", "typical_p"),
}
"""In what order well-known programs apply them by default. vLLM has no typical-p: here it comes last."""
