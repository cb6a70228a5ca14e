"""A model folder's config.json, read with suspicion: no code, and nothing built that this machine could not bear."""

from math import isfinite
from pathlib import Path
from typing import Any

import torch
import transformers
from transformers import PreTrainedConfig, PreTrainedModel

from explorer.errors import Refused
from explorer.models.architectures import ARCHITECTURES
from explorer.models.nested import INSIDE, check_kinds
from explorer.models.two_stacks.kinds import KINDS
from explorer.text.untrusted import is_file, read_json

MOST_LAYERS = 256
MOST_POSITIONS = 2**27
LONGEST_CONFIG = 2**20
"""Bytes. A language model's has some thousands."""

CLOSED = ("gpt_neo", "gptj", "codegen", "bloom", "mpt", "falcon", "xlnet", "deberta-v2")
"""Architectures that cannot be looked into, since they do not follow transformers' attention interface."""

IGNORED = (
    *("auto_map", "transformers_weights", "fusion_config", "kernel_config", "distributed_config", "return_dict"),
    *("attn_implementation", "experts_implementation", "dtype", "torch_dtype", "pruned_heads"),
    *("output_attentions", "output_hidden_states", "chunk_size_feed_forward"),
    *("num_labels", "id2label", "label2id", "problem_type"),
)
"""Config keys that name code, other files, or how to compute, of which a folder decides nothing, and those of
classifiers: a few digits may ask for ten million names of classes."""


def read_config(model: str, folder: Path, *, two_stacks: bool = False) -> PreTrainedConfig:
    """The folder's config, of a known architecture and of possible dimensions. two_stacks: of an encoder–decoder."""
    raw = _raw(model, folder)
    model_class = class_of(model, raw.get("model_type"))
    _check_stacks(model, raw["model_type"] in KINDS, two_stacks)
    if "quantization_config" in raw:
        raise Refused("{model} is quantized: choose the same model in full precision", model=model)
    check_kinds(model, raw)
    _check_layers(model, raw)
    try:
        made = config_class(model_class)
        config = made.from_dict(_data(made, raw))
    except Exception as error:  # whatever transformers raises on a config that makes no sense
        raise _senseless(model, error) from error
    _check_dimensions(model, config.get_text_config())
    _check_multipliers(model, config)
    return config


def _data(made: type[PreTrainedConfig], raw: dict[str, Any]) -> dict[str, Any]:
    """What a folder may decide, in the configs inside its config, too."""
    kept = {key: value for key, value in raw.items() if _is_data(made, key)}
    inside = {key: _data(PreTrainedConfig, kept[key]) for key in INSIDE if isinstance(kept.get(key), dict)}
    return kept | inside


def _is_data(made: type[PreTrainedConfig], key: str) -> bool:
    """Whether a folder may decide it: nothing that transformers keeps for itself, and none of its functions."""
    kept = key in IGNORED or key.startswith("_") or key in ("attribute_map", "sub_configs")
    return not kept and not callable(getattr(made, key, None))


def shell_of(model: str, config: PreTrainedConfig) -> PreTrainedModel:
    """The config's model without its numbers: every weight has its shape and takes no memory."""
    try:
        with torch.device("meta"):
            return class_of(model, config.model_type)(config)
    except Exception as error:  # whatever transformers raises on a config that makes no sense
        raise _senseless(model, error) from error


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
    if isinstance(model_type, str) and model_type in KINDS:
        return getattr(transformers, KINDS[model_type])
    if not isinstance(model_type, str) or model_type not in ARCHITECTURES:
        raise Refused(
            "{model} is of an architecture that is not known here, {type}: choose one of {known}",
            model=model,
            type=repr(model_type)[:80],
            known=known,
        )
    return getattr(transformers, ARCHITECTURES[model_type].model)


