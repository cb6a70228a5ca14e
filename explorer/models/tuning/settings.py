"""How a model is taught: all within what the server allows."""

import os
from dataclasses import dataclass

from explorer.errors import Refused

SECONDS = "EXPLORER_TUNING_SECONDS"
"""The variable that says how long a training may take on this server."""

USUAL_SECONDS = 90.0

RANKS = (1, 2, 4, 8, 16)
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
STEPS = (20, 40, 80, 160)
BETAS = (0.05, 0.1, 0.3, 1.0)
MOST_EXAMPLES = 48


@dataclass(frozen=True)
class Settings:
    """Of a low-rank adaptation (LoRA; Hu et al. 2021, arXiv:2106.09685)."""

    rank: int = 8
    """Of the update of each matrix."""
    rate: float = 1e-3
    """How far AdamW goes in a step, at its most."""
    steps: int = 40
    batch: int = 8
    """Examples a step."""
    seed: int = 0

    def __post_init__(self) -> None:
        allowed = {"rank": RANKS, "rate": RATES, "steps": STEPS}
        for name, values in allowed.items():
            if getattr(self, name) not in values:
                raise Refused(
                    "{name} is {value}, but it can be {values}",
                    name=name,
                    value=getattr(self, name),
                    values=", ".join(map(str, values)),
                )
        if not 1 <= self.batch <= 16:
            raise ValueError(f"a batch of {self.batch} examples is not between 1 and 16")

    @property
    def alpha(self) -> int:
        """The update is B A · alpha / rank."""
        return 2 * self.rank


def most_seconds() -> float:
    """Seconds after which a training ends with what it has learnt, whatever was asked for."""
    try:
        return min(3600.0, max(1.0, float(os.environ[SECONDS])))
    except (KeyError, ValueError):
        return USUAL_SECONDS
