"""What was measured of a model while it learned: history.json in its folder, made by `training`."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.catalogue import find
from explorer.models.checkpoints import name_at, parted, steps_in
from explorer.text.untrusted import read_json

FILE = "history.json"
Floats = NDArray[np.float64]
DIGITS = 5


@dataclass(frozen=True)
class Series:
    """One moment a place; N of them."""

    step: tuple[int, ...]
    loss_en: Floats
    """Bits a token of the held-out English text, with at least half a context before it."""
    loss_ja: Floats
    in_context: Floats
    """See analysis.in_context."""
    from_unigram: Floats
    from_bigram: Floats
    previous_token: Floats
    """(N, L, H) scores of all heads on random tokens said twice."""
    induction: Floats

    @property
    def loss(self) -> Floats:
        """The mean of both languages."""
        return (self.loss_en + self.loss_ja) / 2


@dataclass(frozen=True)
class History:
    model: str
    """Its name at the end of its training."""
    tokens_a_step: int
    decays_from: int
    """The step from which on the learning rate falls."""
    unigram: float
    """Bits a token of the same held-out texts by how often tokens come."""
    bigram: float
    series: Series
    kept: tuple[int, ...]
    """The steps that can be opened, the last among them."""

    @property
    def last(self) -> int:
        return self.series.step[-1]

    def place(self, step: int) -> int:
        """Where a step stands in the series. ValueError where nothing was measured then."""
        return self.series.step.index(step)

    def name_at(self, step: int) -> str:
        """The model's name after one of the kept steps."""
        return self.model if step == self.last else name_at(self.model, step)

    def step_of(self, name: str) -> int | None:
        """The step of a name of this model; None of others."""
        model, step = parted(name)
        if model != self.model:
            return None
        return self.last if step is None else step

    def written(self) -> str:
        """As the file has it, but for what the folder itself says."""
        series = {name: np.round(np.asarray(values), DIGITS).tolist() for name, values in vars(self.series).items()}
        told = {
            "tokens_a_step": self.tokens_a_step,
            "decays_from": self.decays_from,
            "unigram": round(self.unigram, DIGITS),
            "bigram": round(self.bigram, DIGITS),
        }
        return json.dumps(told | {"series": series}) + "\n"

    @classmethod
    def read(cls, model: str, folder: Path) -> Self:
        """Refused where the file is not such a history."""
        told = read_json(model, folder / FILE)
        try:
            series = _series(told["series"])
            numbers = {name: told[name] for name in ("tokens_a_step", "decays_from", "unigram", "bigram")}
            kept = tuple(step for step in (*steps_in(folder), series.step[-1]) if step in series.step)
            return cls(model=model, series=series, kept=kept, **numbers)
        except (KeyError, TypeError, ValueError) as error:
            raise Refused(
                "{file} of {model} does not say how it learned: restore it, or train the model again",
                file=FILE,
                model=model,
            ) from error


def _series(told: Mapping[str, Any]) -> Series:
    step = tuple(int(step) for step in told["step"])
    others = {name: np.asarray(told[name], np.float64) for name in Series.__annotations__ if name != "step"}
    if not step or any(len(values) != len(step) for values in others.values()):
        raise ValueError("a series has one of everything a moment")
    return Series(step, **others)


def history_of(name: str) -> History | None:
    """That of a model of the catalogue, whichever of its steps the name is of; None where nothing was kept."""
    model = parted(name)[0]
    try:
        folder = Path(find(model).location)
        changed = (folder / FILE).stat().st_mtime_ns
    except (Refused, OSError):
        return None
    return _kept(model, folder, changed)


@lru_cache(maxsize=8)
def _kept(model: str, folder: Path, changed: int) -> History:
    """Read once for as long as the file stays as it is."""
    return History.read(model, folder)
