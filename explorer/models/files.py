"""A model folder's files, read with suspicion: no code, no pickle, no size that this machine could not bear."""

import json
from pathlib import Path
from typing import Any, NoReturn

import torch
import transformers
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor
from transformers import PreTrainedConfig, PreTrainedModel

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES

LARGEST = 2_000_000_000
"""Parameters. In float32 they take 8 GB of memory."""
MOST_LAYERS = 256
WIDEST = 10_000_000
"""No width or count in a config may be larger."""

CLOSED = ("gpt_neo", "gptj", "codegen", "bloom", "mpt", "falcon", "xlnet", "deberta-v2")
"""Architectures that cannot be looked into, since they do not follow transformers' attention interface."""

IGNORED = (
    *("auto_map", "transformers_weights", "fusion_config", "kernel_config", "distributed_config", "_name_or_path"),
    *("attn_implementation", "_attn_implementation", "experts_implementation", "dtype", "torch_dtype", "return_dict"),
    *("output_attentions", "output_hidden_states", "chunk_size_feed_forward", "_commit_hash"),
)
"""Config keys that name code, other files, or how to compute, of which a folder decides nothing."""


def read_json(model: str, path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise Refused("{model} has no {file}: fetch the model again", model=model, file=path.name)
    try:
        found = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise Refused("{file} of {model} is not JSON: fetch it again", model=model, file=path.name) from error
    if not isinstance(found, dict):
        raise Refused("{file} of {model} does not hold a JSON object: fetch it again", model=model, file=path.name)
    return found


def read_config(model: str, folder: Path) -> PreTrainedConfig:
    """The folder's config, of a known architecture and of a bearable size."""
    raw = read_json(model, folder / "config.json")
    model_class = class_of(model, raw.get("model_type"))
    if "quantization_config" in raw:
        raise Refused("{model} is quantized: choose the same model in full precision", model=model)
    _check_numbers(model, raw)
    try:
        config = config_class(model_class).from_dict({k: v for k, v in raw.items() if k not in IGNORED})
        with torch.device("meta"):
            n_parameters = sum(weight.numel() for weight in model_class(config).parameters())
    except Exception as error:  # whatever transformers raises on a config that makes no sense
        raise Refused(
            "config.json of {model} describes no model that can be built ({reason}): fetch it again",
            model=model,
            reason=_first_line(error),
        ) from error
    if n_parameters > LARGEST:
        raise Refused(
            "{model} has {n} parameters, but at most {largest} fit here: choose a smaller model",
            model=model,
            n=f"{n_parameters:,}",
            largest=f"{LARGEST:,}",
        )
    return config


def class_of(model: str, model_type: object) -> type[PreTrainedModel]:
    """transformers' own class for an architecture of the table."""
    known = ", ".join(ARCHITECTURES)
    if model_type in CLOSED:
        raise Refused(
            "the attention of {model} cannot be seen, since {type} does not follow transformers' attention interface: "
            "choose one of {known}",
            model=model,
            type=model_type,
            known=known,
        )
    if not isinstance(model_type, str) or model_type not in ARCHITECTURES:
        raise Refused(
            "{model} is of an architecture that is not known here, {type}: choose one of {known}",
            model=model,
            type=repr(model_type),
            known=known,
        )
    return getattr(transformers, ARCHITECTURES[model_type].model)


def config_class(model_class: type[PreTrainedModel]) -> type[PreTrainedConfig]:
    found = model_class.config_class
    if found is None:
        raise ValueError(f"{model_class.__name__} has no config class")
    return found


def _check_numbers(model: str, raw: dict[str, Any]) -> None:
    """Before anything is built: even the empty shells of a billion layers would take all memory."""
    for key, value in raw.items():
        largest = MOST_LAYERS if "layer" in key else WIDEST
        if isinstance(value, int) and abs(value) > largest:
            raise Refused(
                "config.json of {model} says {key} is {value}, but at most {largest} is taken: choose a smaller model",
                model=model,
                key=key,
                value=value,
                largest=largest,
            )


def read_weights(model: str, folder: Path) -> dict[str, Tensor]:
    """Every tensor of the folder's safetensors files, by its name in them."""
    weights: dict[str, Tensor] = {}
    for path in _weight_files(model, folder):
        if not path.is_file():
            raise Refused("{model} has no {file}: fetch the model again", model=model, file=path.name)
        try:
            weights |= load_file(path)
        except (SafetensorError, OSError) as error:
            raise Refused(
                "{file} of {model} is truncated or damaged ({reason}): fetch it again",
                model=model,
                file=path.name,
                reason=_first_line(error),
            ) from error
    return weights


def _weight_files(model: str, folder: Path) -> list[Path]:
    index = folder / "model.safetensors.index.json"
    if not index.is_file():
        whole = folder / "model.safetensors"
        return [whole] if whole.is_file() else _refuse_without_weights(model, folder)
    places = read_json(model, index).get("weight_map")
    names = sorted(set(places.values())) if isinstance(places, dict) else []
    if not names or any(not _plain(name) for name in names):
        raise Refused(
            "{file} of {model} names no safetensors files beside it: fetch the model again",
            model=model,
            file=index.name,
        )
    return [folder / name for name in names]


def _plain(name: object) -> bool:
    return isinstance(name, str) and Path(name).name == name and name.endswith(".safetensors")


def _refuse_without_weights(model: str, folder: Path) -> NoReturn:
    pickled = sorted(path.name for path in folder.iterdir() if path.suffix in {".bin", ".pt", ".pth", ".ckpt"})
    if pickled:
        raise Refused(
            "{model} has its weights only as {files}, which could run code: save the model again as safetensors",
            model=model,
            files=", ".join(pickled),
        )
    raise Refused("{model} has no {file}: fetch the model again", model=model, file="model.safetensors")


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
