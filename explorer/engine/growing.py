"""Texts that grow, as whoever writes them holds them; what was read of them is kept where the model is."""

from collections.abc import Sequence
from uuid import uuid4
from weakref import finalize

from explorer.engine.current import engine
from explorer.engine.protocol import Edits, Floats, Ids
from explorer.models.model import Model
from explorer.models.two_stacks.model import Seq2Seq


class GrowingText:
    """The logits after a text that grows or is taken back."""

    def __init__(self, model: Model, *, layers: int | None = None, edits: Edits = ()) -> None:
        """layers: only so many of the model's blocks are run, and the stream after them is read as if it were the last;
        None runs all."""
        self._model, self._layers, self._edits, self._name = model.fingerprint, layers, edits, uuid4().hex
        finalize(self, engine.close, self._name)

    def __call__(self, ids: Sequence[int]) -> Floats:
        """(V,) logits of the token after `ids`."""
        return self.rows(ids, 1)[0]

    def rows(self, ids: Sequence[int], n: int) -> Floats:
        """(n, V) logits after each of the last n of `ids`."""
        ids = tuple(map(int, ids))
        return engine.next_logits(self._model, self._name, ids, n, layers=self._layers, edits=self._edits)


class GrowingTexts:
    """Several texts of one length, which begin as one."""

    def __init__(self, model: Model, ids: Sequence[int], *, edits: Edits = ()) -> None:
        self._model, self._edits, self._name = model.fingerprint, edits, uuid4().hex
        self._texts: list[Ids] = [tuple(map(int, ids))]
        finalize(self, engine.close, self._name)
        self.first: Floats = self._asked()[0]
        """(V,) after the text that they begin as."""

    def onward(self, parents: Sequence[int], tokens: Sequence[int]) -> Floats:
        """(K, V) for K texts, each one of the last ones and a token more; several may have the same parent."""
        self._texts = [(*self._texts[at], int(token)) for at, token in zip(parents, tokens, strict=True)]
        return self._asked()

    def _asked(self) -> Floats:
        return engine.next_logits_of(self._model, self._name, self._texts, self._edits)


class GrowingTargets:
    """Several targets of one length under one source, which begin as one."""

    def __init__(self, model: Seq2Seq, source: Sequence[int]) -> None:
        self._model, self._source, self._name = model.fingerprint, tuple(map(int, source)), uuid4().hex
        self._targets: list[Ids] = [(model.start,)]
        finalize(self, engine.close, self._name)
        self.first: Floats = self._asked()[0]
        """(V,) of what it writes first."""

    def onward(self, parents: Sequence[int], tokens: Sequence[int]) -> Floats:
        """(K, V) for K targets, each one of the last ones and a token more; several may have the same parent."""
        self._targets = [(*self._targets[at], int(token)) for at, token in zip(parents, tokens, strict=True)]
        return self._asked()

    def _asked(self) -> Floats:
        return engine.target_logits_of(self._model, self._name, self._source, self._targets)
