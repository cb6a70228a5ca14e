"""transformers' module of a model folder, with all of the folder's weights in it and nothing drawn at random."""

import threading
from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedConfig, PreTrainedModel
from transformers.utils.logging import disable_progress_bar

from explorer.errors import Refused
from explorer.models import eight_bits
from explorer.models.catalogue import Entry
from explorer.models.checkpoints import file_of
from explorer.models.files import class_of, shell_of
from explorer.models.weights import opened

BUILDING = threading.Lock()
"""transformers changes global state while it builds a model, so that one thread at a time does."""


def build(entry: Entry, config: PreTrainedConfig, folder: Path) -> PreTrainedModel:
    """transformers' module with the folder's weights, all of them, in the precision that was asked for."""
    disable_progress_bar()
    model, model_class = entry.name, class_of(entry.name, config.model_type)
    n_parameters = sum(weight.numel() for weight in shell_of(model, config).parameters())
    with _weights(entry, folder, n_parameters) as weights:
        try:
            # Given the weights, and no folder, transformers looks into no other file of it. It reads each of them when
            # its place is there, so that there are never two of all of them.
            loaded: Any = model_class.from_pretrained(
                None,
                config=config,
                state_dict=weights,
                dtype=getattr(torch, entry.precision),
                output_loading_info=True,
                ignore_mismatched_sizes=True,
            )
            module, info = loaded
        except Exception as error:  # whatever transformers raises
            raise Refused("the weights of {model} do not fit its config.json: fetch both again", model=model) from error
    _check_mismatched(model, info["mismatched_keys"])
    _check_missing(model, info["missing_keys"])
    _check_finite(model, module)
    return module


def _weights(entry: Entry, folder: Path, n_parameters: int) -> AbstractContextManager[dict[str, Any]]:
    """Those that its training ended with, or those of the step that is asked for."""
    if entry.step is None:
        return opened(entry.name, folder, n_parameters)
    return eight_bits.opened(entry.name, file_of(folder, entry.step), n_parameters)


def _check_mismatched(model: str, mismatched: Iterable[tuple[str, Sequence[int], Sequence[int]]]) -> None:
    name, found, expected = min(mismatched, default=("", (), ()))
    if name:
        raise Refused(
            "{name}, among the weights of {model}, is {found}, but by its config.json it is {expected}: fetch both "
            "again",
            name=name,
            model=model,
            found=" × ".join(map(str, found)),
            expected=" × ".join(map(str, expected)),
        )


def _check_missing(model: str, missing: Collection[str]) -> None:
    if missing:
        raise Refused(
            "the weights of {model} lack {n} tensors, such as {name}: fetch the model again, with its language-model "
            "head",
            model=model,
            n=len(missing),
            name=min(missing),
        )


def _check_finite(model: str, module: PreTrainedModel) -> None:
    for name, weight in module.named_parameters():
        # The least and the largest take no memory; either is not a number where one of all is not.
        if weight.numel() and not torch.stack(weight.aminmax()).isfinite().all():
            raise Refused(
                "{name}, among the weights of {model}, holds numbers that are not finite: fetch the model again",
                name=name,
                model=model,
            )
