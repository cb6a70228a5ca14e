"""What a training makes small."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from explorer.models.tuning.lessons import Lesson


def log_probs(module: nn.Module, batch: Sequence[Lesson]) -> list[Tensor]:
    """Of each lesson, (n,) natural log-probabilities of its answer's tokens, each after all that comes before it."""
    longest = max(len(one.ids) for one in batch)
    # Behind a shorter lesson stands anything: no position sees what comes after it.
    ids = torch.tensor([[*one.ids, *[one.ids[-1]] * (longest - len(one.ids))] for one in batch])
    start = min(one.first for one in batch) - 1
    logits: Any = module(input_ids=ids, use_cache=False, logits_to_keep=longest - start).logits
    return [_own(row, one, start) for row, one in zip(logits.float(), batch, strict=True)]


def _own(logits: Tensor, one: Lesson, start: int) -> Tensor:
    """(n,) of the answer; logits: (longest - start, V)."""
    answer = torch.tensor(one.answer)
    rows = logits[one.first - 1 - start : len(one.ids) - 1 - start]
    return rows.log_softmax(-1).gather(-1, answer[:, None])[:, 0]


def answer_loss(module: nn.Module, batch: Sequence[Lesson]) -> Tensor:
    """Nats a token, of the answers' tokens alone."""
    return -torch.cat(log_probs(module, batch)).mean()


def dpo_loss(chosen: Tensor, rejected: Tensor, *, beta: float) -> Tensor:
    """Direct preference optimization (Rafailov et al. 2023, arXiv:2305.18290, eq. 7): -log σ(margin), on average.

    chosen, rejected: (n,) log π(y|x) - log π_ref(y|x) of each pair's answers.
    """
    return -F.logsigmoid(beta * (chosen - rejected)).mean()


def preference_loss(
    module: nn.Module,
    pairs: Sequence[tuple[Lesson, Lesson]],
    reference: Sequence[tuple[float, float]],
    *,
    beta: float,
) -> Tensor:
    """`dpo_loss` of pairs (chosen, rejected), with what the reference thinks of both answers: natural logarithms."""
    logs = torch.stack([one.sum() for one in log_probs(module, [one for pair in pairs for one in pair])])
    gains = logs.view(-1, 2) - torch.tensor(reference, dtype=logs.dtype)
    return dpo_loss(gains[:, 0], gains[:, 1], beta=beta)
