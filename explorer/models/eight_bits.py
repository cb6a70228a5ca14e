"""Weights in eight bits: a matrix as whole numbers from -127 to 127 with a float32 scale a row, the rest as it is.

A checkpoint takes a quarter of the room so. Opened, it is float32 again, each number off by half of its row's scale at
most.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from explorer.errors import Refused
from explorer.models.weights import FLOATS, check_amount, slices

LARGEST = 127
SCALE = ".scale"
"""After a matrix's name: the name of its rows' scales."""


def packed(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Every matrix (rows, columns) as int8 with its scales (rows,); what is no matrix in float32."""
    found: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.ndim != 2:
            found[name] = weight.float().contiguous()
            continue
        scale = weight.float().abs().amax(1) / LARGEST
        whole = (weight / scale.clamp(min=torch.finfo(torch.float32).tiny)[:, None]).round()
        found |= {name: whole.to(torch.int8).contiguous(), name + SCALE: scale}
    return found


def unpacked(weight: Tensor, scale: Tensor) -> Tensor:
    """(rows, columns) in float32."""
    return weight.float() * scale[:, None]


@contextmanager
def opened(model: str, file: Path, n_parameters: int) -> Iterator[dict[str, Any]]:
    """Every tensor of such a file by its name. Refused where a matrix and its scales do not fit one another."""
    with ExitStack() as files:
        read = slices(model, file, files)
        check_amount(model, read, n_parameters)
        names = [name for name in read if not (name.endswith(SCALE) and name.removesuffix(SCALE) in read)]
        yield {name: _tensor(model, name, read) for name in names}


def _tensor(model: str, name: str, read: Mapping[str, Any]) -> Tensor:
    weight, scale = read[name], read.get(name + SCALE)
    if scale is None and weight.get_dtype() in FLOATS:
        return weight[...]
    shape = weight.get_shape()
    if scale is None or weight.get_dtype() != "I8" or not _fits(shape, scale):
        raise Refused(
            "{name}, among the weights of {model}, does not fit its scales: restore the file of this checkpoint",
            name=name[:200],
            model=model,
        )
    return unpacked(weight[...], scale[...])


def _fits(shape: list[int], scale: Any) -> bool:
    """Whether there is a number for each row."""
    return len(shape) == 2 and scale.get_shape() == shape[:1] and scale.get_dtype() in FLOATS
