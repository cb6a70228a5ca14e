"""Logits alone, of a text that grows or is taken back: what was read once is kept as keys and values."""

from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import DynamicCache

from explorer.models.cores import cores
from explorer.models.forward import forward, size_of
from explorer.models.hooks import Change, Recorder, changing, recording
from explorer.models.model import Model

Floats = NDArray[np.float32]
CHUNK = 512
"""Positions of one pass: of a long text, neither the scores nor the logits of all positions are held at once."""
Changes = Callable[[int], Mapping[str, Change]]
"""By how long the text is: what happens to tensors on their way while its last positions are read."""


def _none(length: int) -> Mapping[str, Change]:
    return {}


class CachedLogits:
    """One text under one model. It remembers what it read last, so it belongs to one caller."""

    def __init__(self, model: Model, *, layers: int | None = None, changes: Changes = _none) -> None:
        """`layers`: only so many of the model's blocks are run, and the stream after them is read as if it were the
        last (the logit lens); None runs all. `changes`: those of a pass over the last of so many positions."""
        if layers is not None and not 1 <= layers <= model.shape.n_layers:
            raise ValueError(f"layers is {layers}: {model.name} has 1 to {model.shape.n_layers}")
        if layers is not None and model.unembedding is None:
            raise ValueError(f"{model.name} has no unembedding that could read its stream midway")
        self.model = model
        self._layers = None if layers == model.shape.n_layers else layers
        self._changes = changes
        self._ids: tuple[int, ...] = ()
        self._cache = DynamicCache()

    def __call__(self, ids: Sequence[int]) -> Floats:
        """(V,) logits of the token after `ids`."""
        return self.rows(ids, 1)[0]

    def rows(self, ids: Sequence[int], n: int) -> Floats:
        """(n, V) logits after each of the last n of `ids`."""
        ids = tuple(map(int, ids))
        if not 1 <= n <= len(ids):
            raise ValueError(f"there are {len(ids)} ids, so there are no {n} last ones")
        kept = min(_shared(self._ids, ids), len(ids) - n)
        if not kept:
            self._cache = DynamicCache()
        elif kept < len(self._ids):
            self._cache.crop(kept - len(self._ids))
        self._ids = ids
        return self._read(ids[kept:], n)

    def _read(self, ids: Sequence[int], n: int) -> Floats:
        """(n, V) after the last n of the ids that are new, read in passes of at most CHUNK."""
        old, rows = len(self._ids) - len(ids), []
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            end = start + len(chunk)
            seen = self._passed(chunk, old + end, last=None if len(ids) <= CHUNK else max(1, n - (len(ids) - end)))
            rows.append(seen[max(0, len(seen) - max(0, n - (len(ids) - end))) :])
        return np.concatenate(rows) if len(rows) > 1 else rows[0]

    def _passed(self, ids: Sequence[int], length: int, last: int | None) -> Floats:
        """Logits after the ids, which end a text of this length; of the `last` at least."""
        changes = self._changes(length)
        if self._layers is None:
            with changing(changes):
                return forward(self.model.module, ids, self._cache, last=last).float().numpy()
        try:
            with recording(_Until(f"blocks.{self._layers - 1}.hook_resid_post", changes)):
                forward(self.model.module, ids, self._cache)
        except _Reached as reached:
            assert self.model.unembedding is not None
            return self.model.unembedding(reached.stream[0].float().numpy())
        raise RuntimeError(f"{self.model.name} has run without reaching block {self._layers}")


class CachedLogitsBatch:
    """Several texts of one length under one model, read in one batch. It remembers what it read last."""

    def __init__(self, model: Model, *, changes: Changes = _none) -> None:
        self._module, self._cache, self._changes = model.module, DynamicCache(), changes
        self._texts: list[tuple[int, ...]] = []

    @torch.inference_mode()
    def __call__(self, texts: Sequence[Sequence[int]]) -> Floats:
        """(K, V) logits after each of K texts. Of those that are one of the last and a token more, only that is read;
        several may have the same parent."""
        whole = [tuple(map(int, text)) for text in texts]
        known = {text: row for row, text in enumerate(self._texts)}
        parents = [known.get(text[:-1]) for text in whole]
        if None in parents:
            self._cache, news = DynamicCache(), whole
        else:
            self._cache.batch_select_indices(torch.tensor(parents))
            news = [text[-1:] for text in whole]
        self._texts = whole
        work = sum(map(len, news)) * size_of(self._module)
        with changing(self._changes(len(whole[0]))), cores.given(work):
            seen = self._module(input_ids=torch.tensor(news), past_key_values=self._cache, use_cache=True)
        return seen.logits[:, -1].float().numpy()


class _Reached(Exception):
    def __init__(self, stream: Tensor) -> None:
        self.stream = stream


class _Until(Recorder):
    """Ends the pass when the tensor of this name is there."""

    def __init__(self, name: str, changes: Mapping[str, Change]) -> None:
        super().__init__(changes)
        self._name = name

    def see(self, name: str, tensor: Tensor) -> Tensor:
        tensor = self.changed(name, tensor)
        if name == self._name:
            raise _Reached(tensor)
        return tensor


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    """How many ids the two begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
