"""Everything that happened inside a model while it read a prompt."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from explorer.errors import Refused
from explorer.models.call import Call
from explorer.models.model import BlockKind, Shape
from explorer.trace.buffers import Rows
from explorer.trace.edits import Edit
from explorer.trace.names import names_of, place_of, recorded

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Trace:
    """A value, equal to any other trace of the same weights, ids and edits; its arrays are read-only.

    Arrays are made when asked for: `trace["blocks.0.attn.hook_pattern"]`. docs/GLOSSARY.md lists the names. Pickled, it
    is a copy of its own rows, and equal.
    """

    model: str = field(compare=False)
    """The name of the model, for messages; another folder of equal weights gives an equal trace."""
    fingerprint: str = field(repr=False)
    """Of the model's weights and config."""
    ids: tuple[int, ...]
    edits: tuple[Edit, ...]
    shape: Shape = field(compare=False, repr=False)
    block: BlockKind = field(compare=False, repr=False)
    causal: bool = field(compare=False, repr=False)
    rows: Rows = field(compare=False, repr=False)
    calls: tuple[Call, ...] = field(compare=False, repr=False)
    """One a layer."""
    _made: dict[str, Floats] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __len__(self) -> int:
        """T, the number of positions."""
        return len(self.ids)

    @property
    def identity(self) -> tuple[str, tuple[int, ...], tuple[Edit, ...]]:
        """What makes it what it is: a key that keeps none of its arrays alive."""
        return self.fingerprint, self.ids, self.edits

    def __reduce__(self) -> tuple[type["Trace"], tuple[object, ...]]:
        about = (self.model, self.fingerprint, self.ids, self.edits, self.shape, self.block, self.causal)
        return Trace, (*about, self.rows.first(len(self)), self.calls)

    def held(self) -> list[Floats]:
        """The arrays that it holds by now: its rows, with their room for more, and what was made when asked for."""
        return self.rows.arrays() + list(self._made.values())

    def patterns(self) -> Iterator[Floats]:
        """(H, T, T) of one layer after another, none of them kept: all of them are (L, H, T, T)."""
        for layer in range(self.shape.n_layers):
            yield replace(self).pattern(layer)

    @property
    def names(self) -> tuple[str, ...]:
        return names_of(self.shape, self.block, positions="hook_pos_embed" in self.rows)

    @property
    def logits(self) -> Floats:
        """(T, V) before the softmax; row t is about the token after position t (of a masked model: at it)."""
        return self["logits"]

    def __getitem__(self, name: str) -> Floats:
        """Its shape: (T, D), (T, d_mlp), (H, T, d_head), or (H, T, T) as (head, query position, key position)."""
        if name not in self._made:
            array = self._array(name)
            array.flags.writeable = False
            self._made[name] = array
        return self._made[name]

    def pattern(self, layer: int) -> Floats:
        """(H, T, T) how much of each key position's value a head mixes in at each query position: rows sum to 1."""
        return self[f"blocks.{layer}.attn.hook_pattern"]

    def pattern_row(self, layer: int, position: int) -> Floats:
        """(H, T) what one query position looks at: a row of the pattern, without computing the others."""
        if not self.causal:
            return self.pattern(layer)[:, position]
        at, seen = f"blocks.{layer}.attn", position + 1
        q, k = (self.rows.read(f"{at}.hook_{name}", len(self))[0] for name in "qk")
        row = _pattern(_scores(q[:, position:seen], k[:, :seen], self.calls[layer]))[:, 0]
        return np.pad(row, ((0, 0), (0, len(self) - seen)))

    def resid(self, layer: int) -> Floats:
        """(T, D) the residual stream after `layer` blocks: 0 is the embeddings, n_layers what is unembedded."""
        return self["blocks.0.hook_resid_pre" if layer == 0 else f"blocks.{layer - 1}.hook_resid_post"]

    def prefix(self, t: int) -> "Trace":
        """The trace of the first t ids alone, of the same memory: in a causal model nothing later reaches back."""
        if not self.causal:
            raise Refused("{model} reads both ways: trace the shorter prompt anew", model=self.model)
        if not 1 <= t <= len(self):
            raise Refused("there are {n} positions, not {t}: ask for 1 to {n} of them", n=len(self), t=t)
        if t == len(self):
            return self
        edits = tuple(edit for edit in (whole.before(t) for whole in self.edits) if edit is not None)
        about = (self.model, self.fingerprint, self.ids[:t], edits, self.shape, self.block, self.causal)
        return Trace(*about, self.rows, self.calls)

    def _array(self, name: str) -> Floats:
        """A view of the rows, or a new array."""
        layer, inside = place_of(name) or (0, name)
        if layer >= self.shape.n_layers:
            raise KeyError(name)
        at = f"blocks.{layer}"
        if inside == "attn.hook_attn_scores":
            q, k = self._array(f"{at}.attn.hook_q"), self._array(f"{at}.attn.hook_k")
            return _scores(q, k, self.calls[layer])
        if inside == "attn.hook_pattern":
            return _pattern(self._array(f"{at}.attn.hook_attn_scores"))
        if inside == "hook_resid_mid" and self.block == "sequential":
            return self._array(f"{at}.hook_resid_pre") + self._array(f"{at}.hook_attn_out")
        return self.rows.read(recorded(name), len(self))[0]


def _scores(q: Floats, k: Floats, call: Call) -> Floats:
    """(H, n, K) as the model computes them, from the same memory: torch is asked for only here."""
    import torch

    from explorer.models.hooks import attn_scores

    with torch.inference_mode():
        return attn_scores(torch.from_numpy(q), torch.from_numpy(k), call).numpy()


def _pattern(scores: Floats) -> Floats:
    import torch

    with torch.inference_mode():
        return torch.from_numpy(scores).softmax(-1).numpy()
