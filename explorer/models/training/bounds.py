"""What a server lets its visitors train: each bound has a variable of its own."""

import os
from dataclasses import dataclass

SECONDS = "EXPLORER_TRAINING_SECONDS"
"""How long one training may compute."""

PARAMETERS = "EXPLORER_TRAINING_PARAMETERS"
"""The most parameters of a model."""

PROCESSES = "EXPLORER_TRAINING_PROCESSES"
"""How many trainings compute at once; the others wait. 0: none is begun here."""

DAYS = "EXPLORER_TRAINING_DAYS"
"""For how long a training that nobody goes on with is kept on the disk."""

MEGABYTES = "EXPLORER_TRAINING_MEGABYTES"
"""What all trainings together may take of the disk."""


@dataclass(frozen=True)
class Bounds:
    """What this server allows now."""

    seconds: float
    parameters: int
    processes: int
    days: float
    n_bytes: int


def bounds() -> Bounds:
    return Bounds(
        seconds=_number(SECONDS, 600.0, 1.0, 86_400.0),
        parameters=round(_number(PARAMETERS, 5_000_000, 1_000, 50_000_000)),
        processes=round(_number(PROCESSES, 1, 0, 64)),
        days=_number(DAYS, 7.0, 0.0, 3650.0),
        n_bytes=round(1e6 * _number(MEGABYTES, 2_000, 10, 1_000_000)),
    )


def _number(variable: str, usual: float, least: float, most: float) -> float:
    """What the variable says, as far as it can be done; what is no number says nothing."""
    try:
        return min(most, max(least, float(os.environ[variable])))
    except (KeyError, ValueError):
        return usual
