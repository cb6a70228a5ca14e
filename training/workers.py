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
    """One thread a processor; `alone`, as on a GPU, one in all, and the batch in one piece."""

    def __init__(self, device: str, *, alone: bool) -> None:
        self._device = device
        self._pieces = 1 if alone else PIECES
        self._pool = ThreadPoolExecutor(1 if alone else os.cpu_count(), initializer=_alone)

    def gradients(
        self, model: nn.Module, losses: Callable[..., Tensor], batch: tuple[NDArray[Any], ...]
    ) -> tuple[Tensor, list[Tensor]]:
        """The mean loss, a number still on the device, and its gradient for each of what the model learns.

        losses: (model, *tensors) to the losses of all that was to be predicted, (n,).
        """
        parameters = learning(model)

        def of_piece(rows: slice) -> tuple[Tensor, int, tuple[Tensor, ...]]:
            piece = (self._there(torch.from_numpy(array[rows])) for array in batch)
            with torch.autocast(self._device, torch.bfloat16):
                found = losses(model, *piece)
            total = found.sum()
            # The last norm of a vision tower is for the whole picture: where patches are asked for, nothing reaches it.
            gradients = torch.autograd.grad(total, parameters, allow_unused=True, materialize_grads=True)
            return total.detach(), found.numel(), gradients

        n_rows = len(batch[0])
        size = -(-n_rows // self._pieces)
        found = list(self._pool.map(of_piece, [slice(at, at + size) for at in range(0, n_rows, size)]))
        n = max(1, sum(count for _, count, _ in found))
        summed = [torch.stack(parts).sum(0) / n for parts in zip(*(part for *_, part in found), strict=True)]
        return torch.stack([nats for nats, *_ in found]).sum() / n, summed

    def _there(self, tensor: Tensor) -> Tensor:
        """On the device; from pinned memory, so that a GPU gets the next step's text while it works on this one."""
        return tensor.pin_memory().to(self._device, non_blocking=True) if self._device == "cuda" else tensor


def learning(model: nn.Module) -> list[nn.Parameter]:
    """What a step changes: all of it but what was frozen."""
    return [parameter for parameter in model.parameters() if parameter.requires_grad]


def _alone() -> None:
    """Let each operation of this thread run in this thread alone."""
    torch.set_num_threads(1)
