"""A GGUF file's weights, one after another: read, made numbers again, and written as safetensors."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import numpy as np
from gguf import GGMLQuantizationType, dequantize
from gguf.quants import quant_shape_to_byte_shape
from numpy.typing import NDArray
from transformers import PreTrainedModel
from transformers.modeling_gguf_pytorch_utils import TENSOR_PROCESSORS, TensorProcessor, get_gguf_hf_weights_map

from explorer.errors import Refused
from explorer.models.gguf import rotary
from explorer.models.gguf.head import Stored

Told = Callable[[int, int], None]
"""Bytes written, and bytes in all."""


@dataclass(frozen=True)
class Plan:
    """Which of a file's tensors becomes which of the model's."""

    tensors: tuple[tuple[Stored, str, tuple[int, ...]], ...]
    """In the file's order; the model's name and shape of each."""
    processor: TensorProcessor

    @property
    def n_bytes(self) -> int:
        return sum(4 * prod(shape) for _, _, shape in self.tensors)


def plan_of(
    model: str, architecture: str, config: Mapping[str, Any], shell: PreTrainedModel, tensors: tuple[Stored, ...]
) -> Plan:
    """Refused where the file's tensors are not those of the model that its metadata describes."""
    processor = TENSOR_PROCESSORS.get(architecture, TensorProcessor)(config=dict(config))
    state = shell.state_dict()
    # Asked of a model, transformers makes its table anew for each of the modules in it, four hundred times.
    flat = SimpleNamespace(config=shell.config, state_dict=lambda: state, named_children=lambda: ())
    names = get_gguf_hf_weights_map(flat, processor)
    shapes = {name: tuple(weight.shape) for name, weight in state.items()}
    weights = [one for one in tensors if one.name not in rotary.TENSORS]
    foreign = next((one.name for one in weights if names.get(one.name) not in shapes), None)
    if foreign is not None:
        raise Refused(
            "{model} holds a tensor that transformers has no place for, {name}: choose another conversion of the model",
            model=model,
            name=foreign,
        )
    placed = tuple((one, names[one.name], shapes[names[one.name]]) for one in weights)
    _check_shapes(model, placed)
    _check_whole(model, {name for name, _ in shell.named_parameters()} - {name for _, name, _ in placed})
    return Plan(placed, processor)


def _check_shapes(model: str, placed: tuple[tuple[Stored, str, tuple[int, ...]], ...]) -> None:
    for stored, _, shape in placed:
        # GPT-2's matrices lie in the file the other way round.
        if sorted(stored.shape) != sorted(shape):
            raise Refused(
                "{name}, among the weights of {model}, is {found}, but by its metadata it is {expected}: fetch the "
                "file again",
                name=stored.name,
                model=model,
                found=" × ".join(map(str, stored.shape)),
                expected=" × ".join(map(str, shape)),
            )


def _check_whole(model: str, missing: set[str]) -> None:
    if missing:
        raise Refused(
            "the weights of {model} lack {n} tensors, such as {name}: fetch the file again",
            model=model,
            n=len(missing),
            name=min(missing),
        )


def write_weights(plan: Plan, path: Path, target: Path, told: Told) -> None:
    """One tensor in memory at a time, and the file is read, not mapped: it may be cut short meanwhile."""
    with target.open("wb") as file:
        file.write(_header(plan))
        done = 0
        for weights in _weights(plan, path):
            told(done, plan.n_bytes)
            file.write(np.ascontiguousarray(weights, "<f4").data)
            done += weights.nbytes


def _header(plan: Plan) -> bytes:
    """Format: https://github.com/huggingface/safetensors#format"""
    entries: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    start = 0
    for _, name, shape in plan.tensors:
        end = start + 4 * prod(shape)
        entries[name] = {"dtype": "F32", "shape": list(shape), "data_offsets": [start, end]}
        start = end
    text = json.dumps(entries).encode()
    text += b" " * (-len(text) % 8)
    return len(text).to_bytes(8, "little") + text


def _weights(plan: Plan, path: Path) -> Iterator[NDArray[np.float32]]:
    with path.open("rb") as file:
        for stored, _, shape in plan.tensors:
            # GPT-2's processor keeps its unembedding apart, and names nothing.
            apart: dict[str, Any] = {"tensors": {}}
            made = plan.processor.process(weights=numbers(stored, file), name=stored.name, parsed_parameters=apart)
            weights = made.weights if not apart["tensors"] else next(iter(apart["tensors"].values())).numpy()
            yield np.asarray(weights, np.float32).reshape(shape)


def numbers(stored: Stored, file: BinaryIO) -> NDArray[np.float32]:
    """A tensor's numbers, as the gguf package makes them of blocks."""
    file.seek(stored.start)
    data = file.read(stored.n_bytes)
    if len(data) < stored.n_bytes:
        raise OSError("the file has become shorter")
    if stored.kind == GGMLQuantizationType.F32:
        return np.frombuffer(data, "<f4").reshape(stored.shape)
    if stored.kind == GGMLQuantizationType.F16:
        return np.frombuffer(data, "<f2").astype(np.float32).reshape(stored.shape)
    blocks = np.frombuffer(data, np.uint8).reshape(quant_shape_to_byte_shape(stored.shape, stored.kind))
    return dequantize(blocks, stored.kind)
