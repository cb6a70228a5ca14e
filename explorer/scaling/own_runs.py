"""Our own models of many sizes, and what they lost: the two tables that `training.make_scaling_runs` writes."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[1] / "assets" / "scaling"
RUNS, CURVES = "scaling_runs.parquet", "scaling_curves.parquet"

PLAIN = "bpe-512"
"""The tokenizer of all runs but those that are to show what another does."""

Kind = Literal["straight", "little", "fast", "slow", "bytes"]
"""By the one recipe; or with too little text, a rate too high or too low, and another tokenizer."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """On the way: nats a token, of text held out and of a sample of the training text."""

    tokens: int
    held_out: float
    train: float


@dataclass(frozen=True, slots=True)
class OwnRun:
    """One model at the end of its training."""

    run: str
    trunk: str
    """Runs of one trunk share their way up to where the smaller budget's rate begins to fall."""
    d_model: int
    n_layers: int
    n_heads: int
    seed: int
    muon_lr: float
    adam_lr: float
    rate: float
    """The learning rate in units of the right one."""
    tokenizer: str
    vocabulary: int
    text_tokens: int
    """How many different tokens there were to read."""
    n: int
    """Parameters without the table of tokens, as Kaplan et al. 2020 count them."""
    n_total: int
    budget: int
    """Tokens that were to be read; `tokens` are whole steps."""
    tokens: int
    steps: int
    loss: float
    """Nats a token of the text held out, and its standard error over passages."""
    standard_error: float
    bits_per_byte: float
    held_out_tokens: int
    seconds: float
    """From nothing to the end; `branch_seconds` of them since the way parted from the trunk's."""
    branch_seconds: float
    curve: tuple[CurvePoint, ...] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        if not (self.n > 0 and self.tokens > 0 and self.loss > 0):
            raise ValueError(f"the run {self.run} has no parameters, no tokens or no loss")

    @property
    def compute(self) -> float:
        """Floating-point operations, 6 N D."""
        return 6.0 * self.n * self.tokens

    @property
    def passes(self) -> float:
        """How often it read its text."""
        return self.tokens / self.text_tokens

    @property
    def kind(self) -> Kind:
        if self.rate != 1:
            return "fast" if self.rate > 1 else "slow"
        if self.tokenizer != PLAIN:
            return "bytes"
        return "little" if self.passes > 1 else "straight"


@cache
def own_runs() -> tuple[OwnRun, ...]:
    """All that come with the explorer, small and short ones first."""
    return read(FOLDER)


def read(folder: Path) -> tuple[OwnRun, ...]:
    """The runs of a folder with both tables."""
    curves: dict[str, list[CurvePoint]] = {}
    for row in _rows(folder / CURVES):
        curves.setdefault(row.pop("run"), []).append(CurvePoint(**row))
    names = OwnRun.__dataclass_fields__.keys() - {"curve"}
    found = [
        OwnRun(**{name: row[name] for name in names}, curve=tuple(curves.get(row["run"], ())))
        for row in _rows(folder / RUNS)
    ]
    return tuple(sorted(found, key=lambda run: (run.n, run.budget, run.seed, run.run)))


def _rows(file: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    return parquet.read_table(file).to_pylist()


def of_kind(kind: Kind) -> tuple[OwnRun, ...]:
    return tuple(run for run in own_runs() if run.kind == kind)


def sizes(runs: tuple[OwnRun, ...]) -> tuple[int, ...]:
    """Parameters, each once, smallest first."""
    return tuple(sorted({run.n for run in runs}))


def budgets(runs: tuple[OwnRun, ...]) -> tuple[int, ...]:
    return tuple(sorted({run.budget for run in runs}))


def column(runs: tuple[OwnRun, ...], name: str) -> NDArray[np.float64]:
    """One quantity of each run: (n,)."""
    return np.array([getattr(run, name) for run in runs], float)


def seconds_of_all(runs: tuple[OwnRun, ...]) -> float:
    """By the clock: each trunk once, up to its longest run, and what the other runs took beside it."""
    whole: dict[str, float] = {}
    for run in runs:
        whole[run.trunk] = max(whole.get(run.trunk, 0.0), run.seconds)
    beside = sum(run.branch_seconds for run in runs if run.seconds < whole[run.trunk])
    return sum(whole.values()) + beside
