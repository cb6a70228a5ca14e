"""Changes made inside a forward pass, as values: silence a head, put in other numbers, push along a direction.

An edit belongs to a trace's identity. It never touches the model, which others may be using meanwhile.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.errors import Refused
from explorer.models.model import Model
from explorer.trace.names import names_of, numbers_a_position, place_of, recorded

if TYPE_CHECKING:
    from torch import Tensor

    from explorer.trace.result import Trace


@dataclass(frozen=True)
class Ablate:
    """Silence one head: what it mixed from the values becomes 0, at every position."""

    layer: int
    head: int

    @property
    def name(self) -> str:
        return f"blocks.{self.layer}.attn.hook_z"

    def check(self, model: Model, n_tokens: int) -> None:
        _check_layer(self.layer, model)
        _check_head(self.head, model)

    def change(self, tensor: "Tensor", first: int) -> "Tensor":
        """(B, H, n, d_head)"""
        changed = tensor.clone()
        changed[:, self.head] = 0
        return changed

    def before(self, t: int) -> "Ablate":
        return self


@dataclass(frozen=True)
class Patch:
    """Put other numbers in one position of a tensor: activation patching, with those of another trace."""

    name: str
    """A name of the trace, whose tensor is recorded (not the scores, the pattern, or a sum)."""
    position: int
    values: tuple[float, ...]
    """All the numbers of that position: D for the stream, d_mlp for neurons, head after head for q, k, v and z."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "values", _floats(self.values))

    @classmethod
    def of(cls, trace: "Trace", name: str, position: int) -> "Patch":
        """The numbers of another trace, at the same place."""
        return cls(name, position, _floats(trace[name][..., position, :]))

    def check(self, model: Model, n_tokens: int) -> None:
        _check_position(self.position, n_tokens, model)
        if self.name not in _patchable(model):
            raise Refused(
                "{name} of {model} cannot be patched: patch what it is made of", name=self.name, model=model.name
            )
        expected = numbers_a_position(self.name, model.shape)
        if len(self.values) != expected:
            raise Refused(
                "{name} has {expected} numbers a position, not {n}",
                name=self.name,
                expected=expected,
                n=len(self.values),
            )

    def change(self, tensor: "Tensor", first: int) -> "Tensor":
        """(B, ..., n, d)"""
        row = self.position - first
        if not 0 <= row < tensor.shape[-2]:
            return tensor
        changed = tensor.clone()
        changed[..., row, :] = tensor.new_tensor(self.values).view(tensor[:1, ..., row, :].shape)
        return changed

    def before(self, t: int) -> "Patch | None":
        return self if self.position < t else None