def _check_stacks(model: str, found: bool, wanted: bool) -> None:
    if found and not wanted:
        raise Refused(
            "{model} has two stacks, one that reads a text and one that writes another (an encoder–decoder): it opens "
            "on the page “The Transformer (2017)”, and the five steps follow a model of one stack",
            model=model,
        )
    if wanted and not found:
        raise Refused(
            "{model} has one stack, and translating here takes a model of two (an encoder–decoder): choose one of "
            "{known}",
            model=model,
            known=", ".join(KINDS),
        )


def config_class(model_class: type[PreTrainedModel]) -> type[PreTrainedConfig]:
    found = model_class.config_class
    if found is None:
        raise ValueError(f"{model_class.__name__} has no config class")
    return found


def refuse_adapter(model: str, folder: Path) -> None:
    """Refused where the folder holds what was learned on top of another model (LoRA), without that model."""
    adapter = folder / "adapter_config.json"
    if not is_file(adapter):
        return
    base = read_json(model, adapter).get("base_model_name_or_path")
    raise Refused(
        "{model} is an adapter (LoRA), not a whole model: merge it into the model that it belongs to, {base}, with "
        "peft (merge_and_unload), and save that",
        model=model,
        base=repr(base)[:200],
    )


def first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]


def _raw(model: str, folder: Path) -> dict[str, Any]:
    config = folder / "config.json"
    if not is_file(config):
        refuse_adapter(model, folder)
    elif config.stat().st_size > LONGEST_CONFIG:
        raise Refused(
            "{file} of {model} has more than {most} MB: fetch it again",
            file=config.name,
            model=model,
            most=LONGEST_CONFIG // 2**20,
        )
    return read_json(model, config)


def _senseless(model: str, error: BaseException) -> Refused:
    return Refused(
        "config.json of {model} describes no model that can be built ({reason}): fetch it again",
        model=model,
        reason=first_line(error),
    )


def _check_layers(model: str, raw: dict[str, Any]) -> None:
    """Before anything is built: even the empty shells of a billion layers would take all memory."""
    for key, value in raw.items():
        if key in INSIDE and isinstance(value, dict):
            _check_layers(model, value)
        if "layer" in key and isinstance(value, int) and abs(value) > MOST_LAYERS:
            raise _out_of_range(model, key, value, MOST_LAYERS)


def _check_dimensions(model: str, config: PreTrainedConfig) -> None:
    """By the names that all architectures share; how wide a model is, memory limits."""
    largest = {
        **{"num_hidden_layers": MOST_LAYERS, "hidden_size": None, "num_attention_heads": None, "vocab_size": None},
        "max_position_embeddings": MOST_POSITIONS,
    }
    if config.model_type in KINDS and not hasattr(config, "max_position_embeddings"):
        del largest["max_position_embeddings"]  # T5's are a bias, for texts of any length
    for key, most in largest.items():
        value = getattr(config, key, None)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1 or (most and value > most):
            raise _out_of_range(model, config.attribute_map.get(key, key), value, most)


def _check_multipliers(model: str, config: PreTrainedConfig) -> None:
    """Granite's: what is multiplied by 0 or by no number says nothing."""
    for key in ("embedding_multiplier", "residual_multiplier", "logits_scaling"):
        value = getattr(config, key, 1.0)
        if value == 0 or not isfinite(value):
            raise Refused(
                "config.json of {model} says {key} is {value}, but it takes a number other than 0: fetch it again",
                model=model,
                key=key,
                value=repr(value)[:80],
            )


def _out_of_range(model: str, key: str, value: object, most: int | None) -> Refused:
    said = {"model": model, "key": key[:80], "value": repr(value)[:80]}
    if most is None:
        return Refused(
            "config.json of {model} says {key} is {value}, but it takes a whole number from 1 on: fetch it again",
            **said,
        )
    return Refused(
        "config.json of {model} says {key} is {value}, but only 1 to {largest} can be: fetch it again, or choose a "
        "smaller model",
        **said,
        largest=f"{most:,}",
    )
