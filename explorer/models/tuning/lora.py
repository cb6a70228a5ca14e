"""A copy of a model with low-rank updates beside its matrices, and a model with such updates added to them.

The model itself is shared by everybody and is never touched: both begin with a copy of its weights, in a module without
its hooks.
"""

import copy
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn
from transformers import PreTrainedModel
from transformers.pytorch_utils import Conv1D

from explorer.errors import Refused
from explorer.models.architectures import blocks_of, parts_of
from explorer.models.building import BUILDING
from explorer.models.hooks import IMPLEMENTATION
from explorer.models.loader import assemble
from explorer.models.machine import free_bytes
from explorer.models.model import Limit, Model
from explorer.models.present import enter
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.settings import Settings

SHARE = 0.5
"""Of the memory that is free, what a copy may take."""


def copied(model: Model, changed: Mapping[str, Tensor] | None = None) -> PreTrainedModel:
    """A module of its own with the model's weights, some of them `changed`, and without its hooks.

    Refused where the model does not compute in float32, or where there is no room for a second one.
    """
    check_can_be_taught(model)
    config = copy.deepcopy(model.module.config)
    config._attn_implementation = IMPLEMENTATION
    weights = {name: weight.detach().clone() for name, weight in model.module.state_dict().items()}
    with BUILDING:
        module = type(model.module).from_pretrained(
            None, config=config, state_dict=weights | dict(changed or {}), dtype=torch.float32
        )
    return module.eval().requires_grad_(False)


def check_can_be_taught(model: Model) -> None:
    if model.module.dtype != torch.float32:
        raise Refused(
            "{model} computes in bfloat16, too coarse to learn in: choose float32 in the settings", model=model.name
        )
    size = 4 * model.n_parameters
    if size > SHARE * free_bytes():
        raise Refused(
            "a copy of {model} takes {size} GB of memory, and there is no room for it now: choose a smaller model",
            model=model.name,
            size=f"{size / 1e9:.1f}",
        )


def linear_layers(module: PreTrainedModel) -> dict[str, nn.Module]:
    """The linear layers of the blocks by their dotted paths: what LoRA may change."""
    inside = {id(one) for block in blocks_of(module, parts_of(module.config)) for one in block.modules()}
    return {
        path: one for path, one in module.named_modules() if isinstance(one, nn.Linear | Conv1D) and id(one) in inside
    }


def adapted(model: Model, settings: Settings) -> nn.Module:
    """A copy with an update of rank `settings.rank` beside each linear layer of its blocks (peft's LoRA).

    B is zero, so that it answers as before; A is drawn by the seed alone, whoever else draws meanwhile.
    """
    from peft import LoraConfig, inject_adapter_in_model

    module = copied(model)
    layers = linear_layers(module)
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,
        target_modules=sorted(layers),
        fan_in_fan_out=any(isinstance(layer, Conv1D) for layer in layers.values()),
    )
    found = inject_adapter_in_model(config, module).eval()
    draws = torch.Generator().manual_seed(settings.seed)
    for _, a, _ in updates(found):
        nn.init.kaiming_uniform_(a, a=math.sqrt(5), generator=draws)
    return found


def updates(module: nn.Module) -> Iterator[tuple[str, nn.Parameter, nn.Parameter]]:
    """Of each layer with an update: its path in the model, A (r, in) and B (out, r)."""
    for path, layer in module.named_modules():
        if hasattr(layer, "lora_A") and hasattr(layer, "base_layer"):
            a, b = (getattr(layer, name)["default"].weight for name in ("lora_A", "lora_B"))
            yield path, a, b


def adapter_of(module: nn.Module, model: Model, settings: Settings) -> Adapter:
    """What its updates are now, as values."""
    pairs = {path: (_values(a), _values(b)) for path, a, b in updates(module)}
    turned = any(isinstance(layer, Conv1D) for layer in linear_layers(model.module).values())
    return Adapter(settings.rank, settings.alpha, model.name, model.fingerprint, pairs, turned=turned)


def _values(weight: Tensor) -> np.ndarray:
    return weight.detach().numpy().astype(np.float32, copy=True)


def check_belongs(adapter: Adapter, model: Model) -> None:
    """Refused where a layer that it changes is not in the model, or is of another shape."""
    layers = linear_layers(model.module)
    for path, (a, b) in adapter.pairs.items():
        layer = layers.get(path)
        shape = None if layer is None else _out_in(layer)
        if shape != (b.shape[0], a.shape[1]):
            raise Refused(
                "this adapter changes {path}, which {model} does not have in this size: take the model that it was "
                "trained on",
                path=path[:120],
                model=model.name,
            )


def _out_in(layer: nn.Module) -> tuple[int, int]:
    weight = layer.get_parameter("weight")
    rows, columns = weight.shape
    return (columns, rows) if isinstance(layer, Conv1D) else (rows, columns)


def merged(model: Model, adapter: Adapter, name: str, limits: tuple[Limit, ...] = ()) -> Model:
    """The model with an adapter's updates added to its matrices: another model, of this name."""
    check_belongs(adapter, model)
    module = copied(model, dict(_changed(model, adapter)))
    made = assemble(name, module, model.tokenizer, ends=model.ends, chat=model.chat_template, origin=model.origin)
    return enter(replace(made, limits=model.limits + limits))


def _changed(model: Model, adapter: Adapter) -> Iterator[tuple[str, Tensor]]:
    layers = linear_layers(model.module)
    for path in adapter.pairs:
        update = torch.from_numpy(adapter.update(path))
        weight = layers[path].get_parameter("weight")
        yield f"{path}.weight", weight.detach() + (update.T if isinstance(layers[path], Conv1D) else update)
