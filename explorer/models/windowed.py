"""The next token after many texts of many lengths, and after one text that is looked at through windows: in batches."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.call import Call
from explorer.models.cores import cores
from explorer.models.forward import keeps_some, size_of
from explorer.models.hooks import Change, Changer, changing, recording, visible
from explorer.models.model import Model
from explorer.models.window import Window

Floats = NDArray[np.float32]
Changes = Mapping[str, Change]

A_PASS = 2048
"""Tokens that go through the model at once."""


def last_logits(model: Model, texts: Sequence[Sequence[int]], changes: Changes) -> Floats:
    """(K, V) after each of K texts of any length.

    Shorter ones are filled up at their end, which a causal model does not see: each is read as it would be alone.
    """
    found = np.empty((len(texts), model.shape.n_vocab), np.float32)
    for batch in _batches([len(text) for text in texts]):
        longest = max(len(texts[k]) for k in batch)
        ids = torch.tensor([[*texts[k], *[0] * (longest - len(texts[k]))] for k in batch])
        ends = torch.tensor([len(texts[k]) - 1 for k in batch])
        with changing(changes):
            found[batch] = _after(model, ids, ends)
    return found


def windowed_logits(model: Model, ids: Sequence[int], windows: Sequence[Window], changes: Changes) -> Floats:
    """(K, V) after one text, each position of which looks through a window; positions keep their numbers."""
    found = np.empty((len(windows), model.shape.n_vocab), np.float32)
    for batch in _batches([len(ids)] * len(windows)):
        seen = torch.from_numpy(np.stack([windows[k].sees(len(ids)) for k in batch])[:, None])
        ends = torch.full((len(batch),), len(ids) - 1)
        with recording(_Windowed(changes, seen)):
            found[batch] = _after(model, torch.tensor([list(ids)] * len(batch)), ends)
    return found


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of texts of like length, as many as one pass takes."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lambda k: lengths[k]):
        if batch and (len(batch) + 1) * lengths[place] > A_PASS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def _after(model: Model, ids: Tensor, ends: Tensor) -> Floats:
    """(B, V) logits at one position of each row."""
    wanted, at = ends.unique(return_inverse=True)
    some = keeps_some(model.module)
    with torch.inference_mode(), cores.given(ids.numel() * size_of(model.module)):
        seen = model.module(input_ids=ids, use_cache=False, **({"logits_to_keep": wanted} if some else {}))
        return seen.logits[torch.arange(len(ids)), at if some else ends].float().numpy()


class _Windowed(Changer):
    """Narrows what the model itself lets a position see."""

    def __init__(self, changes: Changes, seen: Tensor) -> None:
        """seen: (B, 1, T, T)"""
        super().__init__(changes)
        self._seen = seen

    def sight(self, mask: Tensor | None, n: int, n_keys: int, call: Call) -> Tensor:
        own = visible(n, n_keys, call) if mask is None else mask
        return own & self._seen
