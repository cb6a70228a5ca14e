"""An adapter as peft's folder has it, in a zip: written for peft to open, and read with suspicion."""

import io
import json
import re
import zipfile
from collections.abc import Mapping
from math import isfinite, prod
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, deserialize
from safetensors.numpy import save

from explorer.errors import Refused
from explorer.models.tuning.adapter import Adapter, Floats
from explorer.text.untrusted import is_file, json_of, read_bytes, unzipped

CONFIG, WEIGHTS, CARD = "adapter_config.json", "adapter_model.safetensors", "README.md"

MOST_RANK = 256
MOST_LAYERS = 4096

FINGERPRINT = "base_fingerprint"
"""In the weights' head: peft's own settings have no place for it."""

OTHERWISE = (
    *("use_dora", "use_qalora", "lora_bias", "modules_to_save", "rank_pattern", "alpha_pattern", "layer_replication"),
    *("target_parameters", "trainable_token_indices", "megatron_config", "alora_invocation_tokens", "arrow_config"),
)
"""Settings that make more of an update than B A times a number."""

_NAME = re.compile(r"base_model\.model\.(?P<path>[A-Za-z0-9_.]{1,200})\.lora_(?P<which>[AB])\.weight")


def is_adapter(folder: Path) -> bool:
    """Whether it holds what was learnt on top of another model, in a form that can be read, and no model itself."""
    return not is_file(folder / "config.json") and all(is_file(folder / file) for file in (CONFIG, WEIGHTS))


def files_of(adapter: Adapter, card: str) -> dict[str, bytes]:
    """The files of peft's folder by their names; `card`: what README.md says."""
    tensors = {}
    for path, (a, b) in adapter.pairs.items():
        tensors |= {f"base_model.model.{path}.lora_{which}.weight": one for which, one in (("A", a), ("B", b))}
    head = {"format": "pt", FINGERPRINT: adapter.fingerprint}
    config = json.dumps(_config(adapter), indent=2, ensure_ascii=False)
    return {CONFIG: config.encode(), WEIGHTS: save(tensors, head), CARD: card.encode()}


def _config(adapter: Adapter) -> dict[str, Any]:
    return {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": adapter.base,
        "r": adapter.rank,
        "lora_alpha": adapter.alpha,
        "lora_dropout": 0.0,
        "use_rslora": adapter.by_root,
        "fan_in_fan_out": adapter.turned,
        "bias": "none",
        "target_modules": sorted(adapter.pairs),
        "inference_mode": True,
    }


def zipped(files: Mapping[str, bytes], folder: str) -> bytes:
    """A zip of one folder; always the same bytes for the same files."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(f"{folder}/{name}"), data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def of_zip(name: str, data: bytes) -> Adapter:
    """The adapter in a zip that somebody put in. Refused whatever it is, if it is not one."""
    found = unzipped(name, data, (CONFIG, WEIGHTS))
    return adapter_of(name, found[CONFIG], found[WEIGHTS])


def of_folder(name: str, folder: Path) -> Adapter:
    return adapter_of(name, read_bytes(name, folder / CONFIG), read_bytes(name, folder / WEIGHTS))


def adapter_of(name: str, config: bytes, weights: bytes) -> Adapter:
    """Of the contents of peft's two files; `name`: what a refusal calls it."""
    told = json_of(name, CONFIG, config)
    rank, alpha, base = _checked(name, told)
    head, tensors = _tensors(name, weights)
    pairs = _paired(name, tensors, rank)
    by_root, turned = (told.get(key) is True for key in ("use_rslora", "fan_in_fan_out"))
    return Adapter(rank, alpha, base, head.get(FINGERPRINT, ""), pairs, by_root=by_root, turned=turned)


def base_named(name: str, config: Mapping[str, Any]) -> str:
    """What an adapter's settings call the model that it belongs to."""
    base = config.get("base_model_name_or_path")
    if not isinstance(base, str) or not 0 < len(base) <= 300 or not base.isprintable():
        raise Refused("{file} of {model} does not name the model that it belongs to: add it", file=CONFIG, model=name)
    return base


def _checked(name: str, told: Mapping[str, Any]) -> tuple[int, float, str]:
    """Rank, alpha, and the base's name."""
    rank: Any = told.get("r")
    alpha: Any = told.get("lora_alpha")
    kind = told.get("peft_type")
    strange = [key for key in OTHERWISE if told.get(key)]
    if kind != "LORA" or strange or told.get("bias", "none") != "none":
        raise Refused(
            "{model} is an adapter of a kind that is not added here ({what}): merge it with peft (merge_and_unload), "
            "and save the whole model",
            model=name,
            what=", ".join(strange) or repr(kind)[:40],
        )
    if not _is_rank(rank) or not _is_number(alpha):
        raise Refused(
            "{file} of {model} says r is {rank} and lora_alpha is {alpha}, which is no update: save the adapter again",
            file=CONFIG,
            model=name,
            rank=repr(rank)[:40],
            alpha=repr(alpha)[:40],
        )
    return rank, float(alpha), base_named(name, told)


def _is_rank(value: Any) -> bool:
    return type(value) is int and 1 <= value <= MOST_RANK


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and isfinite(value) and abs(value) < 1e6


def _tensors(name: str, weights: bytes) -> tuple[dict[str, str], dict[str, Floats]]:
    """The head's own words, and the numbers by their names."""
    try:
        entries = deserialize(weights)
        words = json.loads(weights[8 : 8 + int.from_bytes(weights[:8], "little")]).get("__metadata__") or {}
        found = {key: _numbers(entry["dtype"], entry["shape"], entry["data"]) for key, entry in entries}
    except (SafetensorError, ValueError, KeyError, RecursionError) as error:
        raise Refused(
            "{file} of {model} is no safetensors file of plain numbers: save the adapter again",
            file=WEIGHTS,
            model=name,
        ) from error
    if len(found) > 2 * MOST_LAYERS:
        raise Refused("{model} changes more than {most} layers: choose a smaller adapter", model=name, most=MOST_LAYERS)
    return words, found


def _numbers(kind: str, shape: list[int], data: bytes) -> Floats:
    """Of any precision that adapters are saved in, as float32."""
    if kind == "BF16":  # the upper half of a float32
        values = (np.frombuffer(data, "<u2").astype(np.uint32) << 16).view(np.float32)
    else:
        values = np.frombuffer(data, {"F64": "<f8", "F32": "<f4", "F16": "<f2"}[kind]).astype(np.float32)
    if prod(shape) != values.size:
        raise ValueError(f"{values.size} numbers are not {shape}")
    return values.reshape(shape)


def _paired(name: str, tensors: Mapping[str, Floats], rank: int) -> dict[str, tuple[Floats, Floats]]:
    found: dict[str, dict[str, Floats]] = {}
    for key, values in tensors.items():
        place = _NAME.fullmatch(key)
        fits = values.ndim == 2 and values.shape[0 if place and place["which"] == "A" else 1] == rank
        if place is None or not fits or not np.isfinite(values).all():
            raise Refused(
                "{name}, among the weights of {model}, is no part of an update of rank {rank}: save the adapter again",
                name=repr(key[:120]),
                model=name,
                rank=rank,
            )
        found.setdefault(place["path"], {})[place["which"]] = values
    halves = [path for path, one in found.items() if len(one) != 2]
    if halves or not found:
        raise Refused(
            "the weights of {model} are not pairs of matrices ({path}): save the adapter again",
            model=name,
            path=repr(min(halves, default=""))[:120],
        )
    return {path: (one["A"], one["B"]) for path, one in sorted(found.items())}
