"""The one way a model gets loaded: from safetensors, without running a line of the folder's code, and checked."""

import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import PreTrainedConfig, PreTrainedModel
from transformers.utils.logging import disable_progress_bar

from explorer.errors import Refused
from explorer.models.architectures import parts_of
from explorer.models.catalogue import Entry
from explorer.models.ends import ends_of
from explorer.models.files import class_of, read_config, read_json, read_weights
from explorer.models.fingerprint import fingerprint
from explorer.models.hooks import IMPLEMENTATION
from explorer.models.hub import fetched
from explorer.models.measure import embedding_of, n_ctx_of, shape_of, unembedding_of
from explorer.models.model import Limit, Model
from explorer.models.present import enter
from explorer.models.self_check import probe
from explorer.models.wiring import install
from explorer.text.chat import ChatTemplate, chat_template
from explorer.text.embedded import embedded_tokenizer
from explorer.text.tokenizer import HuggingFaceTokenizer, Tokenizer

_LOADING = threading.Lock()
"""transformers changes global state while it builds a model, so that one thread at a time does."""


def load(entry: Entry) -> Model:
    """Read, check and measure a model of the catalogue."""
    folder = fetched(entry) if entry.kind == "hub" else Path(entry.location)
    with _LOADING:
        config = read_config(entry.name, folder)
        module = _build(entry.name, config, folder)
        tokenizer = _tokenizer(folder)
        limits, chat = _asked_for_code(entry, folder), chat_template(folder, tokenizer)
        return assemble(entry.name, module, tokenizer, ends=ends_of(folder, tokenizer), limits=limits, chat=chat)


def assemble(
    name: str,
    module: PreTrainedModel,
    tokenizer: Tokenizer,
    *,
    ends: Iterable[int] | None = None,
    limits: tuple[Limit, ...] = (),
    chat: ChatTemplate | None = None,
) -> Model:
    """A Model of a module that nobody has assembled before: the hooks stay in it.

    ends: the ids with which it ends what it writes; None is the tokenizer's end of a document.
    """
    parts = parts_of(module.config)
    module = module.float().eval().requires_grad_(False)
    module.set_attn_implementation(IMPLEMENTATION)
    install(module, parts)
    seen = probe(name, module)
    embedding = embedding_of(module, parts, seen)
    unembedding = unembedding_of(module, parts, seen)
    shape = shape_of(seen, n_ctx_of(module.config, embedding))
    model = Model(
        name,
        module,
        tokenizer,
        shape,
        embedding,
        unembedding,
        causal=seen.causal,
        ends=_known(ends if ends is not None else (tokenizer.eot,), shape.n_vocab),
        block=parts.block,
        limits=limits + _limits(parts.block, unembedding is None, tokenizer.n_vocab, shape.n_vocab),
        n_parameters=module.num_parameters(),
        fingerprint=fingerprint(module),
        chat_template=chat,
    )
    return enter(model)


def _known(ids: Iterable[int | None], n_vocab: int) -> frozenset[int]:
    """Those that the model can write: a folder may name others, and a tokenizer may know more tokens."""
    return frozenset(id for id in ids if id is not None and 0 <= id < n_vocab)


def _build(model: str, config: PreTrainedConfig, folder: Path) -> PreTrainedModel:
    """transformers' module with the folder's weights, all of them, in float32."""
    disable_progress_bar()
    model_class, weights = class_of(model, config.model_type), read_weights(model, folder)
    try:
        # Given the weights, and no folder, transformers looks into no other file of it.
        loaded: Any = model_class.from_pretrained(
            None, config=config, state_dict=weights, dtype=torch.float32, output_loading_info=True
        )
        module, info = loaded
    except Exception as error:  # whatever transformers raises on weights of other shapes
        raise Refused("the weights of {model} do not fit its config.json: fetch both again", model=model) from error
    missing = sorted(info["missing_keys"])
    if missing:
        raise Refused(
            "the weights of {model} lack {n} tensors, such as {name}: fetch the model again, with its language-model "
            "head",
            model=model,
            n=len(missing),
            name=missing[0],
        )
    _check_finite(model, weights)
    return module


def _check_finite(model: str, weights: dict[str, Tensor]) -> None:
    for name, weight in weights.items():
        if not weight.isfinite().all():
            raise Refused(
                "{name}, among the weights of {model}, holds numbers that are not finite: fetch the model again",
                name=name,
                model=model,
            )


def _tokenizer(folder: Path) -> Tokenizer:
    if (folder / "ranks.tiktoken").is_file():
        return embedded_tokenizer(folder)
    return HuggingFaceTokenizer(folder)


def _asked_for_code(entry: Entry, folder: Path) -> tuple[Limit, ...]:
    if "auto_map" not in read_json(entry.name, folder / "config.json"):
        return ()
    return (Limit("its folder asks for code of its own, which is never run: it may be meant to answer otherwise"),)


def _limits(block: str, headless: bool, known: int, n_vocab: int) -> tuple[Limit, ...]:
    """What the pages must say of this model."""
    found: list[Limit] = []
    if block == "parallel":
        found.append(Limit("attention and MLP read the same stream side by side: there is no hook_resid_mid"))
    if block == "post-norm":
        found.append(
            Limit("its residual stream is normed after each addition, and shown after the norm: parts do not add up")
        )
    if headless:
        found.append(Limit("its output layer is more than a norm and a matrix: there is no logit lens"))
    if known > n_vocab:
        found.append(
            Limit(
                "its tokenizer knows {known} tokens, the model only {n_vocab}: the others cannot be read",
                known=known,
                n_vocab=n_vocab,
            )
        )
    return tuple(found)
