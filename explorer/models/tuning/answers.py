"""What a module, with updates beside its matrices or without, thinks of answers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import nn

from explorer.models.cores import cores
from explorer.models.tuning.lessons import Lesson
from explorer.models.tuning.losses import log_probs

AT_ONCE = 8
"""Answers that are read together."""


@contextmanager
def read_only() -> Iterator[None]:
    """Nothing is learnt; one core, as in training."""
    with cores.given(0), torch.no_grad():
        yield


def log_probs_of(module: nn.Module, lessons: Sequence[Lesson]) -> list[float]:
    """Of each answer as a whole: the natural logarithm of its probability."""
    return [sum(one) for one in token_log_probs(module, lessons)]


def token_log_probs(module: nn.Module, lessons: Sequence[Lesson]) -> list[list[float]]:
    """Of each answer's tokens."""
    found: list[list[float]] = []
    for at in range(0, len(lessons), AT_ONCE):
        with read_only():
            found += [one.tolist() for one in log_probs(module, lessons[at : at + AT_ONCE])]
    return found


def nats_a_token(module: nn.Module, lessons: Sequence[Lesson]) -> float:
    """What the answers cost on average: the loss, without learning from it."""
    costs = [-cost for one in token_log_probs(module, lessons) for cost in one]
    return sum(costs) / len(costs)
