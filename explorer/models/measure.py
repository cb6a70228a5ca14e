"""A loaded model's dimensions and its two vocabularies' matrices, found by looking at it, not at its config's words."""

from math import sqrt

import numpy as np
import torch
from torch import Tensor, nn
from transformers import PreTrainedConfig, PreTrainedModel

from explorer.models.architectures import Parts, beside, part
from explorer.models.model import Embedding, Shape
from explorer.models.self_check import Probe
from explorer.models.unembedding import Floats, NormKind, Unembedding

CLOSE = {torch.float32: 1e-3, torch.bfloat16: 3e-2}
"""How far, relative to the largest logit, the numpy unembedding may be from the model's own, by its precision."""


def shape_of(seen: Probe, n_ctx: int) -> Shape:
    n_heads, _, d_head = seen["blocks.0.attn.hook_q"].shape
    return Shape(
        n_layers=len(seen.recorder.calls),
        n_heads=n_heads,
        n_kv_heads=seen["blocks.0.attn.hook_k"].shape[0],
        d_model=seen["blocks.0.hook_resid_pre"].shape[-1],
        d_head=d_head,
        d_mlp=seen["blocks.0.mlp.hook_post"].shape[-1],
        n_ctx=n_ctx,
        n_vocab=seen.logits.shape[-1],
    )


def n_ctx_of(config: PreTrainedConfig, embedding: Embedding) -> int:
    """As many tokens as it has positions."""
    if embedding.W_pos is not None:
        return len(embedding.W_pos)
    rope = getattr(config, "rope_parameters", None) or {}
    if rope.get("rope_type") == "longrope":  # beyond its first context it would move the earlier positions, too
        return rope["original_max_position_embeddings"]
    return config.max_position_embeddings


@torch.inference_mode()
def embedding_of(module: PreTrainedModel, parts: Parts, seen: Probe) -> Embedding:
    embed = module.get_submodule(parts.embed)
    W_E, projected = embed.get_parameter("weight"), beside(module, parts.embed, "project_in")
    if projected is not None:
        W_E = W_E @ projected.get_parameter("weight").T
    W_pos = None
    if parts.pos_embed is not None:
        positions = module.get_submodule(parts.pos_embed).get_parameter("weight")
        # OPT and RoBERTa keep rows for other purposes before the first position's.
        first = int((positions == seen["hook_pos_embed"][0]).all(-1).int().argmax())
        W_pos = frozen(positions[first:])
    return Embedding(frozen(W_E), W_pos, getattr(embed, "scalar_embed_scale", parts.embed_scale))


@torch.inference_mode()
def unembedding_of(module: PreTrainedModel, parts: Parts, seen: Probe, embedding: Embedding) -> Unembedding | None:
    """None unless it gives the model's own logits. Where its matrix is the embedding's, there is one of them."""
    head = module.get_output_embeddings()
    if parts.norm is None or not isinstance(head, nn.Linear):
        return None
    W_U, projected = head.weight, beside(module, parts.norm, "project_out")
    if projected is not None:
        W_U = W_U @ projected.get_parameter("weight")
    found = Unembedding(
        *_norm(part(module, parts.norm), W_U.shape[1], parts.logit_scale),
        W_U=embedding.W_E if W_U is module.get_submodule(parts.embed).weight else frozen(W_U),
        b_U=None if head.bias is None else frozen(head.bias),
        softcap=getattr(module.config.get_text_config(), "final_logit_softcapping", None),
    )
    return found if _agrees(found, seen, CLOSE[module.dtype]) else None


def _norm(norm: nn.Module | None, d_model: int, scale: float) -> tuple[NormKind, Floats, Floats, float]:
    """Kind, gain, shift and eps. The gain is asked of the norm itself: Gemma's is its weight and 1.

    scale: of the logits, which is the same as one of what their matrix reads.
    """
    ones, zeros = torch.ones(d_model), torch.zeros(d_model)
    if norm is None:
        return "none", frozen(ones * scale), frozen(zeros), 0.0
    if isinstance(norm, nn.LayerNorm):
        gain, shift = (ones if norm.weight is None else norm.weight), zeros if norm.bias is None else norm.bias
        return "layer", frozen(gain * scale), frozen(shift * scale), norm.eps
    eps = float(getattr(norm, "variance_epsilon", getattr(norm, "eps", 0.0)))
    return "rms", frozen(norm(ones) * sqrt(1 + eps) * scale), frozen(zeros), eps


def _agrees(unembedding: Unembedding, seen: Probe, close: float) -> bool:
    last = len(seen.recorder.calls) - 1
    logits = seen.logits.numpy()
    own = unembedding(seen[f"blocks.{last}.hook_resid_post"].numpy())
    return np.allclose(own, logits, rtol=close, atol=close * np.abs(logits).max())


def frozen(tensor: Tensor) -> Floats:
    """The same memory as a read-only array; of a tensor of another precision, a copy in float32."""
    array = tensor.detach().float().numpy()
    array.flags.writeable = False
    return array
