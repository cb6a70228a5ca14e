"""Seeing and editing the inside of a forward pass, of any model that follows transformers' attention interface.

The hooks are part of a loaded model for good; what they see goes to the recorder in the caller's own context,
and without one they do nothing. A model shared by many threads therefore never mixes up two visitors' numbers.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from explorer.models.call import Call

IMPLEMENTATION = "explorer"
"""The name under which transformers finds `attention`."""
NAMES = "explorer_names"
"""The attribute of an attention module that holds its AttentionNames."""

Change = Callable[[Tensor], Tensor]
"""Takes a recorded tensor (1, ..., n, d), whose second-to-last axis is the position, and gives another like it."""


class Recorder:
    """Keeps the tensors of one forward pass by trace name, changing some on their way."""

    def __init__(self, changes: Mapping[str, Change] | None = None) -> None:
        self.changes = changes or {}
        self.seen: dict[str, Tensor] = {}
        self.calls: dict[int, Call] = {}
        self.texts = 1
        """How many go through the model at once."""

    def see(self, name: str, tensor: Tensor) -> Tensor:
        self.seen[name] = tensor = self.changed(name, tensor)
        return tensor

    def changed(self, name: str, tensor: Tensor) -> Tensor:
        change = self.changes.get(name)
        # In the model's own precision: a change may be worked out in a finer one.
        return tensor if change is None else change(tensor).to(tensor.dtype)

    def sight(self, mask: Tensor | None, n: int, n_keys: int, call: Call) -> Tensor | None:
        """The mask under which the last n of so many positions look, given the model's own."""
        return mask


class Changer(Recorder):
    """Changes tensors on their way, and keeps none."""

    def see(self, name: str, tensor: Tensor) -> Tensor:
        return self.changed(name, tensor)


RECORDER: ContextVar[Recorder | None] = ContextVar("RECORDER", default=None)


@contextmanager
def recording(recorder: Recorder) -> Iterator[Recorder]:
    """Within it, this thread's forward passes are seen by `recorder`."""
    token = RECORDER.set(recorder)
    try:
        yield recorder
    finally:
        RECORDER.reset(token)


@contextmanager
def changing(changes: Mapping[str, Change]) -> Iterator[None]:
    """Within it, this thread's forward passes are changed; without changes nothing is looked at."""
    if not changes:
        yield
        return
    with recording(Changer(changes)):
        yield


@dataclass(frozen=True, slots=True)
class AttentionNames:
    """Where an attention module's tensors go; hung on the module itself."""

    layer: int
    q: str
    k: str
    v: str
    z: str


def attention_names(layer: int, among: str = "blocks") -> AttentionNames:
    return AttentionNames(layer, *(f"{among}.{layer}.attn.hook_{letter}" for letter in "qkvz"))


def attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    dropout: float = 0.0,
    **how: Any,
) -> tuple[Tensor, None]:
    """q (B, H, n, d), k and v (B, H_kv, K, d) -> z (B, n, H, d). Models are shown as they answer: dropout is none."""
    recorder = RECORDER.get()
    if recorder is None:
        return _mixed(module, query, key, value, attention_mask, how), None
    names: AttentionNames = vars(module)[NAMES]
    query, key, value = recorder.see(names.q, query), recorder.see(names.k, key), recorder.see(names.v, value)
    call = recorder.calls[names.layer] = call_of(module, query, how)
    seen = recorder.sight(attention_mask, query.shape[-2], key.shape[-2], call)
    z = _mixed(module, query, key, value, seen, how)
    return recorder.see(names.z, z.transpose(1, 2)).transpose(1, 2), None


def _mixed(module: nn.Module, q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, how: Mapping[str, Any]) -> Tensor:
    """z (B, n, H, d) by transformers' own SDPA; only a softcap is beyond it."""
    if how.get("softcap") is None:
        return sdpa_attention_forward(module, q, k, v, mask, **how)[0]
    # As transformers' own softcapped attention: the softmax in float32, the mixture in the model's precision.
    pattern = attn_scores(q, k, call_of(module, q, how), mask).softmax(-1, dtype=torch.float32)
    return (pattern.to(v.dtype) @ per_head(v, q)).transpose(1, 2).contiguous()