@dataclass(frozen=True)
class Steer:
    """Add scale * vector to what block `layer` reads of the residual stream (activation addition)."""

    layer: int
    vector: tuple[float, ...]
    """(D,)"""
    scale: float = 1.0
    positions: tuple[int, ...] | None = None
    """None: at every position, those still to come, too."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "vector", _floats(self.vector))

    @property
    def name(self) -> str:
        return f"blocks.{self.layer}.hook_resid_pre"

    def check(self, model: Model, n_tokens: int) -> None:
        _check_layer(self.layer, model)
        for position in self.positions or ():
            _check_position(position, n_tokens, model)
        if len(self.vector) != model.shape.d_model:
            raise Refused(
                "the vector has {n} numbers, but the residual stream of {model} is {d_model} wide",
                n=len(self.vector),
                model=model.name,
                d_model=model.shape.d_model,
            )

    def change(self, tensor: "Tensor", first: int) -> "Tensor":
        """(B, n, D)"""
        n = tensor.shape[-2]
        rows = range(n) if self.positions is None else [p - first for p in self.positions if 0 <= p - first < n]
        changed = tensor.clone()
        changed[:, list(rows)] += self.scale * tensor.new_tensor(self.vector)
        return changed

    def before(self, t: int) -> "Steer | None":
        if self.positions is None:
            return self
        left = tuple(position for position in self.positions if position < t)
        return Steer(self.layer, self.vector, self.scale, left) if left else None


@dataclass(frozen=True)
class Show:
    """Put a picture's vectors in the place of its tokens' embeddings: no change of what a model does, but how one that
    sees is given what it looks at. The numbers are many, so that their digest says which they are."""

    start: int
    """The position of the first."""
    digest: str
    vectors: NDArray[np.float32] = field(compare=False, repr=False)
    """(n, D), not to be written to."""
    name = "hook_embed"

    @classmethod
    def of(cls, start: int, vectors: NDArray[np.float32]) -> "Show":
        found = np.ascontiguousarray(vectors, dtype=np.float32)
        if not np.isfinite(found).all():
            raise ValueError("a picture's vectors must be finite")
        found.flags.writeable = False
        return cls(start, hashlib.sha256(found.tobytes()).hexdigest(), found)

    def check(self, model: Model, n_tokens: int) -> None:
        _check_position(self.start, n_tokens, model)
        if self.vectors.shape[-1] != model.shape.d_model:
            raise Refused(
                "{name} has {expected} numbers a position, not {n}",
                name=self.name,
                expected=model.shape.d_model,
                n=self.vectors.shape[-1],
            )

    def change(self, tensor: "Tensor", first: int) -> "Tensor":
        """(B, n, D)"""
        begin, end = self.start - first, self.start + len(self.vectors) - first
        into = slice(max(begin, 0), max(min(end, tensor.shape[-2]), 0))
        if into.start >= into.stop:
            return tensor
        changed = tensor.clone()
        changed[:, into] = tensor.new_tensor(self.vectors[into.start - begin : into.stop - begin])
        return changed

    def before(self, t: int) -> "Show | None":
        return self if self.start < t else None


Edit = Ablate | Patch | Steer | Show


def changes_of(edits: Sequence[Edit], n_tokens: int) -> dict[str, Callable[["Tensor"], "Tensor"]]:
    """What a recorder does for the edits, while the last of n_tokens positions go through the model."""
    by_name: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_name[recorded(edit.name)].append(edit)

    def change_by(found: list[Edit]) -> Callable[["Tensor"], "Tensor"]:
        def change(tensor: "Tensor") -> "Tensor":
            for edit in found:
                tensor = edit.change(tensor, n_tokens - tensor.shape[-2])
            return tensor

        return change

    return {name: change_by(found) for name, found in by_name.items()}


def changes_by_length(edits: Sequence[Edit]) -> Callable[[int], dict[str, Callable[["Tensor"], "Tensor"]]]:
    """The same for a text that grows: by how many positions it has."""
    return lambda n_tokens: changes_of(edits, n_tokens)


def within(edits: Sequence[Edit], n: int) -> tuple[Edit, ...]:
    """What edits change in the first n positions."""
    return tuple(kept for kept in (edit.before(n) for edit in edits) if kept is not None)


def everywhere(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Those that hold at every position, and so for any text."""
    return within(edits, 0)


def _patchable(model: Model) -> set[str]:
    names = names_of(model.shape, model.block, positions=model.embedding.W_pos is not None)
    derived = {"attn.hook_attn_scores", "attn.hook_pattern"}
    if model.block == "sequential":
        derived.add("hook_resid_mid")
    return {name for name in names if (place_of(name) or (0, name))[1] not in derived}


def _check_layer(layer: int, model: Model) -> None:
    last = model.shape.n_layers - 1
    if not 0 <= layer <= last:
        raise Refused(
            "there is no layer {index}: this run of {model} has 0 to {last}", index=layer, model=model.name, last=last
        )


def _check_head(head: int, model: Model) -> None:
    last = model.shape.n_heads - 1
    if not 0 <= head <= last:
        raise Refused(
            "there is no head {index}: this run of {model} has 0 to {last}", index=head, model=model.name, last=last
        )


def _check_position(position: int, n_tokens: int, model: Model) -> None:
    last = n_tokens - 1
    if not 0 <= position <= last:
        raise Refused(
            "there is no position {index}: this run of {model} has 0 to {last}",
            index=position,
            model=model.name,
            last=last,
        )


def _floats(values: ArrayLike) -> tuple[float, ...]:
    found = np.asarray(values, dtype=np.float32).ravel()
    if not np.isfinite(found).all():
        raise ValueError("an edit's numbers must be finite")
    return tuple(found.tolist())
