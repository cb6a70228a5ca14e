"""Making traces: one pass through the model, or one more step of it."""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from torch import Tensor

from explorer.errors import Refused
from explorer.models.forward import forward, forward_together
from explorer.models.hooks import Recorder, changing, recording
from explorer.models.known import check_known
from explorer.models.model import Model
from explorer.trace.buffers import Floats, Rows
from explorer.trace.cache import cache_of
from explorer.trace.edits import Edit, changes_of
from explorer.trace.result import Trace

AT_ONCE = 16_000_000
"""Logits that several texts may have between them: 64 MB."""


def trace(model: Model, ids: Sequence[int], edits: Sequence[Edit] = ()) -> Trace:
    """One pass of a prompt through a model, with everything in it kept."""
    ids, edits = tuple(map(int, ids)), tuple(edits)
    if not ids:
        raise Refused("the prompt is empty: write something")
    _check_ids(model, ids, len(ids))
    for edit in edits:
        edit.check(model, len(ids))
    with recording(Recorder(changes_of(edits, len(ids)))) as recorder:
        seen = forward(model.module, ids)
    rows = Rows(_arrays(recorder.seen | {"logits": seen[None]}), filled=len(ids))
    calls = tuple(recorder.calls[layer] for layer in range(model.shape.n_layers))
    about = (model.name, model.fingerprint, ids, edits, model.shape, model.block, model.causal)
    return Trace(*about, rows, calls)


def logits(model: Model, ids: Sequence[int], edits: Sequence[Edit] = ()) -> Floats:
    """(T, V) of one pass, and nothing else of it."""
    with changing(changes_of(edits, len(ids))):
        return forward(model.module, ids).float().numpy()


def logits_at(
    model: Model, texts: Sequence[Sequence[int]], places: Sequence[Sequence[int]], edits: Sequence[Edit] = ()
) -> Floats:
    """(K, P, V): of K texts of one length what is said at P places of each; as many as fit are read together."""
    if len({*map(len, texts)}) > 1 or len({*map(len, places)}) > 1 or len(texts) != len(places):
        raise ValueError("texts of one length are read together, at as many places each")
    n, found = len(texts[0]) if texts else 0, []
    several = max(1, AT_ONCE // (max(1, n) * model.shape.n_vocab))
    for start in range(0, len(texts), several):
        with changing(changes_of(edits, n)):
            seen = forward_together(model.module, texts[start : start + several])
        found += [rows[list(at)].numpy() for rows, at in zip(seen, places[start : start + several], strict=True)]
    return np.stack(found) if found else np.empty((0, 0, model.shape.n_vocab), np.float32)


def extend(model: Model, trace: Trace, ids: Sequence[int]) -> Trace:
    """The trace of its ids and some more, of which only these go through the model. `trace` stays what it is."""
    ids = tuple(map(int, ids))
    if trace.fingerprint != model.fingerprint:
        raise ValueError(f"a trace of {trace.model} cannot be extended by {model.name}")
    if not model.causal:
        raise Refused("{model} reads both ways, so that it cannot go on from a trace: trace anew", model=model.name)
    if not ids:
        return trace
    start, end = len(trace), len(trace) + len(ids)
    _check_ids(model, ids, end)
    with torch.inference_mode(), recording(Recorder(changes_of(trace.edits, end))) as recorder:
        rows = trace.rows.room(start, end, most=model.shape.n_ctx)
        seen = forward(model.module, ids, cache_of(rows, model.shape.n_layers, start))
        rows.add(start, _arrays(_news(recorder) | {"logits": seen[None]}))
    about = (trace.model, trace.fingerprint, trace.ids + ids, trace.edits, trace.shape, trace.block, trace.causal)
    return Trace(*about, rows, trace.calls)


def _news(recorder: Recorder) -> dict[str, Tensor]:
    """What was seen of the new positions; the cache has written the keys and values."""
    return {name: seen for name, seen in recorder.seen.items() if not name.endswith(("hook_k", "hook_v"))}


def _arrays(seen: Mapping[str, Tensor]) -> dict[str, Floats]:
    """The same memory, where the model computes in float32."""
    return {name: tensor.float().numpy() for name, tensor in seen.items()}


def _check_ids(model: Model, ids: tuple[int, ...], n: int) -> None:
    if n > model.shape.n_ctx:
        raise Refused(
            "prompt has {n} tokens, but {model} reads at most {n_ctx}: "
            "shorten it, or pick a model with a longer context",
            n=n,
            model=model.name,
            n_ctx=model.shape.n_ctx,
        )
    check_known(model, ids)
