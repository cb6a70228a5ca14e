"""The one way a model gets loaded: from safetensors, without running a line of the folder's code, and checked."""

import logging
from collections.abc import Iterable
from pathlib import Path

import torch
from transformers import PreTrainedModel

from explorer.errors import Refused
from explorer.models.architectures import parts_of
from explorer.models.building import BUILDING, build
from explorer.models.catalogue import Entry, in_precision
from explorer.models.ends import ends_of
from explorer.models.files import first_line, read_config, shell_of
from explorer.models.fingerprint import fingerprint
from explorer.models.fit import check_fits
from explorer.models.hooks import IMPLEMENTATION
from explorer.models.hub import fetched
from explorer.models.measure import embedding_of, n_ctx_of, shape_of, unembedding_of
from explorer.models.model import Limit, Model
from explorer.models.origin import Origin, origin_of
from explorer.models.present import enter
from explorer.models.self_check import probe
from explorer.models.sight import Sight, sight_of
from explorer.models.tuning.adapter_files import is_adapter
from explorer.models.wiring import install
from explorer.text.chat import ChatTemplate, chat_template
from explorer.text.embedded import embedded_tokenizer
from explorer.text.tokenizer import HuggingFaceTokenizer, Tokenizer
from explorer.text.untrusted import is_file, read_json

_log = logging.getLogger(__name__)


def load(entry: Entry) -> Model:
    """Read, check and measure a model of the catalogue. Refused whatever its folder holds, if it is not a model."""
    try:
        folder = folder_of(entry)
        if is_adapter(folder):
            # Few have such folders; what opens them asks for a model that this module loads.
            from explorer.models.tuning.opened import opened

            return opened(entry, folder)
        with BUILDING:
            return _load(entry, folder)
    except (Refused, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a folder may be wrong in ways that nobody has thought of; Rust's panics are these
        _log.exception("%s cannot be loaded", entry.name)
        raise Refused(
            "{model} cannot be loaded ({reason}): choose another model", model=entry.name, reason=first_line(error)
        ) from error


def folder_of(entry: Entry) -> Path:
    if entry.kind == "hub":
        return fetched(entry)
    if entry.kind == "gguf":
        # Few have such files, and its libraries take a while to import.
        from explorer.models.gguf.convert import converted

        return converted(entry)
    return Path(entry.location)


def _load(entry: Entry, folder: Path) -> Model:
    config = read_config(entry.name, folder)
    check_fits(entry.name, shell_of(entry.name, config), entry.precision)
    # What takes little time comes first, and says why before gigabytes are read.
    limits, tokenizer = _of_folder(folder), tokenizer_of(entry, folder)
    ends, chat = ends_of(folder, tokenizer), chat_template(folder, tokenizer)
    origin, sight = origin_of(folder), sight_of(entry.name, config, folder)
    module = build(entry, config, folder)
    limits += _of_origin(origin)
    return assemble(entry.name, module, tokenizer, ends=ends, limits=limits, chat=chat, origin=origin, sight=sight)


def assemble(
    name: str,
    module: PreTrainedModel,
    tokenizer: Tokenizer,
    *,
    ends: Iterable[int] | None = None,
    limits: tuple[Limit, ...] = (),
    chat: ChatTemplate | None = None,
    origin: Origin | None = None,
    sight: Sight | None = None,
) -> Model:
    """A Model of a module that nobody has assembled before: the hooks stay in it. One in bfloat16 stays that.

    ends: the ids with which it ends what it writes; None is the tokenizer's end of a document.
    """
    parts = parts_of(module.config)
    module = (module if module.dtype == torch.bfloat16 else module.float()).eval().requires_grad_(False)
    module.set_attn_implementation(IMPLEMENTATION)
    install(module, parts)
    seen = probe(name, module)
    embedding = embedding_of(module, parts, seen)
    unembedding = unembedding_of(module, parts, seen, embedding)
    shape = shape_of(seen, n_ctx_of(module.config.get_text_config(), embedding))
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
        limits=limits
        + _of_precision(module)
        + _limits(parts.block, unembedding is None, tokenizer.n_vocab, shape.n_vocab),
        n_parameters=module.num_parameters(),
        fingerprint=fingerprint(module, sight),
        chat_template=chat,
        origin=origin,
        sight=sight,
    )
    return enter(model)


def _known(ids: Iterable[int | None], n_vocab: int) -> frozenset[int]:
    """Those that the model can write: a folder may name others, and a tokenizer may know more tokens."""
    return frozenset(id for id in ids if id is not None and 0 <= id < n_vocab)


def tokenizer_of(entry: Entry, folder: Path) -> Tokenizer:
    """By the model's name: the folder of one from the Hub or from a GGUF file is called after a checksum."""
    if (folder / "ranks.tiktoken").is_file():
        return embedded_tokenizer(folder)
    plain = in_precision(entry.name, "float32")
    return HuggingFaceTokenizer(folder, plain.partition(":")[2] or plain)


def _of_folder(folder: Path) -> tuple[Limit, ...]:
    """What it asks for and does not get."""
    found: list[Limit] = []
    if "auto_map" in read_json(folder.name, folder / "config.json"):
        found.append(
            Limit("its folder asks for code of its own, which is never run: it may be meant to answer otherwise")
        )
    if is_file(folder / "adapter_config.json"):
        found.append(
            Limit("an adapter (LoRA) lies in its folder and is not applied: it may be meant to answer otherwise")
        )
    return tuple(found)


def _of_origin(origin: Origin | None) -> tuple[Limit, ...]:
    """What the file that it comes from did to it."""
    found: list[Limit] = []
    if origin is not None and origin.rounded_to is not None:
        found.append(
            Limit(
                "its weights are rounded to {bits} bits ({kind}): it answers a little otherwise than it did before",
                bits=origin.rounded_to,
                kind=origin.kinds[0].name,
            )
        )
    if origin is not None and origin.unknown_split:
        found.append(
            Limit(
                "its tokenizer splits texts in a way that is not known here ({name}), and GPT-2's is taken: some texts "
                "may be cut otherwise",
                name=origin.unknown_split,
            )
        )
    return tuple(found)


def _of_precision(module: PreTrainedModel) -> tuple[Limit, ...]:
    if module.dtype == torch.float32:
        return ()
    return (
        Limit(
            "it computes in {precision}, which keeps two to three digits of each number: sums and probabilities come "
            "out a little otherwise than in float32",
            precision=str(module.dtype).removeprefix("torch."),
        ),
    )


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
