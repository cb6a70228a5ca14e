"""The small model beside the large one: another model of the catalogue, or the large one's own first layers."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from explorer.engine import model_store
from explorer.engine.growing import GrowingText
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.models.catalogue import available
from explorer.models.model import Model
from explorer.text.untrusted import is_file, read_bytes, read_json
from explorer.words import ngettext

OWN = "first:"
"""Before a number: so many of the model's own first layers."""


def options(model: Model) -> list[str]:
    """Names of drafts for a model, other models first; none where it has neither."""
    others = [entry.name for entry in available() if entry.name != model.name and _kin(entry.name, model.name)]
    layers = range(1, model.shape.n_layers) if model.unembedding is not None else ()
    return others + [f"{OWN}{n}" for n in layers]


def default(offered: Sequence[str]) -> str:
    """The first other model, or the model's own first half."""
    return offered[0] if not offered[0].startswith(OWN) else offered[(len(offered) - 1) // 2]


def label(name: str) -> str:
    if not name.startswith(OWN):
        return name
    n = int(name.removeprefix(OWN))
    return ngettext("its own first layer", "its own first {n} layers", n)


def reader(run: Run, name: str) -> GrowingText:
    """What the draft reads; a run's own first layers have its edits. Loading another model may take seconds, once;
    Refused where it cannot be loaded."""
    if name.startswith(OWN):
        return run.growing(layers=int(name.removeprefix(OWN)))
    return GrowingText(model_store.ask(name).result())


def _kin(one: str, other: str) -> bool:
    """Whether the first of two models of the catalogue can write all that the second can, and is the smaller."""
    draft, large = _sheet(one), _sheet(other)
    same = draft.vocabulary is not None and draft.vocabulary == large.vocabulary and draft.n_vocab == large.n_vocab
    return same and draft.size < large.size and 0 < large.n_ctx <= draft.n_ctx


@dataclass(frozen=True)
class _Sheet:
    """What the folder of a model that writes says of it before it is loaded; of any other, nothing."""

    vocabulary: bytes | None = None
    """SHA-256 of the file that holds it."""
    n_vocab: int = 0
    """Rows of the unembedding: a chat model may have a few more than its vocabulary's file."""
    n_ctx: int = 0
    """The most tokens it reads at once; 0 where its config.json leaves that open."""
    size: int = 0
    """Bytes of weights."""


@cache
def _sheet(name: str) -> _Sheet:
    from explorer.models.causality import is_causal

    entry = next((entry for entry in available() if entry.name == name), None)
    if entry is None or not is_causal(entry):
        return _Sheet()
    try:
        return _read(name, Path(entry.location))
    except (OSError, Refused):
        return _Sheet()


def _read(name: str, folder: Path) -> _Sheet:
    config = read_json(name, folder / "config.json")
    files = (folder / file for file in ("ranks.tiktoken", "tokenizer.json"))
    written = next((read_bytes(name, file) for file in files if is_file(file)), None)
    return _Sheet(
        vocabulary=None if written is None else hashlib.sha256(written).digest(),
        n_vocab=config.get("vocab_size", 0),
        n_ctx=_n_ctx(config),
        size=sum(file.stat().st_size for file in folder.glob("*.safetensors")),
    )


def _n_ctx(config: dict[str, Any]) -> int:
    """By the name that GPT-2 has for it, or by everybody else's."""
    known = (config.get(name) for name in ("n_positions", "max_position_embeddings"))
    return next((n for n in known if isinstance(n, int)), 0)