def call_of(module: nn.Module, q: Tensor, how: Mapping[str, Any]) -> Call:
    """What transformers passes beside q, k and v, in one value."""
    scaling, causal, bias = how.get("scaling"), how.get("is_causal"), how.get("position_bias")
    return Call(
        q.shape[-1] ** -0.5 if scaling is None else scaling,
        bool(getattr(module, "is_causal", True) if causal is None else causal),
        how.get("sliding_window"),
        how.get("softcap"),
        None if bias is None else bias[0].detach().float().numpy(),
    )


def attn_scores(q: Tensor, k: Tensor, call: Call, mask: Tensor | None = None) -> Tensor:
    """(..., H, n, d) and (..., H_kv, K, d) -> (..., H, n, K): what the softmax takes; -inf where a key is not seen.

    The queries are those of the last n positions. mask is true where a key is seen; without one, `call` decides.
    """
    scores = q @ per_head(k, q).transpose(-1, -2) * call.scaling
    if call.softcap is not None:
        scores = (scores / call.softcap).tanh() * call.softcap
    if call.bias is not None:
        scores = scores + torch.as_tensor(call.bias)
    allowed = visible(q.shape[-2], k.shape[-2], call) if mask is None else mask
    return scores.masked_fill(~allowed, -torch.inf)


def visible(n: int, n_keys: int, call: Call) -> Tensor:
    """(n, K) true where each of the last n positions sees a key."""
    behind = torch.arange(n_keys - n, n_keys)[:, None] - torch.arange(n_keys)
    allowed = behind >= 0 if call.causal else torch.ones_like(behind, dtype=torch.bool)
    return allowed if call.window is None else allowed & (behind.abs() < call.window)


def per_head(k: Tensor, q: Tensor) -> Tensor:
    """Keys or values (..., H_kv, K, d), shared by groups of query heads, once for each head: (..., H, K, d)."""
    group = q.shape[-3] // k.shape[-3]
    return k if group == 1 else k.repeat_interleave(group, -3)


def watch_input(module: nn.Module, name: str) -> None:
    """From now on, what `module` is given (its first argument) is seen under `name`."""

    def hook(_module: nn.Module, args: tuple[Any, ...]) -> tuple[Any, ...] | None:
        recorder = RECORDER.get()
        return None if recorder is None else (_seen(recorder, name, args[0]), *args[1:])

    module.register_forward_pre_hook(hook)


def watch_output(module: nn.Module, name: str, *, width: int | None = None, scale: float = 1.0) -> None:
    """From now on, what `module` gives, or its first `width` columns, is seen under `name`.

    scale: what the model multiplies it by right after; it is seen and changed as it is then.
    """

    def hook(_module: nn.Module, _args: tuple[Any, ...], output: Tensor) -> Tensor | None:
        recorder = RECORDER.get()
        if recorder is None:
            return None
        if scale != 1:
            return _scaled(recorder, name, output, scale)
        if width is None or width == output.shape[-1]:
            return _seen(recorder, name, output)
        first, rest = output.split([width, output.shape[-1] - width], -1)
        return torch.cat([_seen(recorder, name, first), rest], -1)

    module.register_forward_hook(hook)


def _scaled(recorder: Recorder, name: str, output: Tensor, scale: float) -> Tensor | None:
    """What the model would have had to give, where its multiple was changed; the rest to the last bit."""
    before = output * scale
    after = _seen(recorder, name, before)
    return None if after is before else torch.where(after == before, output, after / scale)


def _seen(recorder: Recorder, name: str, tensor: Tensor) -> Tensor:
    """Seen with its batch axis, which OPT flattens away inside its MLP."""
    if tensor.dim() == 3:
        recorder.texts = tensor.shape[0]
        return recorder.see(name, tensor)
    return recorder.see(name, tensor.unflatten(0, (recorder.texts, -1))).flatten(0, 1)


AttentionInterface.register(IMPLEMENTATION, attention)
AttentionMaskInterface.register(IMPLEMENTATION, sdpa_mask)
