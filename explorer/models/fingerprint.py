"""What tells two models' numbers apart: one digest of all weights and of what the config makes of them."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedConfig, PreTrainedModel

from explorer.models.sight import Sight

_NAMES = ("_name_or_path", "architectures", "transformers_version", "dtype", "torch_dtype")
"""What a config says of where it came from; all models are float32 here."""


def fingerprint(module: PreTrainedModel, sight: Sight | None = None) -> str:
    """Equal for two models exactly when they answer alike: the same architecture, config, every weight, and eyes.

    Every byte of every tensor goes into it, so a folder whose weights were replaced never has the old one. The name,
    the folder, the shards and the precision the weights were stored in play no part, nor does the tokenizer.
    """
    tensors = _apart(module.state_dict())
    with ThreadPoolExecutor() as threads:  # hashing leaves the interpreter to others
        digests = list(threads.map(_digest, tensors.values()))
    told = "".join(f"{name} {digest}\n" for name, digest in zip(tensors, digests, strict=True))
    eyes = sight or ""
    return hashlib.sha256(f"{type(module).__name__}\n{_words(module.config)}\n{told}{eyes}".encode()).hexdigest()


def _words(config: PreTrainedConfig) -> str:
    return json.dumps(_told(config.to_dict()), sort_keys=True, default=str)


def _told(config: dict[str, Any]) -> dict[str, Any]:
    """What decides answers, in the configs inside a config, too."""
    return {
        name: _told(value) if isinstance(value, dict) else value for name, value in config.items() if name not in _NAMES
    }


def _apart(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """By name, those that share one memory once."""
    seen: dict[tuple[int, torch.Size], str] = {}
    for name, tensor in sorted(tensors.items()):
        seen.setdefault((tensor.data_ptr(), tensor.shape), name)
    return {name: tensors[name] for name in seen.values()}


def _digest(tensor: Tensor) -> str:
    told = hashlib.sha256(f"{tensor.dtype} {tuple(tensor.shape)}\n".encode())
    told.update(tensor.detach().contiguous().reshape(-1).view(torch.uint8).numpy().data)
    return told.hexdigest()
