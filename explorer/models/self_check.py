"""A few tokens through a freshly loaded model: what its shape is, and whether what is seen is what it computes."""

from dataclasses import dataclass
from itertools import cycle, islice

import torch
from torch import Tensor
from transformers import PreTrainedModel

from explorer.errors import Refused
from explorer.models.cores import cores
from explorer.models.forward import forward, size_of
from explorer.models.hooks import Recorder, attn_scores, recording

SHORT = 12
LONG = 256
"""Tokens. A sliding window up to this wide is probed beyond its edge."""

CLOSE = {torch.float32: (1e-3, 1e-4), torch.bfloat16: (1e-2, 1e-2)}
"""How far the sums of a precision may be from those in float32, relative to each and to the largest: bfloat16 rounds a
number by up to 0.004 of itself."""


@dataclass(frozen=True, eq=False)
class Probe:
    """One recorded pass."""

    ids: list[int]
    recorder: Recorder
    logits: Tensor
    """(n, V)"""

    def __getitem__(self, name: str) -> Tensor:
        """The tensor of a trace name in float32, without its batch axis."""
        return self.recorder.seen[name][0].float()

    def pattern(self, layer: int) -> Tensor:
        """(H, n, n)"""
        at = f"blocks.{layer}.attn"
        return attn_scores(self[f"{at}.hook_q"], self[f"{at}.hook_k"], self.recorder.calls[layer]).softmax(-1)

    @property
    def causal(self) -> bool:
        return all(call.causal for call in self.recorder.calls.values())


def _untraced(name: str, module: PreTrainedModel, ids: list[int]) -> Tensor:
    try:
        return forward(module, ids)
    except Exception as error:  # whatever torch raises when widths do not go together
        raise Refused("{model} cannot read even a few tokens: fetch it again", model=name) from error


def _traced(module: PreTrainedModel, ids: list[int]) -> Probe:
    with recording(Recorder()) as recorder:
        return Probe(ids, recorder, forward(module, ids))


def probe(name: str, module: PreTrainedModel) -> Probe:
    """Run it, and refuse the model if seeing changes it, or if what is seen does not add up."""
    ids = _ids(module)
    with cores.given(2 * len(ids) * size_of(module)):  # both with as many, for the last bit hangs on it
        untraced, found = _untraced(name, module, ids), _traced(module, ids)
    if not untraced.isfinite().all():
        raise Refused("{model} answers with numbers that are not finite: fetch it again", model=name)
    if not torch.equal(found.logits, untraced):
        raise Refused("{model} answers otherwise when it is looked into: choose another model", model=name)
    if not all(_adds_up(found, layer) for layer in range(module.config.get_text_config().num_hidden_layers)):
        raise Refused(
            "{model} mixes values otherwise than its attention patterns say: choose another model", model=name
        )
    return found


def _adds_up(found: Probe, layer: int) -> bool:
    """Rows of the pattern sum to 1, and its mixture of the values is what attention went on with."""
    if layer not in found.recorder.calls:
        return False
    v, z, pattern = found[f"blocks.{layer}.attn.hook_v"], found[f"blocks.{layer}.attn.hook_z"], found.pattern(layer)
    mixed = pattern @ v.repeat_interleave(len(pattern) // len(v), 0)
    rtol, atol = CLOSE[found.recorder.seen[f"blocks.{layer}.attn.hook_z"].dtype]
    close = torch.allclose(mixed, z, rtol=rtol, atol=atol * float(z.abs().max()) + 1e-6)
    return close and torch.allclose(pattern.sum(-1), torch.ones(()), atol=1e-4)


def _ids(module: PreTrainedModel) -> list[int]:
    """The first ids of the vocabulary but padding, which some models do not count as a position."""
    config = module.config.get_text_config()
    window = getattr(config, "sliding_window", None) or 0
    n = min(window + SHORT if window <= LONG else SHORT, config.max_position_embeddings - SHORT)
    known = [i for i in range(min(config.vocab_size, LONG + SHORT)) if i != getattr(config, "pad_token_id", None)]
    return list(islice(cycle(known), max(n, 4)))
