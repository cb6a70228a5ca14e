"""A step's gradient, computed by several threads.

A batch goes in pieces of a few rows to as many threads as there are processors, each of them computing alone. Torch's
own way, all threads at one matrix product, waits at every product for the slowest, which on a machine with other work
costs most of the time. The pieces and the order of their sum do not depend on who computed what.
"""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import torch
from numpy.typing import NDArray
from torch import Tensor, nn

PIECES = 4


class Workers:
    """One thread a processor; on a GPU one in all, and the batch in one piece."""

    def __init__(self, device: str) -> None:
        self._device = device
        self._pieces = 1 if device == "cuda" else PIECES
        self._pool = ThreadPoolExecutor(1 if device == "cuda" else os.cpu_count(), initializer=_alone)

    def gradients(
        self, model: nn.Module, losses: Callable[..., Tensor], batch: tuple[NDArray[Any], ...]
    ) -> tuple[float, list[Tensor]]:
        """The mean loss, and its gradient for each of the model's parameters.

        losses: (model, *tensors) to the losses of all that was to be predicted, (n,).
        """
        parameters = list(model.parameters())

        def of_piece(rows: slice) -> tuple[float, int, tuple[Tensor, ...]]:
            piece = (torch.from_numpy(array[rows]).to(self._device) for array in batch)
            with torch.autocast(self._device, torch.bfloat16):
                found = losses(model, *piece)
            total = found.sum()
            return total.item(), found.numel(), torch.autograd.grad(total, parameters)

        n_rows = len(batch[0])
        size = -(-n_rows // self._pieces)
        found = list(self._pool.map(of_piece, [slice(at, at + size) for at in range(0, n_rows, size)]))
        n = max(1, sum(count for _, count, _ in found))
        summed = [torch.stack(parts).sum(0) / n for parts in zip(*(part for *_, part in found), strict=True)]
        return sum(nats for nats, *_ in found) / n, summed


def _alone() -> None:
    """Let each operation of this thread run in this thread alone."""
    torch.set_num_threads(1)
